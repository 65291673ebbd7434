// SPDX-License-Identifier: GPL-3.0-or-later
// Opening a profile, syncing, decisions. Course packages are in local_packages.cpp.
#include "core/node/local_desktop.h"

#include "core/domain/value.h"
#include "core/node/device_keys.h"
#include "core/node/enrol_again.h"
#include "core/node/password_way.h"
#include "core/node/titles.h"
#include "core/sync/tuning.h"

#include <algorithm>

namespace staffroom::node {

using base::Error;
using base::ErrorCode;
namespace f = domain::field;

LocalDesktop::LocalDesktop(const Profile& profile, Options options)
    : m_profile(profile),
      m_options(std::move(options)),
      m_reserve(profile.folder / "reserve", sync::tuning::reserveBytes)
{
}

Result<std::unique_ptr<LocalDesktop>> LocalDesktop::open(const Profile& profile, Options options)
{
    std::unique_ptr<LocalDesktop> desktop(new LocalDesktop(profile, options));
    auto started = desktop->start();
    if (started) {
        desktop->m_reserve.hold();
    } else if (started.error().code == ErrorCode::diskFull && desktop->m_reserve.release()) {
        desktop.reset(new LocalDesktop(profile, std::move(options)));
        started = desktop->start();
    }
    return started ? Result<std::unique_ptr<LocalDesktop>>(std::move(desktop)) : started.error();
}

Result<void> LocalDesktop::start()
{
    STAFFROOM_TRY(makeProfileFolder(m_profile.folder));
    auto lock = storage::ProfileLock::take(m_profile.folder);
    if (!lock)
        return lock.error();
    m_lock = *std::move(lock);
    // Enrolled twice at one moment, the first one's key stays: what was made under it can be sent by no other.
    if (const auto there = readProfile(m_profile.folder); there && there->deviceSeed != m_profile.deviceSeed)
        return Error{ErrorCode::profileLocked, "opening the profile", "it was made by another window meanwhile"};
    m_profile.opened = m_pcClock.wallMs();
    STAFFROOM_TRY(writeProfile(m_profile)); // under the lock: whoever has it open keeps theirs
    auto device = base::KeyPair::fromSeed(m_profile.deviceSeed);
    const auto begun = begunKey(m_profile.folder);
    const auto address = reachOf(m_profile.server, m_options.through);
    if (!device || !address)
        return Error{ErrorCode::storageDamaged, "opening the profile", m_profile.folder.string()};
    auto replica =
        storage::Replica::open({m_profile.folder, *device, m_profile.serverId, m_profile.serverKey, m_clock, begun});
    if (!replica)
        return replica.error();
    m_replica = *std::move(replica);
    if (begun && m_replica->incarnation() == base::incarnationOf(begun->publicKey())) {
        STAFFROOM_TRY(takeBegunKey(m_profile.folder));
        device = begun;
        m_profile.deviceSeed = begun->seed();
    }
    m_clock.setKnown(keptTime(*m_replica));
    if (const auto last = m_replica->meta(Syncer::lastSyncedName))
        m_status.lastSynced = std::strtoll(last->c_str(), nullptr, 10);
    if (const auto arrivals = m_replica->meta(Syncer::arrivalsName))
        m_status.arrivals = decodeArrivals(*arrivals);
    nameArrivals(m_status.arrivals, *m_replica);
    auto reader = storage::Database::openReader(m_replica->file());
    if (!reader)
        return reader.error();
    m_reader = *std::move(reader);
    m_learningReads = std::make_unique<storage::LearningReads>(*m_reader);
    m_communityReads = std::make_unique<storage::CommunityReads>(*m_reader);
    m_drafts = std::make_unique<storage::Drafts>(m_replica->writer(), m_replica->mutex());
    m_learning = std::make_unique<learning::Learning>(m_profile.person, m_journal, *m_learningReads, m_ids, m_clock);
    m_community = std::make_unique<community::Community>(m_profile.person, m_journal, *m_communityReads, *m_drafts,
                                                         m_ids, m_clock);
    m_downloads = std::make_unique<net::HttpPeer>(*address);
    countOwn(m_status, *m_replica);

    m_there = new QObject;
    m_there->moveToThread(&m_thread);
    m_thread.start();
    Syncer::Setup setup{
        *m_replica,
        {m_replica->incarnation(), m_profile.serverId, m_profile.serverKey},
        *device,
        *address,
        m_clock,
        [this](const SyncStatus& status, const base::Bytes& token, const std::vector<SyncEvent>& events) {
            QMetaObject::invokeMethod(&m_here, [this, status, token, events] {
                m_token = token;
                m_events = events;
                takeStatus(status);
            });
        },
        [this] { QMetaObject::invokeMethod(&m_here, [this] { announce(); }); },
        [this] { QMetaObject::invokeMethod(&m_here, [this] { clearAfterLeaving(); }); },
        [folder = m_profile.folder] {
            base::SystemRandom random;
            return beginKey(folder, random);
        },
        [folder = m_profile.folder] { return takeBegunKey(folder); },
        [folder = m_profile.folder] { markToEnrolAgain(folder); },
        m_options.automatic,
        m_status};
    QMetaObject::invokeMethod(m_there,
                              [this, setup = std::move(setup)] { m_syncer = std::make_unique<Syncer>(setup); });
    clearInterruptedUnpacking();
    clearAfterLeaving();
    return {};
}

LocalDesktop::~LocalDesktop()
{
    for (QThread* thread : m_unpacking) {
        thread->wait();
        delete thread;
    }
    if (m_there) {
        QMetaObject::invokeMethod(
            m_there, [this] { m_syncer.reset(); }, Qt::BlockingQueuedConnection);
        m_there->deleteLater();
    }
    m_thread.quit();
    m_thread.wait();
}

void LocalDesktop::onSyncThread(std::function<void(Syncer&)> what)
{
    QMetaObject::invokeMethod(
        m_there, [this, what = std::move(what)] { what(*m_syncer); }, Qt::QueuedConnection);
}

Account LocalDesktop::account() const
{
    Account account{m_profile.person, m_profile.login, m_profile.name, {}, m_profile.server};
    if (const auto card = m_communityReads->person(m_profile.person)) {
        account.school = card->school;
        if (!card->name.empty())
            account.name = card->name;
    }
    return account;
}

void LocalDesktop::note(const std::string& what)
{
    onSyncThread([what](Syncer& syncer) { syncer.note(what); });
}

void LocalDesktop::syncNow()
{
    onSyncThread([](Syncer& syncer) { syncer.sync(); });
}

Result<void> LocalDesktop::setHub(const std::string& address)
{
    const auto reach = reachOf(m_profile.server, address);
    if (!reach)
        return reach.error();
    const std::string canonical = address.empty() ? std::string() : reach->toString().toStdString();
    STAFFROOM_TRY(keepHubAddress(m_profile.folder, canonical));
    if (canonical == m_options.through)
        return {};
    m_options.through = canonical;
    m_token.clear(); // it is for whom the last session was with
    m_downloads->setAddress(*reach);
    onSyncThread([reach = *reach](Syncer& syncer) { syncer.setAddress(reach); });
    return {};
}

void LocalDesktop::pause(bool paused)
{
    onSyncThread([paused](Syncer& syncer) { syncer.setPaused(paused); });
}

void LocalDesktop::takeStatus(const SyncStatus& status)
{
    m_status = status;
    if (status.phase == Phase::idle || status.phase == Phase::offline)
        startWaitingDownloads();
    if (m_options.onStatus)
        m_options.onStatus(status);
}

Result<void> LocalDesktop::Journal::commit(std::span<const domain::Edit> edits)
{
    auto saved = m_desktop.m_replica->commit(edits);
    if (!saved && saved.error().code == ErrorCode::diskFull && m_desktop.m_reserve.release())
        saved = m_desktop.m_replica->commit(edits);
    if (!saved)
        return saved.error();
    m_desktop.committed();
    return {};
}

void LocalDesktop::committed()
{
    countOwn(m_status, *m_replica);
    if (m_options.onStatus)
        m_options.onStatus(m_status);
    onSyncThread([](Syncer& syncer) { syncer.edited(); });
    announce();
}

/// Once per turn of the event loop, however much changed.
void LocalDesktop::announce()
{
    if (std::exchange(m_announcing, true))
        return;
    QMetaObject::invokeMethod(
        &m_here,
        [this] {
            m_announcing = false;
            if (m_options.onChanged)
                m_options.onChanged();
        },
        Qt::QueuedConnection);
}

Result<std::vector<OutboxLine>> LocalDesktop::outbox(std::int64_t limit) const
{
    const auto own = m_replica->own(limit);
    if (!own)
        return own.error();
    std::vector<OutboxLine> lines;
    for (const storage::Replica::OwnLine& line : *own) {
        const Receipt receipt = line.rejected  ? Receipt::rejected
                                : line.atHub   ? Receipt::atHub
                                : line.waiting ? Receipt::onThisPc
                                               : Receipt::atServer;
        std::string title = titleOf(*m_replica, line.record);
        if (title.empty())
            title = titleOf(line.kind, line.words);
        lines.push_back(
            {line.record, static_cast<domain::Kind>(line.kind), std::move(title), line.made, receipt, line.reason});
        for (const auto& [field, item] : line.words)
            lines.back().words.emplace_back(field, domain::Value::fromItem(item));
        lines.back().seen = line.seen;
    }
    return lines;
}

Result<void> LocalDesktop::setRejectionSeen(const RecordId& record, bool seen)
{
    STAFFROOM_TRY(m_replica->setRejectionSeen(record, seen));
    countOwn(m_status, *m_replica);
    if (m_options.onStatus)
        m_options.onStatus(m_status);
    announce();
    return {};
}

Result<std::vector<Decision>> LocalDesktop::decisions() const
{
    const auto contested = m_replica->contested();
    if (!contested)
        return contested.error();
    std::vector<Decision> decisions;
    for (const storage::Replica::Contested& one : *contested) {
        Decision decision{
            one.id, static_cast<domain::Kind>(one.kind), one.scope, titleOf(one.kind, one.shown), one.field, {}};
        for (const sync::LiveWrite& write : one.versions) {
            // A person's own scopes are written by nobody else: another device of theirs.
            const bool mine = one.scope.type() == domain::ScopeType::personWork ||
                              one.scope.type() == domain::ScopeType::personPrivate;
            const bool fromHere = write.dot.incarnation == m_replica->incarnation();
            domain::Value value = domain::Value::fromItem(write.item);
            if (one.field == f::deleted)
                value = domain::Value::boolean(!value.asBoolean().has_value() || *value.asBoolean());
            decision.versions.push_back(
                {std::move(value), mine ? m_profile.name : std::string(), fromHere, sync::millisecondsOf(write.time)});
        }
        if (one.field == f::deleted &&
            decision.versions.size() == 1) // the other side is an edit, not a write of field 0
            decision.versions.push_back({domain::Value::boolean(false),
                                         {},
                                         false,
                                         one.shown.empty() ? 0 : sync::millisecondsOf(one.shown.back().time)});
        decisions.push_back(std::move(decision));
    }
    return decisions;
}

Result<void> LocalDesktop::decide(const Decision& decision, const domain::Value& value)
{
    // The write supersedes every version that is here: all of them must have been seen. One that a sync brought while
    // the person was choosing is shown first.
    const auto now = decisions();
    if (!now)
        return now.error();
    const auto same = std::find_if(now->begin(), now->end(), [&](const Decision& some) {
        return some.record == decision.record && some.field == decision.field;
    });
    const bool seen =
        same != now->end() &&
        std::equal(same->versions.begin(), same->versions.end(), decision.versions.begin(), decision.versions.end(),
                   [](const Version& a, const Version& b) { return a.value == b.value && a.when == b.when; });
    if (!seen)
        return Error{ErrorCode::cancelled, "deciding",
                     "the versions have changed meanwhile: " + decision.record.text()};
    const domain::Edit edit{decision.record, decision.kind, decision.scope, {{decision.field, value}}};
    return m_journal.commit(std::span(&edit, 1));
}

Result<std::optional<domain::Value>> LocalDesktop::preference(const std::string& name) const
{
    const auto shown = m_replica->shown(domain::preferenceId(m_profile.person, name));
    if (!shown)
        return shown.error();
    if (*shown)
        for (const sync::LiveWrite& write : (*shown)->second)
            if (write.field == f::preference::value)
                return std::optional(domain::Value::fromItem(write.item));
    return std::optional<domain::Value>();
}

Result<void> LocalDesktop::setPreference(const std::string& name, const domain::Value& value)
{
    const domain::Edit edit{domain::preferenceId(m_profile.person, name),
                            domain::Kind::preference,
                            {domain::ScopeType::personPrivate, m_profile.person},
                            {{f::preference::name, domain::Value::text(name)}, {f::preference::value, value}}};
    return m_journal.commit(std::span(&edit, 1));
}

} // namespace staffroom::node
