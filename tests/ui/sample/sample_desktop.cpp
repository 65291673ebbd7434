// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/sample/sample_desktop.h"

#include <QTimer>

#include <algorithm>

namespace staffroom::sample {

using domain::Kind;
using domain::Value;
namespace f = domain::field;

namespace {

constexpr std::int64_t minute = 60'000;
constexpr std::int64_t day = 24 * 60 * minute;

} // namespace

RecordId SampleDesktop::idOf(const std::string& sort, const std::string& name)
{
    return base::idFromKey(sort, {name});
}

SampleDesktop::SampleDesktop(const std::filesystem::path& folder, const base::Clock& clock, Options options)
    : m_clock(clock),
      m_options(std::move(options)),
      m_account{idOf("person", "li.meiling"), "li.meiling", "李美玲", "桃源村小学", "https://staffroom.qingxi.example"},
      m_ids(clock, m_random),
      m_store(m_account.person, clock),
      m_learning(m_account.person, m_store, m_store, m_ids, clock),
      m_community(m_account.person, m_store, m_store, m_store, m_ids, clock),
      m_lastSynced(clock.wallMs() - 5 * minute)
{
    loadCounty(folder);
    loadCourses(folder);
    loadPlan(folder);
    loadThreads(folder);
    const std::int64_t now = clock.wallMs();
    m_events = {{now - 6 * minute, "connected to https://staffroom.qingxi.example, epoch 1"},
                {now - 6 * minute, "push: 4 batches, 7 changes, 2.1 KB; accepted 7"},
                {now - 5 * minute, "pull: 12 scopes, 38 records, 9.4 KB; 1 round trip"}};
    m_store.onCommit = [this](std::span<const domain::Edit> edits) {
        for (const domain::Edit& edit : edits) {
            if (edit.kind == Kind::preference)
                continue;
            std::erase_if(m_outbox, [&](const auto& line) { return line.record == edit.id; });
            const auto& r = m_store.records.at(edit.id);
            std::string title = r.text(edit.kind == Kind::planItem ? f::plan_item::title
                                       : edit.kind == Kind::post   ? f::post::title
                                                                   : f::plan::title);
            if (edit.kind == Kind::reply)
                title = r.text(f::reply::body).substr(0, 90);
            if (edit.kind == Kind::enrolment)
                title = m_store.records.at(r.id(f::enrolment::course)).text(f::course::title);
            while (!title.empty() && !base::isUtf8(title))
                title.pop_back();
            m_outbox.insert(m_outbox.begin(), {edit.id, edit.kind, title, m_clock.wallMs(), node::Receipt::onThisPc,
                                               base::ErrorCode::internal});
        }
        if (m_options.onChanged)
            m_options.onChanged();
        if (m_options.onStatus)
            m_options.onStatus(status());
    };
}

void SampleDesktop::syncNow()
{
    // Takes a moment and ends well.
    QTimer::singleShot(0, [this] {
        for (auto& line : m_outbox)
            if (line.receipt != node::Receipt::rejected)
                line.receipt = m_hub.empty() ? node::Receipt::atServer : node::Receipt::atHub;
        m_lastSynced = m_clock.wallMs();
        if (m_options.onChanged)
            m_options.onChanged();
        if (m_options.onStatus)
            m_options.onStatus(status());
    });
}

node::SyncStatus SampleDesktop::status() const
{
    node::SyncStatus status;
    const auto count = [this](node::Receipt receipt) {
        return std::count_if(m_outbox.begin(), m_outbox.end(),
                             [receipt](const auto& line) { return line.receipt == receipt; });
    };
    status.atHub = count(node::Receipt::atHub);
    status.waiting = count(node::Receipt::onThisPc) + status.atHub;
    status.rejected = std::count_if(m_outbox.begin(), m_outbox.end(), [](const auto& line) {
        return line.receipt == node::Receipt::rejected && !line.seen;
    });
    status.hub = m_hub.empty() ? std::string() : "桃源村小学机房";
    status.decisions = static_cast<std::int64_t>(m_decisions.size());
    status.lastSynced = m_lastSynced;
    status.arrivals = {m_lastSynced,
                       {{Kind::membership, 2, {}},
                        {Kind::post, 5, {"复式教学第一节课怎么分组", "期中考试以后怎么讲评"}},
                        {Kind::reply, 3, {"复式教学第一节课怎么分组"}}}};
    return status;
}

Result<void> SampleDesktop::setHub(const std::string& address)
{
    if (address.find(' ') != std::string::npos)
        return base::Error{base::ErrorCode::invalidArgument, "reading the server's address", address};
    m_hub = address;
    m_store.unconfirmed.clear();
    if (address.empty())
        return {};
    const std::int64_t since = m_clock.wallMs() - 2 * day; // what colleagues wrote since then has come to the hub only
    for (const auto& [id, record] : m_store.records) {
        const bool isPost = record.kind == Kind::post;
        const std::int64_t created = record.number(isPost ? f::post::created : f::reply::created);
        if ((isPost || record.kind == Kind::reply) && created > since &&
            record.id(isPost ? f::post::author : f::reply::author) != m_account.person)
            m_store.unconfirmed.insert(id);
    }
    return {};
}

Result<void> SampleDesktop::setRejectionSeen(const RecordId& record, bool seen)
{
    for (node::OutboxLine& line : m_outbox)
        if (line.record == record)
            line.seen = seen;
    if (m_options.onStatus)
        m_options.onStatus(status());
    return {};
}

Result<std::vector<node::OutboxLine>> SampleDesktop::outbox(std::int64_t limit) const
{
    auto lines = m_outbox;
    lines.resize(std::min(lines.size(), static_cast<std::size_t>(limit)));
    return lines;
}

Result<std::vector<node::Decision>> SampleDesktop::decisions() const
{
    return m_decisions;
}

Result<void> SampleDesktop::decide(const node::Decision& decision, const Value& value)
{
    const domain::Edit edit{decision.record, decision.kind, decision.scope, {{decision.field, value}}};
    const RecordId record = decision.record;
    STAFFROOM_TRY(m_store.commit(std::span(&edit, 1)));
    std::erase_if(m_decisions, [&](const auto& open) { return open.record == record; });
    return {};
}

Result<std::optional<Value>> SampleDesktop::preference(const std::string& name) const
{
    const auto found = m_preferences.find(name);
    return found == m_preferences.end() ? std::nullopt : std::optional(found->second);
}

Result<void> SampleDesktop::setPreference(const std::string& name, const Value& value)
{
    m_preferences[name] = value;
    return {};
}

std::optional<std::filesystem::path> SampleDesktop::packageFolder(const RecordId& course) const
{
    return m_packages.contains(course) ? std::optional<std::filesystem::path>("packages/" + course.text())
                                       : std::nullopt;
}

void SampleDesktop::download(const RecordId& course, std::function<void(const Download&)> progress)
{
    const std::int64_t total = m_store.records.at(course).number(f::course::packageBytes);
    QTimer::singleShot(0, [progress, total] { progress({total / 2, total, false, std::nullopt}); });
    QTimer::singleShot(1, [this, course, progress, total] {
        m_packages[course] = true;
        progress({total, total, true, std::nullopt});
    });
}

} // namespace staffroom::sample
