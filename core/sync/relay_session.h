// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/sync/relay_store.h"
#include "core/sync/session.h"

namespace staffroom::sync {

/// One exchange of a hub with the server: members' batches up; grants, verdicts, pages and snapshots down. Does no I/O
/// of its own, as Session; can be dropped at any moment.
class RelaySession
{
public:
    /// token: of an earlier session, or empty; random: for questions that nobody foresees.
    RelaySession(RelayStore& store, const Session::Identity& identity, const base::KeyPair& hub, Bytes token,
                 base::Random& random);

    Next start();
    Next resume();
    Next answered(const Response& response);

    const Progress& progress() const { return m_progress; }
    const Bytes& token() const { return m_token; }
    /// The server's time of its last signed word; 0 where none came.
    std::int64_t serverMs() const { return m_serverMs; }
    /// What was passed over on the way.
    const std::vector<base::Error>& notes() const { return m_notes; }

    /// Scopes in which something came: pages, or words on what members wrote.
    const std::vector<ScopeId>& moved() const { return m_moved; }

private:
    enum class Step { challenge, authenticate, push, grants, verdicts, pull, manifest, segment };

    Next send(Step step, Request request);
    Next fail(base::Error error);
    Next passOver(const base::Error& error);
    Next notTaken(const base::Error& error);
    Next refusedWith(const Response& response);
    Next askForChallenge();
    Next takeChallenge(BytesView body);
    Next takeToken(BytesView body);
    Next pushNext();
    Next takeVerdicts(BytesView body);
    Next askForGrants(const IncarnationId& after);
    Next takeGrants(BytesView body);
    Next askForVerdicts();
    Next pullFirst();
    Next pullNext();
    Next takePage(BytesView body);
    Next snapshotNext();
    Next takeManifest(BytesView body);
    Next takeSegment(BytesView compressed);

    RelayStore& m_store;
    Session::Identity m_identity;
    const base::KeyPair& m_hub;
    base::Random& m_random;
    Bytes m_token;
    Bytes m_challenge;
    std::int64_t m_serverMs = 0;

    Step m_step = Step::push;
    Request m_request;
    int m_tries = 0;
    int m_authentications = 0;
    int m_manifests = 0; ///< asked for while fetching one snapshot: the server may make a new one meanwhile
    std::size_t m_requestBytes;
    std::vector<Bytes> m_pushed;             ///< the batches under way
    std::vector<VerdictQuestion> m_askedFor; ///< the questions under way, or answered last
    IncarnationId m_after;                   ///< in the question for grants under way
    Bytes m_question;                        ///< in it too
    std::deque<RelayScope> m_toPull;
    std::set<ScopeId> m_anew; ///< scopes whose log was dropped: once each
    Progress m_progress;
    std::vector<base::Error> m_notes;
    std::vector<ScopeId> m_moved;
    std::optional<base::Error> m_toTell;
};

} // namespace staffroom::sync
