// SPDX-License-Identifier: GPL-3.0-or-later
// Office, schools, groups, people with their accounts and rights, announcements; and the catalogue.
#include "app/ctl/days.h"
#include "app/ctl/seed.h"

#include <algorithm>

namespace staffroom::ctl::seeding {

using domain::Kind;
using domain::Role;
using domain::Value;
namespace f = domain::field;

namespace {

Edit organisationEdit(const County& county, const sample::School& school, bool office)
{
    return Edit{county.organisation(office ? "office" : school.slug),
                Kind::organisation,
                county.org(),
                {{f::organisation::name, Value::text(school.name.zh)},
                 {f::organisation::parent, office ? Value() : Value::id(county.id())},
                 {f::organisation::sort, Value::text(office ? "office" : "school")},
                 {f::organisation::nameEn, Value::text(school.name.en)},
                 {f::organisation::slug, Value::text(office ? "office" : school.slug)}}};
}

Edit groupEdit(const County& county, const sample::Group& group)
{
    const RecordId id = county.group(group.slug);
    return Edit{id,
                Kind::group,
                groupScope(id),
                {{f::group::name, Value::text(group.name.zh)},
                 {f::group::sort, Value::text(group.kind)},
                 {f::group::about, Value::text(group.about)},
                 {f::group::nameEn, Value::text(group.name.en)},
                 {f::group::slug, Value::text(group.slug)}}};
}

std::string schoolName(const sample::County& sample, const std::string& slug)
{
    for (const sample::School& school : sample.schools)
        if (school.slug == slug)
            return school.name.zh;
    return sample.office.name.zh;
}

Result<void> addMemberships(Ground& ground)
{
    // By group, so that each group's log has few entries.
    for (const sample::Group& group : ground.sample.groups) {
        const RecordId id = ground.county.group(group.slug);
        STAFFROOM_TRY(ground.edits.add(groupEdit(ground.county, group)));
        for (const Member& member : ground.people) {
            const bool belongs =
                std::find(member.groups.begin(), member.groups.end(), group.slug) != member.groups.end();
            if (belongs)
                STAFFROOM_TRY(ground.edits.add(membershipEdit(member.person, id)));
            // The administrator looks after groups without being one of them.
            if (belongs || member.person.role == "admin")
                STAFFROOM_TRY(ground.store.setRoles(member.person.id, groupScope(id), roleInGroup(member.person.role)));
        }
    }
    return {};
}

/// Each mentor looks after two to four teachers of the same groups, of the same subject where there are such.
Result<void> addMentees(Ground& ground)
{
    std::vector<bool> taken(ground.people.size(), false);
    for (const Member& mentor : ground.people) {
        if (mentor.person.role != "mentor")
            continue;
        std::vector<std::pair<std::uint64_t, std::size_t>> candidates;
        for (std::size_t at = 0; at < ground.people.size(); ++at) {
            const Member& teacher = ground.people[at];
            const bool together = std::any_of(teacher.groups.begin(), teacher.groups.end(), [&](const auto& group) {
                return std::find(mentor.groups.begin(), mentor.groups.end(), group) != mentor.groups.end();
            });
            if (teacher.person.role == "teacher" && together && !taken[at])
                candidates.emplace_back(
                    ground.random.below(1000) + (teacher.person.subject == mentor.person.subject ? 0 : 1000), at);
        }
        std::sort(candidates.begin(), candidates.end());
        candidates.resize(std::min<std::size_t>(candidates.size(), static_cast<std::size_t>(ground.between(2, 4))));
        for (const auto& [order, at] : candidates) {
            taken[at] = true;
            STAFFROOM_TRY(ground.store.setRoles(mentor.person.id, workScope(ground.people[at].person.id),
                                                domain::only(Role::mentor)));
        }
    }
    return {};
}

Result<void> addAnnouncements(Ground& ground)
{
    const auto leader = std::find_if(ground.people.begin(), ground.people.end(),
                                     [](const Member& member) { return member.person.role == "leader"; });
    if (leader == ground.people.end())
        return Error{ErrorCode::malformed, "seeding the county", "the sample has no leader"};
    std::vector<const sample::Announcement*> inOrder;
    for (const sample::Announcement& one : ground.sample.announcements)
        inOrder.push_back(&one);
    std::stable_sort(inOrder.begin(), inOrder.end(), [](auto* a, auto* b) { return a->daysAgo > b->daysAgo; });
    for (const sample::Announcement* one : inOrder) {
        const std::int64_t created = midnightInChina(ground.options.today - std::max<std::int64_t>(one->daysAgo, 1)) +
                                     ground.between(8 * 60, 17 * 60) * 60'000;
        STAFFROOM_TRY(ground.edits.add(Edit{ground.ids.record(),
                                            Kind::announcement,
                                            ground.county.org(),
                                            {{f::announcement::title, Value::text(one->title)},
                                             {f::announcement::body, Value::text(one->body)},
                                             {f::announcement::author, Value::id(leader->person.id)},
                                             {f::announcement::created, Value::integer(created)},
                                             {f::announcement::language, Value::text(one->lang)}}}));
        ++ground.counts.announcements;
    }
    return {};
}

} // namespace

Result<void> addPeople(Ground& ground)
{
    const County& county = ground.county;
    STAFFROOM_TRY(ground.edits.add(organisationEdit(county, ground.sample.office, true)));
    for (const sample::School& school : ground.sample.schools)
        STAFFROOM_TRY(ground.edits.add(organisationEdit(county, school, false)));
    // One hash for all: Argon2id is slow by design, and everybody has the same password.
    const auto hash = base::hashPassword(ground.options.password);
    if (!hash)
        return hash.error();
    for (const sample::Person& written : ground.sample.people) {
        const NewPerson person{county.person(written.login),
                               written.name,
                               county.organisation(written.school),
                               schoolName(ground.sample, written.school),
                               written.role,
                               written.subject,
                               written.grade};
        STAFFROOM_TRY(ground.edits.add(personEdits(county, person)));
        STAFFROOM_TRY(ground.store.setAccount({person.id, written.login, person.name, *hash}));
        STAFFROOM_TRY(grantPersonRights(ground.store, county, person));
        ground.people.push_back({person, written.login, written.groups});
    }
    ground.counts.people = ground.people.size();
    STAFFROOM_TRY(addAnnouncements(ground));
    STAFFROOM_TRY(addMemberships(ground));
    return addMentees(ground);
}

Result<void> addCatalogue(Ground& ground)
{
    for (const std::filesystem::path& folder : ground.sample.courses) {
        const std::int64_t published =
            midnightInChina(ground.options.today - daysBack - ground.between(1, 40)) + 9 * 3'600'000;
        auto package = packageCourse(ground.store, folder, {}, published);
        if (!package)
            return package.error();
        ground.counts.activities += package->course.activities.size();
        ground.counts.packageBytes += package->imported.package.size;
        ++ground.counts.courses;
        STAFFROOM_TRY(ground.edits.add(std::move(package->edits)));
        ground.courses.emplace(package->imported.manifest.slug, std::move(package->course));
    }
    return {};
}

} // namespace staffroom::ctl::seeding
