// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/node/syncer.h"

#include "core/storage/search_index.h"

#include <QSysInfo>

#include <algorithm>

namespace staffroom::node {

using base::Error;

namespace {

/// An edit is sent soon, but a few typed in a row go together.
constexpr std::int64_t afterEditMs = 2'000;
constexpr std::int64_t afterPokeMs = 300;
/// Where no poke stream holds, somebody else's words come within this time.
constexpr std::int64_t betweenMs = 5 * 60'000;
constexpr std::int64_t afterFailureMs = 30'000;
constexpr std::int64_t afterFailureMostMs = 10 * 60'000;
/// Progress that a person can follow; more often only costs.
constexpr int reportEveryMs = 120;
constexpr std::size_t eventsKept = 200;
/// Holds the writer for some 50 ms (core/storage/search_index.h).
constexpr std::int64_t indexRows = 2'000;

} // namespace

Syncer::Syncer(Setup setup) : m_setup(std::move(setup)), m_arriving(m_setup.replica), m_peer(m_setup.address)
{
    m_status = m_setup.status;
    m_writing.setMaxThreadCount(1);
    m_timer.setSingleShot(true);
    QObject::connect(&m_timer, &QTimer::timeout, &m_context, [this] { sync(); });
    m_soon.setSingleShot(true);
    QObject::connect(&m_soon, &QTimer::timeout, &m_context, [this] { report(true); });
    QObject::connect(&m_indexing, &QTimer::timeout, &m_context, [this] { fillIndex(); });
    m_indexing.start(0);
    if (m_setup.automatic)
        schedule(0);
}

void Syncer::schedule(std::int64_t ms)
{
    if (m_paused || (m_timer.isActive() && m_timer.remainingTime() <= ms))
        return;
    m_timer.start(static_cast<int>(ms));
}

void Syncer::note(std::string text)
{
    m_events.push_back({m_setup.clock.wallMs(), std::move(text)});
    if (m_events.size() > eventsKept)
        m_events.pop_front();
}

void Syncer::edited()
{
    if (!m_indexing.isActive())
        m_indexing.start(0);
    if (m_setup.automatic)
        schedule(m_failures > 0 ? afterFailureMs : afterEditMs);
}

void Syncer::setPaused(bool paused)
{
    m_paused = paused;
    if (!paused)
        return schedule(0);
    m_timer.stop();
    const bool running = m_session != nullptr;
    giveUp();
    if (running) {
        note("paused");
        report(true);
    }
}

void Syncer::setAddress(const QUrl& address)
{
    giveUp();
    m_peer.setAddress(address);
    m_token.clear();
    m_hub.reset();
    m_failures = 0;
    note("talks to " + address.toString().toStdString() + " from now on");
    if (m_setup.automatic && !m_paused)
        sync();
}

/// What the session has brought is in the store; the next one goes on from there.
void Syncer::giveUp()
{
    m_peer.stopListening();
    ++m_generation;
    if (!m_session)
        return;
    waitForTaking();
    m_renewal.reset();
    m_session.reset();
    m_peer.abort();
    m_status.phase = Phase::idle;
}

void Syncer::sync()
{
    if (m_session) {
        m_again = true;
        return;
    }
    m_paused = false;
    m_timer.stop();
    m_indexing.stop();
    ++m_generation;
    m_announced = 0;
    m_status.problem.reset();
    m_status.copyFound = false;
    m_renewalTried = false;
    beginSession();
}

void Syncer::beginSession()
{
    m_session = std::make_unique<sync::Session>(m_arriving, m_setup.identity, m_setup.device, m_token, m_hub);
    m_status.phase = Phase::connecting;
    m_arrivingBytes = 0;
    report(true);
    step(m_session->start());
}

void Syncer::step(const sync::Next& next)
{
    if (next.what == sync::Next::What::done)
        return m_renewal ? renewed(next) : finish(next.error, next.complete);
    const std::uint64_t generation = m_generation;
    if (next.what == sync::Next::What::wait) {
        m_status.phase = Phase::connecting;
        report(true);
        QTimer::singleShot(static_cast<int>(next.waitMs), &m_context, [this, generation] {
            if (generation == m_generation && m_session)
                step(m_renewal ? m_renewal->resume() : m_session->resume());
        });
        return;
    }
    m_status.phase = next.request.path.starts_with("/v1/push") ? Phase::sending
                     : next.request.method == "GET"            ? Phase::receiving
                                                               : m_status.phase;
    report(false);
    takeMeanwhile();
    m_peer.send(
        next.request,
        [this, generation](const sync::Response& response) {
            if (generation != m_generation || !m_session)
                return;
            m_arrivingBytes = 0;
            if (m_renewal)
                return step(m_renewal->answered(response));
            if (!m_session->prepare(response))
                waitForTaking();
            step(m_session->answered(response));
        },
        [this, generation](std::int64_t bytes) {
            if (generation != m_generation || !m_session)
                return;
            m_arrivingBytes = bytes;
            report(false);
        });
}

/// Writing what came is most of a first sync: unpacking what comes next, and checking it, goes on beside it.
void Syncer::takeMeanwhile()
{
    if (m_taking || !m_session->leftForLater())
        return;
    m_taking = true;
    m_writing.start([this, session = m_session.get()] {
        session->meanwhile();
        m_taken.release();
    });
}

void Syncer::waitForTaking()
{
    if (std::exchange(m_taking, false))
        m_taken.acquire();
}

bool Syncer::beginRenewal(const Error& why)
{
    note(describe(why));
    auto next = m_setup.beginKey();
    if (!next) {
        note(describe(next.error()));
        return false;
    }
    m_next = *std::move(next);
    m_renewal = std::make_unique<sync::Renewal>(m_arriving, m_setup.identity, m_setup.device, *m_next,
                                                QSysInfo::machineHostName().toStdString());
    step(m_renewal->start());
    return true;
}

void Syncer::renewed(const sync::Next& end)
{
    const sync::ClientStore::Renewed came = m_renewal->renewed();
    m_renewal.reset();
    if (end.error)
        return finish(end.error, false);
    m_session.reset();
    m_setup.device = *m_next;
    m_setup.identity.incarnation = base::incarnationOf(m_next->publicKey());
    m_token.clear();
    if (const auto taken = m_setup.takeKey(); !taken)
        note(describe(taken.error())); // the next start does it
    m_status.copyFound = true;
    note("another copy of this profile was found: this PC goes on as " + m_setup.identity.incarnation.text() + "; " +
         std::to_string(came.held) + " changes were sent by the copy, " + std::to_string(came.again) +
         " are sent again under the new name");
    beginSession();
}

/// Complete with an error: some scope was passed over, all the rest is level.
void Syncer::finish(const std::optional<Error>& error, bool complete)
{
    if (error && error->code == base::ErrorCode::forked && !std::exchange(m_renewalTried, true) && beginRenewal(*error))
        return;
    if (error && (error->code == base::ErrorCode::unauthenticated || error->code == base::ErrorCode::otherServer))
        m_setup.notKnown();
    const sync::Progress progress = m_session->progress();
    m_token = m_session->token();
    m_hub = m_session->hub();
    m_status.hub = m_hub ? m_hub->name : std::string();
    const std::int64_t asOf = m_hub ? m_session->asOf() : 0;
    if (m_session->serverMs() != 0 || asOf != 0) {
        if (m_session->serverMs() != 0)
            m_setup.clock.setServerTime(m_session->serverMs());
        else
            m_setup.clock.setServerWord(asOf);
        if (const auto kept = keepTime(m_setup.replica, m_setup.clock.known()); !kept)
            note(describe(kept.error()));
    }
    for (const Error& met : m_session->notes())
        note(describe(met));
    note("synced: " + std::to_string(progress.sent) + " changes sent, " + std::to_string(progress.received) +
         " received, " + std::to_string(progress.bytesSent) + " + " + std::to_string(progress.bytesReceived) +
         " bytes in " + std::to_string(progress.requests) + " requests" +
         (error ? (complete ? "; passed over: " : "; ended by ") + describe(*error) : std::string()));
    m_status.requests = static_cast<std::int64_t>(progress.requests);
    takeArrivals(complete);
    report(true);
    m_session.reset();
    m_status.problem = error;
    m_status.phase = complete ? Phase::idle : Phase::offline;
    if (!complete) {
        ++m_failures;
        if (m_status.offlineSince == 0)
            m_status.offlineSince = m_setup.clock.wallMs();
    } else {
        m_failures = 0;
        m_status.offlineSince = 0;
        m_status.lastSynced = m_hub ? asOf : m_setup.clock.wallMs();
        if (const auto kept = m_setup.replica.noteMeta(lastSyncedName, std::to_string(m_status.lastSynced)); !kept)
            note(describe(kept.error()));
        if (m_setup.automatic)
            listen();
    }
    if (progress.received > m_announced || progress.sent > 0)
        m_setup.onData();
    report(true);
    m_indexing.start(0);
    if (std::exchange(m_again, false) && complete)
        schedule(0);
    else if (m_setup.automatic)
        schedule(complete ? betweenMs : std::min(afterFailureMs << std::min(m_failures - 1, 6), afterFailureMostMs));
}

/// A sync that broke off and the one that goes on from there are one to a person: they count together.
void Syncer::takeArrivals(bool ended)
{
    if (const auto left = m_setup.replica.meta(storage::Replica::leftMark); left && !left->empty()) {
        nameArrivals(m_status.arrivals, m_setup.replica);
        m_setup.onLeft();
    }
    if (m_arriving.empty())
        return;
    m_status.arrivals = {m_setup.clock.wallMs(), m_arriving.counted()};
    nameArrivals(m_status.arrivals, m_setup.replica);
    if (ended)
        m_arriving.startAnew();
    if (const auto kept = m_setup.replica.noteMeta(arrivalsName, encode(m_status.arrivals)); !kept)
        note(describe(kept.error()));
}

void Syncer::report(bool always)
{
    const std::int64_t now = m_setup.clock.monotonicMs();
    if (!always && now - m_reportedAt < reportEveryMs) {
        if (!m_soon.isActive()) // on a slow link it may be long until there is more to tell
            m_soon.start(reportEveryMs);
        return;
    }
    m_reportedAt = now;
    if (m_session) {
        const sync::Progress& progress = m_session->progress();
        m_status.received = static_cast<std::int64_t>(progress.received);
        m_status.toReceive = static_cast<std::int64_t>(progress.toReceive);
        m_status.sent = static_cast<std::int64_t>(progress.sent);
        m_status.toSend = static_cast<std::int64_t>(progress.toSend);
        m_status.bytes = static_cast<std::int64_t>(progress.bytesSent + progress.bytesReceived) + m_arrivingBytes;
        if (progress.received >= m_announced + 2'000) {
            m_announced = progress.received;
            m_setup.onData();
        }
    }
    if (!m_taking) // whoever asks the store now waits for the writer
        countOwn(m_status, m_setup.replica);
    m_setup.onStatus(m_status, m_token, {m_events.begin(), m_events.end()});
}

void countOwn(SyncStatus& status, storage::Replica& replica)
{
    const auto counts = replica.counts();
    if (!counts)
        return;
    status.waiting = counts->waiting;
    status.atHub = counts->atHub;
    status.rejected = counts->rejected;
    status.decisions = counts->alternatives;
}

void Syncer::listen()
{
    std::vector<domain::ScopeId> readable;
    if (const auto scopes = m_setup.replica.scopes())
        for (const sync::HeldScope& scope : *scopes)
            if (scope.roles != 0)
                readable.push_back(scope.scope);
    if (m_listening && readable == m_heard)
        return;
    m_peer.stopListening(); // the server fixed what it tells when the stream was opened
    m_heard = std::move(readable);
    m_listening = true;
    m_peer.listen(
        "/v1/poke", m_token, [this](const std::string&) { schedule(afterPokeMs); }, [this] { m_listening = false; });
}

/// Fills the text index while nothing else is going on, and then moves the write-ahead log into the file.
void Syncer::fillIndex()
{
    storage::SearchIndex index(m_setup.replica.writer());
    base::Result<bool> more = false;
    {
        const std::lock_guard lock(m_setup.replica.mutex());
        more = index.step(indexRows);
    }
    if (!more)
        note(describe(more.error()));
    if (more && *more)
        return;
    m_indexing.stop();
    if (const auto moved = m_setup.replica.checkpoint(); !moved)
        note(describe(moved.error()));
    m_setup.onData(); // a search shown as unfinished may be complete now
}

} // namespace staffroom::node
