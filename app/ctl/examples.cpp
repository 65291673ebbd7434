// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/examples.h"

#include <utility>

namespace staffroom::ctl {

namespace {

constexpr std::pair<std::string_view, std::string_view> examples[] = {
    {"init",
     "staffroomctl init --data /var/lib/staffroom --name \"Qingxi County\" --admin chen --password-file chen.txt"},
    {"seed", "staffroomctl seed --data /tmp/try"},
    {"organisation add", "staffroomctl organisation add --data /var/lib/staffroom --slug shimen --name \"石门乡学校\""},
    {"organisation list", "staffroomctl organisation list --data /var/lib/staffroom"},
    {"group add",
     "staffroomctl group add --data /var/lib/staffroom --slug maths --sort workshop --name \"数学工作坊\""},
    {"group join", "staffroomctl group join --data /var/lib/staffroom --group maths --logins li.meiling,wang"},
    {"user add", "staffroomctl user add --data /var/lib/staffroom --login li.meiling --name \"李美玲\" --school shimen "
                 "--role teacher --password-file li.txt"},
    {"hub add", "staffroomctl hub add --data /var/lib/staffroom --org shimen --name \"石门机房\" --kit shimen.kit"},
    {"hub join", "staffroomctl hub join --data /var/lib/staffroom --name \"石门机房\" --logins wang,zhao"},
    {"hub leave", "staffroomctl hub leave --data /var/lib/staffroom --name \"石门机房\" --logins wang"},
    {"hub list", "staffroomctl hub list --data /var/lib/staffroom"},
    {"import course", "staffroomctl import course fractions/ --data /var/lib/staffroom"},
    {"import discussion", "staffroomctl import discussion Posts.xml --data /var/lib/staffroom --group \"Questions\""},
    {"pack", "staffroomctl pack --data /var/lib/staffroom"},
    {"verify", "staffroomctl verify --data /var/lib/staffroom"},
    {"restored", "staffroomctl restored --data /var/lib/staffroom"},
    {"verify profile", "staffroomctl verify profile ~/.local/share/staffroom/li.meiling-1a2b3c4d"},
    {"verify hub", "staffroomctl verify hub /var/lib/staffroom-hub"},
    {"sync", "staffroomctl sync --profile-root ~/.local/share/staffroom --server https://NAME:8440 --login li.meiling "
             "--password-file li.txt"},
    {"courier write",
     "staffroomctl courier write --profile ~/.local/share/staffroom/li.meiling-1a2b3c4d --to /media/li/STICK"},
    {"courier read", "staffroomctl courier read /media/li/STICK --data /var/lib/staffroom --answer /media/li/STICK"},
    {"courier inspect", "staffroomctl courier inspect /media/li/STICK"},
    {"bench", "staffroomctl bench --posts 10000"},
    {"bench store", "staffroomctl bench store --data /tmp/bench --posts 10000 --files /tmp/rows"},
    {"bench client", "staffroomctl bench client --profile-root /tmp/pc --server http://127.0.0.1:8440"},
};

} // namespace

std::string_view exampleOf(std::string_view command)
{
    for (const auto& [name, example] : examples)
        if (name == command)
            return example;
    return {};
}

} // namespace staffroom::ctl
