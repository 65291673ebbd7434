// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/end_to_end/lab/lab_pc.h"

#include "tests/end_to_end/pc.h"

#include <stdexcept>

namespace staffroom::test {

using domain::Edit;
using domain::Kind;
using domain::ScopeId;
using domain::ScopeType;
using domain::Value;
namespace f = domain::field;

namespace {

/// Commits that many edits at once: a person types one, a test has no patience.
constexpr std::size_t together = 10;

Edit edit(base::IdMaker& ids, const ScopeId& scope, const base::RecordId& person, int number)
{
    const Value text = Value::text(canaryOf(scope) + " 第" + std::to_string(number) + "条，备课与反思");
    switch (scope.type()) {
    case ScopeType::group:
        return {ids.record(),
                Kind::post,
                scope,
                {{f::post::author, Value::id(person)}, {f::post::title, Value::text("题目")}, {f::post::body, text}}};
    case ScopeType::personWork:
        return {ids.record(), Kind::planItem, scope, {{f::plan_item::title, text}}};
    default: {
        const std::string name = "note/" + std::to_string(number);
        return {domain::preferenceId(person, name),
                Kind::preference,
                scope,
                {{f::preference::name, Value::text(name)}, {f::preference::value, text}}};
    }
    }
}

} // namespace

void writeRecords(const std::filesystem::path& root, const std::string& address, const std::string& login,
                  const base::RecordId& group, const base::RecordId& staff, int records)
{
    Pc pc(root, address, login, labPassword);
    const base::RecordId person = pc->account().person;
    const base::SystemClock clock;
    base::SystemRandom random;
    base::IdMaker ids(clock, random);
    std::vector<Edit> edits;
    for (int number = 0; number < records; ++number) {
        // Of 20: 7 in the group, 1 for all, 10 plan items, 2 private.
        const int turn = number % 20;
        const ScopeId scope = turn < 7    ? ScopeId(ScopeType::group, group)
                              : turn == 7 ? ScopeId(ScopeType::group, staff.isNull() ? group : staff)
                              : turn < 18 ? ScopeId(ScopeType::personWork, person)
                                          : ScopeId(ScopeType::personPrivate, person);
        edits.push_back(edit(ids, scope, person, number));
        if (edits.size() == together || number + 1 == records) {
            if (const auto done = pc.replica().commit(edits); !done)
                throw std::runtime_error(describe(done.error()));
            edits.clear();
        }
    }
}

} // namespace staffroom::test
