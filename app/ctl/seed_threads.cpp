// SPDX-License-Identifier: GPL-3.0-or-later
// Threads: who speaks, when, and how far everybody has read.
#include "app/ctl/seed.h"

#include <algorithm>
#include <set>

namespace staffroom::ctl::seeding {

using domain::Kind;
using domain::Value;
namespace f = domain::field;

namespace {

/// A message before it has an id: they are made in the order of time over the whole group.
struct Message
{
    std::size_t thread; ///< of ground.sample.threads
    std::size_t line;
    std::int64_t created;
    std::size_t author; ///< of ground.people
};

/// Words by which a speaker says where they teach: "我们石门…", "I teach in Shimen".
struct SchoolWords
{
    const char* slug;
    const char* zh;
    const char* en;
};
constexpr SchoolWords schoolWords[] = {{"first-primary", "一小", "No. 1"}, {"liuhe", "柳河", "Liuhe"},
                                       {"shimen", "石门", "Shimen"},       {"baiyunshan", "白云山", "Baiyunshan"},
                                       {"taoyuan", "桃源", "Taoyuan"},     {"hekou", "河口", "Hekou"}};

/// The school that a speaker's own words name; empty where none.
std::string schoolSpokenOf(const sample::Thread& thread, const std::string& by, int cast)
{
    for (const sample::Line& line : thread.lines) {
        if (line.by != by || line.cast != cast)
            continue;
        for (const SchoolWords& school : schoolWords) {
            for (const char* before : {"我们", "我在", "我是"})
                if (line.body.find(before + std::string(school.zh)) != std::string::npos)
                    return school.slug;
            for (const char* before : {"teach in ", "teach at ", "We at ", "we at ", "here in ", "Here in ", "I'm in "})
                if (line.body.find(before + std::string(school.en)) != std::string::npos)
                    return school.slug;
        }
    }
    return {};
}

class Casting
{
public:
    Casting(Ground& ground, const std::string& group) : m_ground(ground)
    {
        for (std::size_t at = 0; at < ground.people.size(); ++at) {
            const Member& member = ground.people[at];
            if (std::find(member.groups.begin(), member.groups.end(), group) != member.groups.end())
                m_members[member.person.role].push_back(at);
        }
    }

    /// One person for each role and number of the thread, nobody twice while there are others.
    std::map<std::pair<std::string, int>, std::size_t> cast(const sample::Thread& thread)
    {
        std::map<std::pair<std::string, int>, std::size_t> parts;
        std::set<std::size_t> used;
        ++m_threads;
        for (const sample::Line& line : thread.lines) {
            if (parts.contains({line.by, line.cast}))
                continue;
            const std::string school = schoolSpokenOf(thread, line.by, line.cast);
            const bool opens = &line == &thread.lines.front();
            const std::size_t chosen = choose(line.by, school, thread.lang, opens, used);
            used.insert(chosen);
            parts[{line.by, line.cast}] = chosen;
        }
        return parts;
    }

private:
    std::size_t choose(const std::string& role, const std::string& school, const std::string& lang, bool opens,
                       const std::set<std::size_t>& used)
    {
        const std::vector<std::size_t>& members = m_members[role].empty() ? m_members["teacher"] : m_members[role];
        // The first teacher opens some threads of each of her groups.
        if (opens && role == "teacher" && m_threads % 9 == 2 && members.front() == 0 &&
            (school.empty() || school == m_ground.sample.people.front().school))
            return 0;
        std::size_t best = members.front();
        std::uint64_t least = UINT64_MAX;
        for (const std::size_t at : members) {
            std::uint64_t cost = m_ground.random.below(1000);
            if (used.contains(at))
                cost += 100'000;
            if (!school.empty() && m_ground.sample.people[at].school != school)
                cost += 10'000;
            if (lang == "en" && m_ground.people[at].person.subject != "英语")
                cost += 600;
            if (cost < least) {
                least = cost;
                best = at;
            }
        }
        return best;
    }

    Ground& m_ground;
    std::map<std::string, std::vector<std::size_t>> m_members; ///< by role
    std::size_t m_threads = 0;
};

/// When the lines of a thread were written: rising, in waking hours, the last one at the latest yesterday evening.
std::vector<std::int64_t> times(Ground& ground, std::size_t lines)
{
    constexpr std::int64_t all = daysBack * minutesADay;
    // Newer threads are more frequent: the square root of a uniform number leans to its end.
    std::int64_t end = std::max(ground.between(0, all - 1), ground.between(0, all - 1));
    if (ground.chance(8)) // something is always going on
        end = ground.between(all - minutesADay * 3 / 2, all - 1);
    std::vector<std::int64_t> gaps;
    std::int64_t sum = 0;
    for (std::size_t at = 0; at < lines; ++at) {
        const std::int64_t part = ground.between(1, 12);
        gaps.push_back(2 + part * part * ground.between(1, 6));
        sum += gaps.back();
    }
    std::int64_t minute = std::max<std::int64_t>(end - sum, 0);
    std::vector<std::int64_t> out;
    for (const std::int64_t gap : gaps) {
        minute = std::min(minute + gap, all - static_cast<std::int64_t>(lines - out.size()));
        out.push_back(moment(ground, minute, ground.between(0, 59)));
    }
    return out;
}

Edit editOf(Ground& ground, const Message& message, const RecordId& id, const std::vector<RecordId>& idsOfThread)
{
    const sample::Thread& thread = ground.sample.threads[message.thread];
    const sample::Line& line = thread.lines[message.line];
    const RecordId author = ground.people[message.author].person.id;
    const ScopeId scope = groupScope(ground.county.group(thread.group));
    if (message.line == 0)
        return Edit{id,
                    Kind::post,
                    scope,
                    {{f::post::author, Value::id(author)},
                     {f::post::title, Value::text(thread.title)},
                     {f::post::body, Value::text(line.body)},
                     {f::post::created, Value::integer(message.created)}}};
    return Edit{id,
                Kind::reply,
                scope,
                {{f::reply::author, Value::id(author)},
                 {f::reply::thread, Value::id(idsOfThread.front())},
                 {f::reply::to, Value::id(idsOfThread[line.to])},
                 {f::reply::body, Value::text(line.body)},
                 {f::reply::created, Value::integer(message.created)}}};
}

Result<void> addThreadsOf(Ground& ground, const std::string& group)
{
    Casting casting(ground, group);
    std::vector<Message> messages;
    std::map<std::size_t, std::vector<RecordId>> ids;
    for (std::size_t at = 0; at < ground.sample.threads.size(); ++at) {
        const sample::Thread& thread = ground.sample.threads[at];
        if (thread.group != group)
            continue;
        const auto parts = casting.cast(thread);
        const std::vector<std::int64_t> when = times(ground, thread.lines.size());
        for (std::size_t line = 0; line < thread.lines.size(); ++line)
            messages.push_back({at, line, when[line], parts.at({thread.lines[line].by, thread.lines[line].cast})});
        ids[at].resize(thread.lines.size());
    }
    std::sort(messages.begin(), messages.end(), [](const Message& a, const Message& b) {
        return std::tie(a.created, a.thread, a.line) < std::tie(b.created, b.thread, b.line);
    });
    std::map<std::size_t, SeededThread> seeded;
    for (const Message& message : messages) {
        std::vector<RecordId>& own = ids.at(message.thread);
        own[message.line] = ground.ids.record();
        STAFFROOM_TRY(ground.edits.add(editOf(ground, message, own[message.line], own)));
        SeededThread& thread = seeded[message.thread];
        thread.id = own.front();
        thread.group = group;
        thread.messages.emplace_back(message.created, ground.people[message.author].person.id);
    }
    ground.counts.messages += messages.size();
    ground.counts.threads += seeded.size();
    for (auto& [at, thread] : seeded)
        ground.threads.push_back(std::move(thread));
    return ground.edits.flush();
}

/// How far a person has read in a thread, in ms since 1970; 0 for not at all.
std::int64_t readUntil(Ground& ground, const SeededThread& thread, const RecordId& person, std::uint64_t diligence)
{
    const std::int64_t latest = thread.messages.back().first;
    const bool recent = latest > moment(ground, (daysBack - 12) * minutesADay, 0);
    std::int64_t until = 0;
    for (const auto& [created, author] : thread.messages)
        if (author == person)
            until = created; // whoever writes has read
    if (ground.chance(recent ? diligence : 97))
        return latest;
    if (ground.chance(30))
        until = std::max(until, thread.messages[ground.random.below(thread.messages.size())].first);
    return until;
}

} // namespace

Result<void> addThreads(Ground& ground)
{
    for (const sample::Group& group : ground.sample.groups)
        STAFFROOM_TRY(addThreadsOf(ground, group.slug));
    return {};
}

Result<void> addReadMarkers(Ground& ground)
{
    // Of the people of the sample itself, in threads of the sample itself: with --scale both together would square.
    constexpr std::size_t people = 70;
    constexpr std::size_t threadsEach = 160;
    for (std::size_t at = 0; at < std::min(people, ground.people.size()); ++at) {
        const Member& member = ground.people[at];
        const std::uint64_t diligence =
            isFirstTeacher(ground, member) ? 35 : static_cast<std::uint64_t>(ground.between(40, 90));
        std::size_t markers = 0;
        for (const SeededThread& thread : ground.threads) {
            if (std::find(member.groups.begin(), member.groups.end(), thread.group) == member.groups.end() ||
                markers == threadsEach)
                continue;
            const std::int64_t until = readUntil(ground, thread, member.person.id, diligence);
            if (until == 0)
                continue;
            const std::string name = "read/" + thread.id.text();
            STAFFROOM_TRY(ground.edits.add(
                Edit{domain::preferenceId(member.person.id, name),
                     Kind::preference,
                     privateScope(member.person.id),
                     {{f::preference::name, Value::text(name)}, {f::preference::value, Value::integer(until)}}}));
            ++markers;
        }
        ground.counts.markers += markers;
    }
    return {};
}

} // namespace staffroom::ctl::seeding
