// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/http_peer.h"
#include "core/node/arriving.h"
#include "core/node/corrected_clock.h"
#include "core/node/desktop.h"
#include "core/storage/replica.h"
#include "core/sync/renewal.h"

#include <QObject>
#include <QSemaphore>
#include <QThreadPool>
#include <QTimer>

#include <deque>

namespace staffroom::node {

/// What waits here, was rejected or has to be decided; as it was where the store can't be read.
void countOwn(SyncStatus& status, storage::Replica& replica);

/// Drives sync sessions of one replica: when asked, soon after an edit, when the server says that something moved, and
/// now and then. Lives on a thread of its own with an event loop; the callbacks come on that thread.
class Syncer
{
public:
    struct Setup
    {
        storage::Replica& replica;
        sync::Session::Identity identity;
        base::KeyPair device;
        QUrl address; ///< the server's, or that of a school's hub
        CorrectedClock& clock;
        std::function<void(const SyncStatus&, const base::Bytes& token, const std::vector<SyncEvent>&)> onStatus;
        std::function<void()> onData;
        std::function<void()> onLeft; ///< a scope was left: what lies beside the store may belong to it
        std::function<base::Result<base::KeyPair>()> beginKey; ///< durable when it returns, the same until it is taken
        std::function<base::Result<void>()> takeKey;           ///< the store belongs to it now
        std::function<void()> notKnown; ///< the server doesn't know this PC, or is another one than before
        bool automatic = true;
        SyncStatus status; ///< as an earlier start left it
    };
    /// Where the store keeps what outlives the program.
    static constexpr std::string_view lastSyncedName = "last-synced", arrivalsName = "arrivals";

    explicit Syncer(Setup setup);

    void sync();
    void setPaused(bool paused);
    /// Talks to that one from now on; gives up what is under way with the one before.
    void setAddress(const QUrl& address);
    void edited();
    /// A line for the list of events.
    void note(std::string text);

private:
    void giveUp();
    void step(const sync::Next& next);
    void finish(const std::optional<base::Error>& error, bool complete);
    bool beginRenewal(const base::Error& why);
    void renewed(const sync::Next& end);
    void beginSession();
    void report(bool always);
    void schedule(std::int64_t ms);
    void listen();
    void fillIndex();
    void takeArrivals(bool ended);
    void takeMeanwhile();
    void waitForTaking();

    Setup m_setup;
    Arriving m_arriving; ///< the store that the session sees
    net::HttpPeer m_peer;
    std::unique_ptr<sync::Session> m_session;
    bool m_taking = false; ///< the session's meanwhile() has begun, and nobody has waited for its end
    QSemaphore m_taken;    ///< it has ended
    QThreadPool m_writing; ///< the one thread that does it; goes before the session
    std::unique_ptr<sync::Renewal> m_renewal; ///< after that session found a copy of this profile
    std::optional<base::KeyPair> m_next;      ///< its key
    bool m_renewalTried = false;              ///< in this sync: once is enough
    std::uint64_t m_generation = 0;           ///< of the session; answers to an earlier one are ignored
    bool m_again = false;
    bool m_paused = false;
    bool m_listening = false;
    std::vector<domain::ScopeId> m_heard; ///< the scopes that the stream was opened for
    int m_failures = 0;
    base::Bytes m_token;
    std::optional<sync::HubCertificate> m_hub; ///< that the token is for; nothing: the server
    SyncStatus m_status;
    std::uint64_t m_announced = 0; ///< records received when the pages were last told
    std::int64_t m_reportedAt = 0;
    std::int64_t m_arrivingBytes = 0; ///< of the answer under way
    std::deque<SyncEvent> m_events;
    QObject m_context; ///< what is queued for this object goes with it
    QTimer m_timer;
    QTimer m_soon; ///< tells what wasn't told because something was a moment before
    QTimer m_indexing;
};

} // namespace staffroom::node
