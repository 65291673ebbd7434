// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/player/commit_queue.h"

namespace staffroom::player {

void CommitQueue::add(Commit commit)
{
    commit.seq = m_next++;
    m_waiting.emplace(commit.seq, Waiting{std::move(commit)});
}

std::vector<Commit> CommitQueue::due(std::int64_t nowMs)
{
    std::vector<Commit> commits;
    for (auto& [seq, waiting] : m_waiting) {
        if (waiting.sentMs >= 0 && nowMs - waiting.sentMs < resendAfterMs)
            continue;
        waiting.sentMs = nowMs;
        commits.push_back(waiting.commit);
    }
    return commits;
}

} // namespace staffroom::player
