// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/edit_queue.h"

#include "core/sync/tuning.h"

namespace staffroom::ctl {

namespace {

constexpr std::size_t editsACommit = 400;
constexpr std::size_t bytesACommit = sync::tuning::pageBytes / 2;

} // namespace

base::Result<void> EditQueue::add(domain::Edit edit)
{
    std::size_t bytes = 0;
    for (const auto& [field, value] : edit.fields)
        bytes += value.item().size();
    if (!m_edits.empty() && (m_edits.size() >= editsACommit || m_bytes + bytes > bytesACommit))
        STAFFROOM_TRY(flush());
    m_bytes += bytes;
    m_edits.push_back(std::move(edit));
    return {};
}

base::Result<void> EditQueue::add(std::vector<domain::Edit> edits)
{
    for (domain::Edit& edit : edits)
        STAFFROOM_TRY(add(std::move(edit)));
    return {};
}

base::Result<void> EditQueue::flush()
{
    if (m_edits.empty())
        return {};
    STAFFROOM_TRY(m_store.commit(m_edits));
    m_committed += m_edits.size();
    m_edits.clear();
    m_bytes = 0;
    return {};
}

} // namespace staffroom::ctl
