// SPDX-License-Identifier: GPL-3.0-or-later
// A PC as a process of its own, to be killed or given a wrong clock:
//   staffroom-test-pc ROOT SERVER LOGIN [sync | post GROUP TITLE | posts GROUP COUNT TITLE | plan TITLE |
//     item PLAN TITLE | rename ITEM TITLE | download COURSE] …
// Prints the ids of what it makes and at the end "digest <scope> <hex>" lines. Exit code 3: a sync did not reach its
// end.
#include "tests/end_to_end/pc.h"

#include <QCoreApplication>

#include <iostream>

namespace {

using staffroom::base::RecordId;
using staffroom::domain::Value;
namespace item = staffroom::domain::field::plan_item;

RecordId idOf(const std::string& text)
{
    return RecordId::fromText(text).value();
}

/// Text that doesn't shrink to nothing on its way.
std::string bodyOf(int number)
{
    const std::string seed = std::to_string(number);
    return "正文 " + staffroom::base::Hash::of(seed).hex() + ' ' + staffroom::base::Hash::of("and " + seed).hex();
}

std::string madeId(const staffroom::base::Result<RecordId>& made)
{
    if (!made)
        throw std::runtime_error(describe(made.error()));
    return made->text();
}

int run(staffroom::test::Pc& pc, std::span<char* const> words)
{
    const auto word = [&, at = std::size_t(0)]() mutable {
        return at < words.size() ? std::string(words[at++]) : std::string();
    };
    for (auto next = word; true;) {
        const std::string what = next();
        if (what.empty())
            return 0;
        if (what == "sync") {
            if (const auto status = pc.sync(); status.problem) {
                std::cerr << describe(*status.problem) << '\n';
                return 3;
            }
        } else if (what == "post") {
            const RecordId group = idOf(next());
            std::cout << madeId(pc->community().post(group, next(), "正文 text")) << '\n';
        } else if (what == "posts") {
            const RecordId group = idOf(next());
            const int count = std::stoi(next());
            const std::string title = next();
            for (int number = 1; number <= count; ++number)
                madeId(pc->community().post(group, title + ' ' + std::to_string(number), bodyOf(number)));
        } else if (what == "download") {
            std::cout << pc.download(idOf(next())).string() << '\n';
        } else if (what == "plan") {
            std::cout << madeId(pc->learning().addPlan(next(), "2026-09-01", "2027-01-20", 2400)) << '\n';
        } else if (what == "item") {
            const RecordId plan = idOf(next());
            std::cout << madeId(pc->learning().addItem(plan, "目标", next())) << '\n';
        } else if (what == "rename") {
            const RecordId id = idOf(next());
            const auto renamed = pc->learning().changeItem(id, item::title, Value::text(next()));
            if (!renamed)
                throw std::runtime_error(describe(renamed.error()));
        } else {
            throw std::runtime_error("unknown: " + what);
        }
    }
}

} // namespace

int main(int count, char** values)
{
    QCoreApplication application(count, values);
    if (count < 4)
        return 2;
    try {
        staffroom::test::Pc pc(values[1], values[2], values[3]);
        const int code = run(pc, std::span(values + 4, static_cast<std::size_t>(count - 4)));
        for (const auto& [scope, digest] : pc.digests())
            std::cout << "digest " << scope << ' ' << digest << '\n';
        return code;
    } catch (const std::exception& exception) {
        std::cerr << exception.what() << '\n';
        return 1;
    }
}
