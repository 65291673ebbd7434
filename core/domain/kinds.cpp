// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/kinds.h"

#include <algorithm>
#include <array>

namespace staffroom::domain {

namespace {

using enum FieldType;
namespace f = field;

constexpr FieldInfo personFields[] = {
    {f::person::name, "name", text},   {f::person::school, "school", id}, {f::person::subject, "subject", text},
    {f::person::grade, "grade", text}, {f::person::role, "role", text},
};
constexpr FieldInfo organisationFields[] = {
    {f::organisation::name, "name", text}, {f::organisation::parent, "parent", id},
    {f::organisation::sort, "sort", text}, {f::organisation::nameEn, "name-en", text},
    {f::organisation::slug, "slug", text},
};
constexpr FieldInfo groupFields[] = {
    {f::group::name, "name", text},      {f::group::sort, "sort", text}, {f::group::about, "about", longText},
    {f::group::nameEn, "name-en", text}, {f::group::slug, "slug", text},
};
constexpr FieldInfo membershipFields[] = {
    {f::membership::person, "person", id},
    {f::membership::of, "of", id},
    {f::membership::role, "role", text},
    {f::membership::personName, "person-name", text},
    {f::membership::schoolName, "school-name", text},
};
constexpr FieldInfo planFields[] = {
    {f::plan::title, "title", text}, {f::plan::starts, "starts", date},
    {f::plan::ends, "ends", date},   {f::plan::targetMinutes, "target-minutes", integer},
    {f::plan::state, "state", text}, {f::plan::notes, "notes", longText},
};
constexpr FieldInfo planItemFields[] = {
    {f::plan_item::plan, "plan", id},
    {f::plan_item::goal, "goal", text},
    {f::plan_item::title, "title", text},
    {f::plan_item::notes, "notes", longText},
    {f::plan_item::due, "due", date},
    {f::plan_item::targetMinutes, "target-minutes", integer},
    {f::plan_item::state, "state", text},
    {f::plan_item::course, "course", id},
    {f::plan_item::position, "position", integer},
    {f::plan_item::spentMinutes, "spent-minutes", integer},
};
constexpr FieldInfo courseFields[] = {
    {f::course::title, "title", text},
    {f::course::summary, "summary", longText},
    {f::course::language, "language", text},
    {f::course::subject, "subject", text},
    {f::course::stage, "stage", text},
    {f::course::minutes, "minutes", integer},
    {f::course::licence, "licence", text},
    {f::course::provider, "provider", text},
    {f::course::packageHash, "package-hash", bytes},
    {f::course::packageBytes, "package-bytes", integer},
    {f::course::published, "published", integer},
    {f::course::slug, "slug", text},
};
constexpr FieldInfo moduleFields[] = {
    {f::module::course, "course", id},
    {f::module::title, "title", text},
    {f::module::sort, "sort", text},
    {f::module::position, "position", integer},
};
constexpr FieldInfo activityFields[] = {
    {f::activity::course, "course", id},        {f::activity::module, "module", id},
    {f::activity::title, "title", text},        {f::activity::file, "file", text},
    {f::activity::minutes, "minutes", integer}, {f::activity::position, "position", integer},
    {f::activity::type, "type", text},
};
constexpr FieldInfo enrolmentFields[] = {
    {f::enrolment::person, "person", id},        {f::enrolment::course, "course", id},
    {f::enrolment::state, "state", text},        {f::enrolment::enrolled, "enrolled", integer},
    {f::enrolment::activity, "activity", id},    {f::enrolment::location, "location", text},
    {f::enrolment::studied, "studied", integer},
};
constexpr FieldInfo statementFields[] = {
    {f::statement::actor, "actor", id},
    {f::statement::verb, "verb", text},
    {f::statement::object, "object", id},
    {f::statement::course, "course", id},
    {f::statement::timestamp, "timestamp", integer},
    {f::statement::durationMs, "duration-ms", integer},
    {f::statement::location, "location", text},
};
constexpr FieldInfo postFields[] = {
    {f::post::author, "author", id},        {f::post::title, "title", text},     {f::post::body, "body", longText},
    {f::post::created, "created", integer}, {f::post::corrects, "corrects", id},
};
constexpr FieldInfo replyFields[] = {
    {f::reply::author, "author", id},   {f::reply::thread, "thread", id},        {f::reply::to, "to", id},
    {f::reply::body, "body", longText}, {f::reply::created, "created", integer}, {f::reply::corrects, "corrects", id},
};
constexpr FieldInfo announcementFields[] = {
    {f::announcement::title, "title", text},       {f::announcement::body, "body", longText},
    {f::announcement::author, "author", id},       {f::announcement::created, "created", integer},
    {f::announcement::language, "language", text},
};
constexpr FieldInfo preferenceFields[] = {
    {f::preference::name, "name", text},
    {f::preference::value, "value", any},
};

constexpr Roles nobody = 0;
constexpr Roles administrators = only(Role::administrator);
constexpr Roles owners = only(Role::owner);

constexpr Placement inOrg[] = {{ScopeType::org, administrators, administrators}};
constexpr Placement inGroupByModerators[] = {
    {ScopeType::group, Role::moderator | Role::administrator, Role::moderator | Role::administrator}};
constexpr Placement memberships[] = {
    {ScopeType::org, administrators, administrators},
    {ScopeType::group, Role::moderator | Role::administrator, Role::moderator | Role::administrator}};
constexpr Placement ownWork[] = {{ScopeType::personWork, owners, owners}};
constexpr Placement ownStatements[] = {{ScopeType::personWork, owners, nobody}};
constexpr Placement inCatalogue[] = {
    {ScopeType::catalogue, Role::author | Role::administrator, Role::author | Role::administrator}};
constexpr Placement inGroup[] = {{ScopeType::group,
                                  static_cast<Roles>((Role::member | Role::moderator) | administrators),
                                  Role::moderator | Role::administrator}};
constexpr Placement ownPrivate[] = {{ScopeType::personPrivate, owners, owners}};

constexpr std::array kinds{
    KindInfo{Kind::person, "person", personFields, inOrg, false, 0},
    KindInfo{Kind::organisation, "organisation", organisationFields, inOrg, false, 0},
    KindInfo{Kind::group, "group", groupFields, inGroupByModerators, false, 0},
    KindInfo{Kind::membership, "membership", membershipFields, memberships, false, 0},
    KindInfo{Kind::plan, "plan", planFields, ownWork, false, 0},
    KindInfo{Kind::planItem, "plan-item", planItemFields, ownWork, false, 0},
    KindInfo{Kind::course, "course", courseFields, inCatalogue, false, 0},
    KindInfo{Kind::module, "module", moduleFields, inCatalogue, false, 0},
    KindInfo{Kind::activity, "activity", activityFields, inCatalogue, false, 0},
    KindInfo{Kind::enrolment, "enrolment", enrolmentFields, ownWork, false, f::enrolment::person},
    KindInfo{Kind::statement, "statement", statementFields, ownStatements, true, f::statement::actor},
    KindInfo{Kind::post, "post", postFields, inGroup, true, f::post::author},
    KindInfo{Kind::reply, "reply", replyFields, inGroup, true, f::reply::author},
    KindInfo{Kind::announcement, "announcement", announcementFields, inOrg, false, f::announcement::author},
    KindInfo{Kind::preference, "preference", preferenceFields, ownPrivate, false, 0},
};

} // namespace

const FieldInfo* KindInfo::field(FieldNo number) const
{
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const FieldInfo& info) { return info.number == number; });
    return found == fields.end() ? nullptr : &*found;
}

const Placement* KindInfo::placement(ScopeType scope) const
{
    const auto found = std::find_if(placements.begin(), placements.end(),
                                    [&](const Placement& place) { return place.scope == scope; });
    return found == placements.end() ? nullptr : &*found;
}

const KindInfo* kindInfo(std::uint32_t number)
{
    return number >= 1 && number <= kinds.size() ? &kinds[number - 1] : nullptr;
}

std::span<const KindInfo> allKinds()
{
    return kinds;
}

std::size_t largestValue(FieldType type)
{
    switch (type) {
    case text:
        return 4 * 1024;
    case longText:
        return 256 * 1024;
    case integer:
        return 9;
    case boolean:
        return 1;
    case id:
        return 17;
    case bytes:
        return 4 * 1024;
    case date:
        return 11;
    case any:
        return 64 * 1024;
    }
    return 0;
}

base::RecordId membershipId(const base::RecordId& person, const base::RecordId& of)
{
    return base::idFromKey("membership", {person.view(), of.view()});
}

base::RecordId enrolmentId(const base::RecordId& person, const base::RecordId& course)
{
    return base::idFromKey("enrolment", {person.view(), course.view()});
}

base::RecordId preferenceId(const base::RecordId& person, std::string_view name)
{
    return base::idFromKey("preference", {person.view(), name});
}

bool hasNaturalKey(std::uint32_t kind)
{
    const auto known = static_cast<Kind>(kind);
    return known == Kind::membership || known == Kind::enrolment || known == Kind::preference;
}

bool naturalIdFits(Kind kind, const base::RecordId& id, const NaturalKey& key)
{
    switch (kind) {
    case Kind::membership:
        return id == membershipId(key.person, key.of);
    case Kind::enrolment:
        return id == enrolmentId(key.person, key.of);
    case Kind::preference:
        return id == preferenceId(key.person, key.name);
    default:
        return true;
    }
}

} // namespace staffroom::domain
