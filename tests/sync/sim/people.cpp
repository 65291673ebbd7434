// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sync/sim/people.h"

#include "core/domain/value.h"

#include <algorithm>

namespace staffroom::test {

using domain::Edit;
using domain::Kind;
using domain::ScopeId;
using domain::ScopeType;
using domain::Value;
namespace f = domain::field;

namespace {

std::uint64_t madeIn(const std::vector<sync::HeldScope>& scopes, const ScopeId& scope)
{
    const auto held =
        std::find_if(scopes.begin(), scopes.end(), [&](const sync::HeldScope& some) { return some.scope == scope; });
    return held == scopes.end() ? 0 : held->lastOwn;
}

std::vector<sync::HeldScope> scopesOf(SimPc& pc)
{
    auto scopes = pc.replica().scopes();
    return scopes ? *std::move(scopes) : std::vector<sync::HeldScope>();
}

} // namespace

People::People(SimGround& ground, base::Random& random, Model& model)
    : m_ground(ground),
      m_random(random),
      m_model(model)
{
}

const ScopeId& People::someGroup()
{
    return m_ground.groups()[m_random.below(m_ground.groups().size())];
}

Value People::words(const ScopeId& scope)
{
    std::string text = "words " + std::to_string(++m_number) + ' ';
    text.append(canaryBegins).append(canaryOf(scope, m_writer)).append(canaryEnds).append(1, ' ');
    text.append(m_random.below(20) == 0 ? 6'000 : m_random.below(60), 'x');
    return Value::text(text);
}

bool People::mayRead(const ScopeId& scope) const
{
    return std::any_of(m_held.begin(), m_held.end(),
                       [&](const sync::HeldScope& some) { return some.scope == scope && some.roles != 0; });
}

std::optional<People::Known> People::someRecord(SimPc& pc, Kind kind)
{
    for (int tries = 0; tries < 8 && !m_records.empty(); ++tries) {
        const Known& known = m_records[m_random.below(m_records.size())];
        if (known.kind != kind || !mayRead(known.scope))
            continue;
        if (const auto shown = pc.replica().shown(known.id); shown && *shown)
            return known;
    }
    return std::nullopt;
}

Edit People::newPost(SimPc& pc)
{
    const base::RecordId id = base::IdMaker(pc.clock(), m_random).record();
    const ScopeId& group = someGroup();
    m_records.push_back({id, Kind::post, group});
    return {id, Kind::post, group, {{f::post::author, Value::id(pc.person())}, {f::post::body, words(group)}}};
}

Edit People::planItem(SimPc& pc)
{
    const auto known = someRecord(pc, Kind::planItem);
    const bool isNew = !known || m_random.below(3) == 0;
    const base::RecordId id = isNew ? base::IdMaker(pc.clock(), m_random).record() : known->id;
    if (isNew)
        m_records.push_back({id, Kind::planItem, pc.work()});
    const ScopeId scope = isNew ? pc.work() : known->scope;
    const domain::FieldNo field = m_random.below(2) == 0 ? f::plan_item::title : f::plan_item::notes;
    return {id, Kind::planItem, scope, {{field, words(scope)}}};
}

Edit People::preference(SimPc& pc)
{
    const std::string name(1, "pqr"[m_random.below(3)]);
    return {domain::preferenceId(pc.person(), name),
            Kind::preference,
            {ScopeType::personPrivate, pc.person()},
            {{f::preference::name, Value::text(name)},
             {f::preference::value, words({ScopeType::personPrivate, pc.person()})}}};
}

Edit People::course(SimPc& pc)
{
    const auto known = someRecord(pc, Kind::course);
    const bool isNew = !known || m_random.below(3) == 0;
    const base::RecordId id = isNew ? base::IdMaker(pc.clock(), m_random).record() : known->id;
    if (isNew)
        m_records.push_back({id, Kind::course, m_ground.catalogue()});
    const domain::FieldNo field = m_random.below(2) == 0 ? f::course::title : f::course::summary;
    return {id, Kind::course, m_ground.catalogue(), {{field, words(m_ground.catalogue())}}};
}

Edit People::deletion(SimPc& pc)
{
    const std::array kinds{Kind::planItem, Kind::post, Kind::course};
    const auto known = someRecord(pc, kinds[m_random.below(kinds.size())]);
    if (!known)
        return planItem(pc);
    return {known->id, known->kind, known->scope, {{f::deleted, Value::boolean(m_random.below(3) != 0)}}};
}

Edit People::forbidden(SimPc& pc)
{
    const base::RecordId id = base::IdMaker(pc.clock(), m_random).record();
    if (m_random.below(2) == 0)
        return {id,
                Kind::announcement,
                m_ground.organisation(),
                {{f::announcement::title, words(m_ground.organisation())}}};
    const base::RecordId& other = m_ground.people()[m_random.below(m_ground.people().size())];
    const ScopeId& group = someGroup();
    return {id, Kind::post, group, {{f::post::author, Value::id(other)}, {f::post::body, words(group)}}};
}

std::optional<Edit> People::decision(SimPc& pc)
{
    const auto contested = pc.replica().contested();
    if (!contested || contested->empty())
        return std::nullopt;
    const storage::Replica::Contested& one = (*contested)[m_random.below(contested->size())];
    if (one.field == f::deleted)
        return Edit{
            one.id, static_cast<Kind>(one.kind), one.scope, {{f::deleted, Value::boolean(m_random.below(2) == 0)}}};
    const sync::LiveWrite& chosen = one.versions[m_random.below(one.versions.size())];
    return Edit{one.id, static_cast<Kind>(one.kind), one.scope, {{one.field, Value::fromItem(chosen.item)}}};
}

std::string People::edit(SimPc& pc)
{
    m_held = scopesOf(pc);
    m_writer = pc.number();
    switch (m_random.below(14)) {
    case 0:
    case 1:
    case 2:
        return save(pc, newPost(pc));
    case 3:
        return save(pc, preference(pc));
    case 4:
    case 5:
        return save(pc, deletion(pc));
    case 6:
        return save(pc, forbidden(pc));
    case 9:
    case 10:
        return save(pc, course(pc));
    case 7:
    case 8:
        if (const auto decided = decision(pc))
            return save(pc, *decided);
        [[fallthrough]];
    default:
        return save(pc, planItem(pc));
    }
}

std::string People::save(SimPc& pc, const Edit& edit)
{
    if (edit.scope.type() != ScopeType::personWork && edit.scope.type() != ScopeType::personPrivate &&
        !mayRead(edit.scope))
        return "not a member";
    const Model::Place place{pc.number(), edit.scope};
    const std::uint64_t before = madeIn(m_held, edit.scope);
    const auto done = pc.replica().commit(std::span(&edit, 1));
    const std::uint64_t after = madeIn(scopesOf(pc), edit.scope);
    if (!done) {
        m_model.saved(place, edit, false);
        return "failed " + std::string(base::errorName(done.error().code));
    }
    if (after == before)
        return "says what is so";
    if (after != before + 1 || before != m_model.made(place))
        throw Violation("numbering: " + std::to_string(before) + " then " + std::to_string(after) + ", the model has " +
                        std::to_string(m_model.made(place)));
    m_model.saved(place, edit, true);
    const auto shown = pc.replica().shown(edit.id);
    if (!shown || !*shown)
        throw Violation("what was just written isn't there");
    for (const auto& [field, value] : edit.fields)
        if (field != f::deleted)
            for (const sync::LiveWrite& write : (*shown)->second)
                if (write.field == field && write.item != value.item())
                    throw Violation("a person doesn't read what they just wrote");
    return edit.id.text() + " in " + edit.scope.text() + ", change " + std::to_string(after);
}

} // namespace staffroom::test
