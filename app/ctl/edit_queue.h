// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/central.h"

namespace staffroom::ctl {

/// Gathers edits and commits them in pieces. A commit becomes one log entry a scope, and a page carries entries whole:
/// so a piece is bounded in number and in bytes.
class EditQueue
{
public:
    explicit EditQueue(storage::SqliteCentral& store) : m_store(store) {}

    base::Result<void> add(domain::Edit edit);
    base::Result<void> add(std::vector<domain::Edit> edits);
    base::Result<void> flush();
    std::size_t committed() const { return m_committed; }

private:
    storage::SqliteCentral& m_store;
    std::vector<domain::Edit> m_edits;
    std::size_t m_bytes = 0;
    std::size_t m_committed = 0;
};

} // namespace staffroom::ctl
