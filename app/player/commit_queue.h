// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/content/player_protocol.h"

#include <cstdint>
#include <map>
#include <vector>

namespace staffroom::player {

using Commit = content::player::Commit;

/// Commits on their way to the desktop. Each is kept until it is acknowledged and sent again when that takes too long.
class CommitQueue
{
public:
    /// Long enough for a slow disk's transaction, short against the guard when leaving.
    static constexpr std::int64_t resendAfterMs = 700;

    void startAt(std::uint64_t nextSeq) { m_next = nextSeq; }
    /// Numbers the commit and takes it in.
    void add(Commit commit);
    /// Those never sent, and those whose acknowledgement is late; they count as sent now.
    std::vector<Commit> due(std::int64_t nowMs);
    void acknowledge(std::uint64_t seq) { m_waiting.erase(seq); }
    std::size_t unacknowledged() const { return m_waiting.size(); }

private:
    struct Waiting
    {
        Commit commit;
        std::int64_t sentMs = -1;
    };
    std::map<std::uint64_t, Waiting> m_waiting;
    std::uint64_t m_next = 1;
};

} // namespace staffroom::player
