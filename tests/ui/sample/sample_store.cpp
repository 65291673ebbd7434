// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/sample/sample_store.h"

#include <algorithm>
#include <set>

namespace staffroom::sample {

using domain::Kind;
namespace f = domain::field;

std::string SampleStore::Record::text(domain::FieldNo field) const
{
    const auto found = fields.find(field);
    return found == fields.end() ? std::string() : std::string(found->second.asText().value_or(""));
}
std::int64_t SampleStore::Record::number(domain::FieldNo field) const
{
    const auto found = fields.find(field);
    return found == fields.end() ? 0 : found->second.asInteger().value_or(0);
}
RecordId SampleStore::Record::id(domain::FieldNo field) const
{
    const auto found = fields.find(field);
    return found == fields.end() ? RecordId() : found->second.asId().value_or(RecordId());
}
bool SampleStore::Record::deleted() const
{
    const auto found = fields.find(f::deleted);
    return found != fields.end() && found->second.asBoolean().value_or(false);
}

Result<void> SampleStore::commit(std::span<const domain::Edit> edits)
{
    if (failing)
        return base::Error{base::ErrorCode::diskFull, "committing", "asked to fail"};
    for (const domain::Edit& edit : edits)
        for (const auto& [number, value] : edit.fields)
            STAFFROOM_TRY(domain::check(static_cast<std::uint32_t>(edit.kind), edit.scope, number, value.item()));
    for (const domain::Edit& edit : edits) {
        if (!records.contains(edit.id))
            order.push_back(edit.id);
        Record& record = records[edit.id];
        record.kind = edit.kind;
        record.scope = edit.scope;
        for (const auto& [number, value] : edit.fields)
            record.fields[number] = value;
        if (edit.id == alternatives)
            alternatives = {};
    }
    if (onCommit)
        onCommit(edits);
    return {};
}

Result<std::vector<learning::Plan>> SampleStore::plans(const RecordId&) const
{
    std::vector<learning::Plan> plans;
    each(Kind::plan, [&](const RecordId& id, const Record& r) {
        plans.push_back({id, r.text(f::plan::title), r.text(f::plan::starts), r.text(f::plan::ends),
                         r.number(f::plan::targetMinutes), r.text(f::plan::state), r.text(f::plan::notes)});
    });
    std::reverse(plans.begin(), plans.end());
    return plans;
}

learning::PlanItem SampleStore::toItem(const RecordId& id, const Record& r) const
{
    learning::PlanItem item;
    item.id = id;
    item.plan = r.id(f::plan_item::plan);
    item.goal = r.text(f::plan_item::goal);
    item.title = r.text(f::plan_item::title);
    item.notes = r.text(f::plan_item::notes);
    item.due = r.text(f::plan_item::due);
    item.targetMinutes = r.number(f::plan_item::targetMinutes);
    item.spentMinutes = r.number(f::plan_item::spentMinutes);
    item.state = r.text(f::plan_item::state);
    if (const RecordId course = r.id(f::plan_item::course); !course.isNull())
        item.course = course;
    item.position = r.number(f::plan_item::position);
    item.hasAlternatives = id == alternatives;
    return item;
}

Result<std::vector<learning::PlanItem>> SampleStore::planItems(const RecordId& plan) const
{
    std::vector<learning::PlanItem> items;
    std::vector<std::string> goals;
    each(Kind::planItem, [&](const RecordId& id, const Record& r) {
        if (r.id(f::plan_item::plan) != plan)
            return;
        items.push_back(toItem(id, r));
        if (std::find(goals.begin(), goals.end(), items.back().goal) == goals.end())
            goals.push_back(items.back().goal);
    });
    std::stable_sort(items.begin(), items.end(), [&](const auto& a, const auto& b) {
        const auto at = [&](const auto& item) {
            return std::find(goals.begin(), goals.end(), item.goal) - goals.begin();
        };
        return std::pair(at(a), a.position) < std::pair(at(b), b.position);
    });
    return items;
}

Result<std::optional<learning::PlanItem>> SampleStore::planItem(const RecordId& item) const
{
    const auto found = records.find(item);
    return found == records.end() ? std::nullopt : std::optional(toItem(item, found->second));
}

Result<std::vector<learning::PlanItem>> SampleStore::dueItems(const RecordId&, const std::string& untilDay) const
{
    std::vector<learning::PlanItem> items;
    each(Kind::planItem, [&](const RecordId& id, const Record& r) {
        const std::string due = r.text(f::plan_item::due);
        if (!due.empty() && due <= untilDay && r.text(f::plan_item::state) != "done")
            items.push_back(toItem(id, r));
    });
    std::stable_sort(items.begin(), items.end(), [](const auto& a, const auto& b) { return a.due < b.due; });
    return items;
}

Result<std::vector<learning::CourseSummary>> SampleStore::courses(const RecordId& person) const
{
    std::vector<learning::CourseSummary> mine;
    std::vector<learning::CourseSummary> others;
    std::vector<RecordId> ids;
    each(Kind::course, [&](const RecordId& id, const Record&) { ids.push_back(id); });
    for (const RecordId& id : ids) {
        const auto detail = course(person, id);
        ((*detail)->summary.enrolled ? mine : others).push_back((*detail)->summary);
    }
    std::stable_sort(mine.begin(), mine.end(), [](const auto& a, const auto& b) { return a.studied > b.studied; });
    mine.insert(mine.end(), others.begin(), others.end());
    return mine;
}

Result<std::optional<learning::CourseDetail>> SampleStore::course(const RecordId& person, const RecordId& id) const
{
    const auto found = records.find(id);
    if (found == records.end())
        return std::optional<learning::CourseDetail>();
    const Record& r = found->second;
    learning::CourseDetail detail;
    learning::CourseSummary& s = detail.summary;
    s.id = id;
    s.title = r.text(f::course::title);
    s.summary = r.text(f::course::summary);
    s.language = r.text(f::course::language);
    s.subject = r.text(f::course::subject);
    s.stage = r.text(f::course::stage);
    s.licence = r.text(f::course::licence);
    s.provider = r.text(f::course::provider);
    s.minutes = r.number(f::course::minutes);
    s.packageBytes = r.number(f::course::packageBytes);
    std::set<RecordId> completed;
    each(Kind::statement, [&](const RecordId&, const Record& statement) {
        if (statement.text(f::statement::verb) == domain::verb::completed)
            completed.insert(statement.id(f::statement::object));
    });
    each(Kind::module, [&](const RecordId& moduleId, const Record& module) {
        if (module.id(f::module::course) == id)
            detail.modules.push_back({moduleId, module.text(f::module::title), module.text(f::module::sort), {}});
    });
    each(Kind::activity, [&](const RecordId& activityId, const Record& a) {
        for (learning::Module& module : detail.modules)
            if (module.id == a.id(f::activity::module)) {
                module.activities.push_back({activityId, a.text(f::activity::title), a.text(f::activity::file),
                                             a.text(f::activity::type), a.number(f::activity::minutes),
                                             completed.contains(activityId)});
                ++s.activities;
                s.completed += completed.contains(activityId);
            }
    });
    if (const auto enrolment = records.find(domain::enrolmentId(person, id)); enrolment != records.end()) {
        s.enrolled = enrolment->second.text(f::enrolment::state) == "active";
        s.studied = enrolment->second.number(f::enrolment::studied);
        detail.resumeLocation = enrolment->second.text(f::enrolment::location);
        if (const RecordId at = enrolment->second.id(f::enrolment::activity); !at.isNull())
            detail.resumeActivity = at;
    }
    return std::optional(detail);
}

Result<community::PersonCard> SampleStore::person(const RecordId& person) const
{
    const auto found = records.find(person);
    if (found == records.end())
        return community::PersonCard{person, "?", "", "teacher"};
    const Record& r = found->second;
    return community::PersonCard{person, r.text(f::person::name), r.text(f::person::school), r.text(f::person::role)};
}

std::vector<RecordId> SampleStore::repliesOf(const RecordId& thread) const
{
    std::vector<RecordId> ids;
    each(Kind::reply, [&](const RecordId& id, const Record& r) {
        if (r.id(f::reply::thread) == thread)
            ids.push_back(id);
    });
    return ids;
}

std::int64_t SampleStore::readUntil(const RecordId& thread) const
{
    const auto found = records.find(domain::preferenceId(m_person, "read/" + thread.text()));
    return found == records.end() ? 0 : found->second.number(f::preference::value);
}

community::Thread SampleStore::toThread(const RecordId& id, const Record& r) const
{
    community::Thread thread;
    thread.id = id;
    thread.group = r.scope.subject();
    thread.title = r.text(f::post::title);
    thread.unconfirmed = unconfirmed.contains(id);
    thread.excerpt = r.text(f::post::body).substr(0, 300);
    while (!thread.excerpt.empty() && !base::isUtf8(thread.excerpt))
        thread.excerpt.pop_back();
    thread.author = *person(r.id(f::post::author));
    thread.created = thread.latest = r.number(f::post::created);
    for (const RecordId& reply : repliesOf(id)) {
        ++thread.replies;
        thread.latest = std::max(thread.latest, records.at(reply).number(f::reply::created));
    }
    thread.unread = thread.latest > readUntil(id);
    return thread;
}

Result<std::vector<community::Group>> SampleStore::groups(const RecordId& person) const
{
    std::vector<community::Group> groups;
    each(Kind::group, [&](const RecordId& id, const Record& r) {
        community::Group group{
            id, r.text(f::group::name), r.text(f::group::nameEn), r.text(f::group::sort), r.text(f::group::about), 0, 0,
            0};
        bool mine = false;
        each(Kind::membership, [&](const RecordId&, const Record& m) {
            group.members += m.id(f::membership::of) == id;
            mine = mine || (m.id(f::membership::of) == id && m.id(f::membership::person) == person);
        });
        if (!mine)
            return;
        const auto all = threads(person, id, std::nullopt, 1'000'000);
        group.unread = std::count_if(all->begin(), all->end(), [](const auto& thread) { return thread.unread; });
        groups.push_back(group);
    });
    return groups;
}

Result<std::vector<community::Thread>> SampleStore::threads(const RecordId&, const RecordId& group,
                                                            std::optional<community::After> after,
                                                            std::int64_t limit) const
{
    std::vector<community::Thread> threads;
    each(Kind::post, [&](const RecordId& id, const Record& r) {
        if (r.scope.subject() == group)
            threads.push_back(toThread(id, r));
    });
    std::stable_sort(threads.begin(), threads.end(), [](const auto& a, const auto& b) { return a.latest > b.latest; });
    if (after)
        std::erase_if(threads, [&](const auto& thread) { return thread.latest >= after->latest; });
    if (static_cast<std::int64_t>(threads.size()) > limit)
        threads.resize(static_cast<std::size_t>(limit));
    return threads;
}

Result<std::optional<community::ThreadDetail>> SampleStore::thread(const RecordId&, const RecordId& id) const
{
    const auto found = records.find(id);
    if (found == records.end() || found->second.deleted())
        return std::optional<community::ThreadDetail>();
    community::ThreadDetail detail{toThread(id, found->second), {}};
    const Record& post = found->second;
    detail.messages.push_back({id, std::nullopt, post.text(f::post::body), detail.thread.author,
                               post.number(f::post::created), post.id(f::post::author) == m_person, false,
                               detail.thread.unconfirmed});
    for (const RecordId& reply : repliesOf(id)) {
        const Record& r = records.at(reply);
        detail.messages.push_back({reply, r.id(f::reply::to), r.text(f::reply::body), *person(r.id(f::reply::author)),
                                   r.number(f::reply::created), r.id(f::reply::author) == m_person, false,
                                   unconfirmed.contains(reply)});
    }
    return std::optional(detail);
}

Result<std::vector<community::Thread>> SampleStore::newForMe(const RecordId& person, std::int64_t limit) const
{
    std::vector<community::Thread> all;
    const auto mine = groups(person);
    for (const community::Group& group : *mine) {
        const auto in = threads(person, group.id, std::nullopt, limit);
        std::copy_if(in->begin(), in->end(), std::back_inserter(all), [](const auto& thread) { return thread.unread; });
    }
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.latest > b.latest; });
    all.resize(std::min(all.size(), static_cast<std::size_t>(limit)));
    return all;
}

Result<std::vector<community::Thread>> SampleStore::waitingForMe(const RecordId& person, std::int64_t limit) const
{
    std::vector<community::Thread> all;
    each(Kind::post, [&](const RecordId& id, const Record& r) {
        const auto replies = repliesOf(id);
        if (r.id(f::post::author) == person && !replies.empty() &&
            records.at(replies.back()).id(f::reply::author) != person &&
            static_cast<std::int64_t>(all.size()) < limit) {
            all.push_back(toThread(id, r));
            all.back().waitsSince = records.at(replies.back()).number(f::reply::created);
        }
    });
    return all;
}

Result<std::vector<community::Announcement>> SampleStore::announcements(std::int64_t limit) const
{
    std::vector<community::Announcement> all;
    each(Kind::announcement, [&](const RecordId& id, const Record& r) {
        if (static_cast<std::int64_t>(all.size()) < limit)
            all.push_back({id, r.text(f::announcement::title), r.text(f::announcement::body),
                           r.text(f::announcement::language), *person(r.id(f::announcement::author)),
                           r.number(f::announcement::created)});
    });
    return all;
}

namespace {

/// Some characters around the first match, the match between U+0002 and U+0003; empty where there is none.
std::string around(const std::string& text, const std::string& query)
{
    const auto at = text.find(query);
    if (at == std::string::npos)
        return {};
    std::size_t from = at > 60 ? at - 60 : 0;
    while (from < at && (static_cast<unsigned char>(text[from]) & 0xC0U) == 0x80)
        ++from;
    std::size_t to = std::min(text.size(), at + query.size() + 120);
    while (to < text.size() && (static_cast<unsigned char>(text[to]) & 0xC0U) == 0x80)
        ++to;
    return (from > 0 ? "…" : "") + text.substr(from, at - from) + '\x02' + query + '\x03' +
           text.substr(at + query.size(), to - at - query.size()) + (to < text.size() ? "…" : "");
}

} // namespace

Result<community::SearchResult> SampleStore::search(const std::string& query, std::int64_t limit) const
{
    community::SearchResult result;
    const auto add = [&](community::Found sort, const RecordId& id, const RecordId& parent, const std::string& title,
                         const std::string& body, const std::string& where, std::int64_t when) {
        std::string excerpt = around(body, query);
        const bool inTitle = title.find(query) != std::string::npos;
        if ((excerpt.empty() && !inTitle) || static_cast<std::int64_t>(result.hits.size()) >= limit)
            return;
        if (excerpt.empty())
            excerpt = around(title, query);
        result.hits.push_back({sort, id, parent, title, excerpt, where, when});
    };
    const auto groupName = [&](const Record& r) { return records.at(r.scope.subject()).text(f::group::name); };
    each(Kind::planItem, [&](const RecordId& id, const Record& r) {
        add(community::Found::planItem, id, r.id(f::plan_item::plan), r.text(f::plan_item::title),
            r.text(f::plan_item::notes), r.text(f::plan_item::goal), 0);
    });
    each(Kind::course, [&](const RecordId& id, const Record& r) {
        add(community::Found::course, id, id, r.text(f::course::title), r.text(f::course::summary),
            r.text(f::course::provider), 0);
    });
    each(Kind::post, [&](const RecordId& id, const Record& r) {
        add(community::Found::post, id, id, r.text(f::post::title), r.text(f::post::body), groupName(r),
            r.number(f::post::created));
    });
    each(Kind::reply, [&](const RecordId& id, const Record& r) {
        const RecordId thread = r.id(f::reply::thread);
        add(community::Found::reply, id, thread, records.at(thread).text(f::post::title), r.text(f::reply::body),
            groupName(r), r.number(f::reply::created));
    });
    return result;
}

Result<community::Drafts::Draft> SampleStore::draft(const RecordId& place) const
{
    const auto found = m_drafts.find(place);
    return found == m_drafts.end() ? Draft() : found->second;
}

Result<void> SampleStore::saveDraft(const RecordId& place, const Draft& draft)
{
    if (draft.title.empty() && draft.body.empty())
        m_drafts.erase(place);
    else
        m_drafts[place] = draft;
    return {};
}

} // namespace staffroom::sample
