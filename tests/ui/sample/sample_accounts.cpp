// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/hosts.h"
#include "tests/ui/sample/sample_desktop.h"

#include <QTimer>

namespace staffroom::sample {

std::vector<node::Account> SampleAccounts::known() const
{
    if (!anybodyKnown)
        return {};
    return {{SampleDesktop::idOf("person", "li.meiling"), "li.meiling", "李美玲", "桃源村小学",
             "https://staffroom.qingxi.example"},
            {SampleDesktop::idOf("person", "wang.jianguo"), "wang.jianguo", "王建国", "青溪县第一小学",
             "https://staffroom.qingxi.example"}};
}

node::PasswordWay SampleAccounts::passwordWay(const std::string& server, const std::string& through) const
{
    constexpr std::string_view plain = "http://";
    std::string_view address = through.empty() ? server : through;
    if (address.starts_with(plain))
        address.remove_prefix(plain.size());
    else if (through.empty() || address.starts_with("https://"))
        return node::PasswordWay::safe;
    switch (base::reachOf(address.substr(0, address.find(':')))) {
    case base::HostReach::thisMachine:
        return node::PasswordWay::safe;
    case base::HostReach::localNetwork:
        return node::PasswordWay::plain;
    case base::HostReach::anywhere:
    case base::HostReach::named:
        break;
    }
    return node::PasswordWay::refused;
}

void SampleAccounts::signIn(const std::string& server, const std::string& login, const std::string& password,
                            node::Desktop::Options options, Opened done)
{
    QTimer::singleShot(0, [=, this, options = std::move(options), done = std::move(done)] {
        if (server.ends_with("offline.example")) {
            done(base::Error{base::ErrorCode::hostUnreachable, "signing in", server});
        } else if (login != "li.meiling" || password != "staffroom-demo") {
            done(base::Error{base::ErrorCode::wrongPassword, "signing in", login});
        } else {
            auto desktop = std::make_unique<SampleDesktop>(m_folder, m_clock, options);
            opened = desktop.get();
            done(std::unique_ptr<node::Desktop>(std::move(desktop)));
        }
    });
}

} // namespace staffroom::sample
