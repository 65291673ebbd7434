// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/bench_command.h"

#include "app/ctl/bench_run.h"

#include <fstream>
#include <iomanip>

namespace staffroom::ctl {

std::vector<Option> BenchCommand::options() const
{
    return {{"json", "FILE", "write the figures as one flat object"},
            {"posts", "N", "posts in the store", false, "100000"},
            {"server-program", "FILE", "staffroom-server; beside this program's folder unless given"},
            {"desktop-program", "FILE", "staffroom, for the figures of the start"},
            {"empty-window", "FILE", "an empty Qt Quick window, to compare the start with"},
            {"dir", "DIR", "folder to work in (must not exist); a temporary one unless given"}};
}

std::string_view BenchCommand::details() const
{
    return "Real processes over loopback, one run, figures as ratios against the same work done bare. The meaning of "
           "each is in\n"
           "docs/performance.md.";
}

Result<void> BenchCommand::run(const Arguments& arguments, const Surroundings& world) const
{
    const auto posts = arguments.number("posts", 1000);
    if (!posts)
        return posts.error();
    BenchRun bench({static_cast<std::int64_t>(*posts), arguments.text("server-program"),
                    arguments.text("desktop-program"), arguments.text("empty-window"), arguments.text("dir")},
                   world);
    STAFFROOM_TRY(bench.measure());
    for (const auto& [name, value] : bench.figures())
        world.out << std::left << std::setw(24) << name << std::right << std::setw(14) << std::fixed
                  << std::setprecision(value < 100 ? 3 : 0) << value << '\n';
    if (!arguments.has("json"))
        return {};
    std::ofstream json(arguments.text("json"));
    const char* separator = "{\n";
    for (const auto& [name, value] : bench.figures()) {
        json << separator << "  \"" << name << "\": " << std::fixed << std::setprecision(4) << value;
        separator = ",\n";
    }
    json << "\n}\n";
    json.close();
    using std::filesystem::perms; // figures are no secret, and are asked for to be handed on
    std::error_code kept;
    std::filesystem::permissions(arguments.text("json"), perms::group_read | perms::others_read,
                                 std::filesystem::perm_options::add, kept);
    return json ? Result<void>() : Error{ErrorCode::diskFull, "writing the figures", arguments.text("json")};
}

} // namespace staffroom::ctl
