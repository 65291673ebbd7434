// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/community/community.h"
#include "core/storage/database.h"

#include <mutex>

namespace staffroom::storage {

/// community::Drafts in the table draft: written through the one writer, under the lock that all who use it share.
class Drafts final : public community::Drafts
{
public:
    Drafts(Database& writer, std::mutex& writing) : m_writer(writer), m_writing(writing) {}
    Result<Draft> draft(const base::RecordId& place) const override;
    Result<void> saveDraft(const base::RecordId& place, const Draft& draft) override;

private:
    Database& m_writer;
    std::mutex& m_writing;
};

} // namespace staffroom::storage
