// SPDX-License-Identifier: GPL-3.0-or-later
// The sample county as the sample desktop holds it.
#include "tests/ui/sample/sample_desktop.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace staffroom::sample {

using domain::Kind;
using domain::ScopeId;
using domain::ScopeType;
using domain::Value;
namespace f = domain::field;

namespace {

constexpr std::int64_t minute = 60'000;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;

QJsonDocument read(const std::filesystem::path& file)
{
    QFile json(QString::fromStdString(file.string()));
    return json.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(json.readAll()) : QJsonDocument();
}

QJsonValue part(const QJsonValue& value, const char* name)
{
    return value.toObject().value(QLatin1String(name));
}

std::string text(const QJsonValue& value, const char* name)
{
    return part(value, name).toString().toStdString();
}

std::vector<std::filesystem::path> sorted(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> paths;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error))
        paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    return paths;
}

} // namespace

void SampleDesktop::put(const RecordId& id, Kind kind, const ScopeId& scope,
                        const std::vector<std::pair<domain::FieldNo, Value>>& fields)
{
    auto& record = m_store.records[id];
    m_store.order.push_back(id);
    record.kind = kind;
    record.scope = scope;
    for (const auto& [number, value] : fields)
        record.fields[number] = value;
}

void SampleDesktop::loadCounty(const std::filesystem::path& folder)
{
    const QJsonValue county = read(folder / "county.json").object();
    std::map<std::string, std::string> schools;
    for (const auto& school : part(county, "schools").toArray())
        schools[text(school, "slug")] = text(part(school, "name"), "zh");
    for (const auto& group : part(county, "groups").toArray())
        put(idOf("group", text(group, "slug")), Kind::group,
            ScopeId(ScopeType::group, idOf("group", text(group, "slug"))),
            {{f::group::name, Value::text(text(part(group, "name"), "zh"))},
             {f::group::nameEn, Value::text(text(part(group, "name"), "en"))},
             {f::group::sort, Value::text(text(group, "kind"))},
             {f::group::about, Value::text(text(group, "about"))}});
    for (const auto& person : part(county, "people").toArray()) {
        const RecordId id = idOf("person", text(person, "login"));
        m_people.push_back(id);
        put(id, Kind::person, ScopeId(ScopeType::personWork, id),
            {{f::person::name, Value::text(text(person, "name"))},
             {f::person::school, Value::text(schools[text(person, "school")])},
             {f::person::role, Value::text(text(person, "role"))}});
        for (const auto& group : part(person, "groups").toArray()) {
            const RecordId of = idOf("group", group.toString().toStdString());
            put(domain::membershipId(id, of), Kind::membership, ScopeId(ScopeType::group, of),
                {{f::membership::person, Value::id(id)}, {f::membership::of, Value::id(of)}});
        }
    }
}

void SampleDesktop::loadPlan(const std::filesystem::path& folder)
{
    const QJsonArray plans = read(folder / "plans.json").array();
    if (plans.isEmpty())
        return;
    const ScopeId work(ScopeType::personWork, m_account.person);
    const RecordId plan = idOf("plan", "0");
    put(plan, Kind::plan, work,
        {{f::plan::title, Value::text(text(plans[0], "title"))},
         {f::plan::starts, Value::text("2026-08-25")},
         {f::plan::ends, Value::text("2027-01-25")},
         {f::plan::targetMinutes,
          Value::integer(static_cast<std::int64_t>(part(plans[0], "target_hours").toDouble() * 60))},
         {f::plan::state, Value::text("active")}});
    std::int64_t position = 0;
    const std::string today = "2026-11-10";
    for (const auto& item : part(plans[0], "items").toArray()) {
        const auto minutes = static_cast<std::int64_t>(part(item, "hours").toDouble() * 60);
        const bool done = text(item, "due") < today;
        put(idOf("item", std::to_string(position)), Kind::planItem, work,
            {{f::plan_item::plan, Value::id(plan)},
             {f::plan_item::goal, Value::text(text(item, "goal"))},
             {f::plan_item::title, Value::text(text(item, "title"))},
             {f::plan_item::notes, Value::text(text(item, "notes"))},
             {f::plan_item::due, Value::text(text(item, "due"))},
             {f::plan_item::targetMinutes, Value::integer(minutes)},
             {f::plan_item::spentMinutes, Value::integer(done ? minutes : minutes / 3)},
             {f::plan_item::state, Value::text(done ? "done" : "open")},
             {f::plan_item::course,
              text(item, "course").empty() ? Value() : Value::id(idOf("course", text(item, "course")))},
             {f::plan_item::position, Value::integer(position)}});
        ++position;
    }
    // Two PCs have changed the notes of one item.
    const RecordId twice = idOf("item", std::to_string(position - 3));
    m_store.alternatives = twice;
    const auto& record = m_store.records.at(twice);
    m_decisions.push_back({twice,
                           Kind::planItem,
                           work,
                           record.text(f::plan_item::title),
                           f::plan_item::notes,
                           {{Value::text("选三年级下册和四年级都有的写景单元，同一篇材料、两种要求。\n先备前三课。"),
                             "李美玲", true, m_clock.wallMs() - 3 * hour},
                            {Value::text("选三年级上册和四年级都有的写景单元，同一篇材料、两种要求，给石门也发一份。"),
                             "李美玲", false, m_clock.wallMs() - 26 * hour}}});
}

void SampleDesktop::loadCourses(const std::filesystem::path& folder)
{
    int count = 0;
    for (const auto& path : sorted(folder / "courses")) {
        const QJsonValue course = read(path / "course.json").object();
        if (text(course, "title").empty())
            continue;
        const RecordId id = idOf("course", path.filename().string());
        const ScopeId scope(ScopeType::catalogue, idOf("org", "office"));
        put(id, Kind::course, scope,
            {{f::course::title, Value::text(text(course, "title"))},
             {f::course::summary, Value::text(text(course, "summary"))},
             {f::course::language, Value::text(text(course, "lang"))},
             {f::course::subject, Value::text(text(course, "subject"))},
             {f::course::stage, Value::text(text(course, "stage"))},
             {f::course::licence, Value::text(text(course, "licence"))},
             {f::course::provider, Value::text(text(course, "provider"))},
             {f::course::minutes, Value::integer(static_cast<std::int64_t>(part(course, "hours").toDouble() * 60))},
             {f::course::packageBytes, Value::integer(640'000 + count * 912'345)}});
        int number = 0;
        for (const auto& module : part(course, "modules").toArray()) {
            const RecordId moduleId = idOf("module", id.text() + std::to_string(number++));
            put(moduleId, Kind::module, scope,
                {{f::module::course, Value::id(id)},
                 {f::module::title, Value::text(text(module, "title"))},
                 {f::module::sort, Value::text(text(module, "kind"))}});
            for (const auto& activity : part(module, "activities").toArray()) {
                const RecordId activityId = idOf("activity", id.text() + text(activity, "file"));
                put(activityId, Kind::activity, scope,
                    {{f::activity::course, Value::id(id)},
                     {f::activity::module, Value::id(moduleId)},
                     {f::activity::title, Value::text(text(activity, "title"))},
                     {f::activity::file, Value::text(text(activity, "file"))},
                     {f::activity::minutes, Value::integer(part(activity, "minutes").toInt())}});
                // Three courses are under way; the first two are on this PC.
                if (count < 3 && number <= 3 - count) {
                    const learning::Learning::Progress progress{id, activityId, domain::verb::completed, "1",
                                                                1'200'000};
                    if (m_learning.record(progress))
                        m_store.records[domain::enrolmentId(m_account.person, id)].fields[f::enrolment::studied] =
                            Value::integer(m_clock.wallMs() - (count * 3 + 1) * day);
                }
            }
        }
        if (count < 2)
            m_packages[id] = true;
        ++count;
    }
}

void SampleDesktop::loadThreads(const std::filesystem::path& folder)
{
    const std::int64_t now = m_clock.wallMs();
    const RecordId announcer = idOf("person", "office");
    put(announcer, Kind::person, ScopeId(ScopeType::personWork, announcer),
        {{f::person::name, Value::text("青溪县教育局教研室")}});
    int number = 0;
    for (const auto& news : read(folder / "announcements.json").array())
        put(idOf("news", std::to_string(number++)), Kind::announcement, ScopeId(ScopeType::org, idOf("org", "office")),
            {{f::announcement::title, Value::text(text(news, "title"))},
             {f::announcement::body, Value::text(text(news, "body"))},
             {f::announcement::author, Value::id(announcer)},
             {f::announcement::created, Value::integer(now - part(news, "days_ago").toInt() * day)}});
    std::int64_t at = now - 40 * minute;
    for (const auto& path : sorted(folder / "threads"))
        for (const auto& thread : read(path).array()) {
            if (number++ % 3 == 0)
                continue; // a third is enough to look at
            const RecordId group = idOf("group", text(thread, "group"));
            const ScopeId scope(ScopeType::group, group);
            const auto author = [&](int cast) {
                return number % 11 == 1 && cast == 0
                           ? m_account.person
                           : m_people[static_cast<std::size_t>(number * 7 + cast * 5) % m_people.size()];
            };
            const RecordId id = idOf("thread", text(thread, "title"));
            std::int64_t when = at - 20 * hour;
            put(id, Kind::post, scope,
                {{f::post::author, Value::id(author(0))},
                 {f::post::title, Value::text(text(thread, "title"))},
                 {f::post::body, Value::text(text(part(thread, "opening"), "body"))},
                 {f::post::created, Value::integer(when)}});
            std::vector<RecordId> messages{id};
            for (const auto& reply : part(thread, "replies").toArray()) {
                when = std::min(when + 95 * minute, now - 3 * minute);
                const RecordId replyId = idOf("reply", id.text() + std::to_string(messages.size()));
                const auto to = static_cast<std::size_t>(part(reply, "to").toInt(0));
                put(replyId, Kind::reply, scope,
                    {{f::reply::author, Value::id(author(part(reply, "cast").toInt()))},
                     {f::reply::thread, Value::id(id)},
                     {f::reply::to, Value::id(to < messages.size() ? messages[to] : id)},
                     {f::reply::body, Value::text(text(reply, "body"))},
                     {f::reply::created, Value::integer(when)}});
                messages.push_back(replyId);
            }
            if (number % 4 != 0 && !m_community.markRead(id, now))
                return;
            at -= 9 * hour;
        }
}

} // namespace staffroom::sample
