// SPDX-License-Identifier: GPL-3.0-or-later
// What a person may not read any more is gone from the PC, also from the free pages of its files.
#include "core/storage/search_index.h"
#include "tests/sync/two_teachers.h"

#include <fstream>

using namespace staffroom;
using namespace staffroom::test;

namespace {

std::size_t found(const std::filesystem::path& folder, std::string_view canary)
{
    std::size_t times = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file())
            continue;
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        for (std::size_t at = bytes.find(canary); at != std::string::npos; at = bytes.find(canary, at + 1))
            ++times;
    }
    return times;
}

} // namespace

TEST_CASE("of a scope that was left no byte is in any file of the profile, but one's own words")
{
    Group group;
    const std::string words = "canary" + std::string(3'000, 'x') + "canary"; // longer than a page holds beside others
    for (int number = 0; number < 40; ++number)
        group.b->post(group.group, words);
    group.b->post(group.group, "quietcanary");
    group.b->mustSync();
    group.a->post(group.group, "my own words");
    group.a->mustSync();
    storage::SearchIndex index(group.a->replica().writer());
    while (must(index.step(1'000))) {
    }
    must(group.a->replica().checkpoint());
    const std::filesystem::path folder = group.a->replica().file().parent_path();
    REQUIRE(found(folder, "canary") > 80);

    group.school.allow(group.a->person(), group.group, 0);
    group.a->mustSync();
    must(group.a->replica().checkpoint());
    CHECK(found(folder, "canary") == 0);
    CHECK(found(folder, "my own words") > 0);
}
