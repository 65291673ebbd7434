// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/drafts.h"

#include "core/storage/rows.h"
#include "staffroom_sql.h"

namespace staffroom::storage {

Result<Drafts::Draft> Drafts::draft(const base::RecordId& place) const
{
    const std::lock_guard lock(m_writing);
    return guarded("reading a draft", [&] {
        Query query = m_writer.query(sql::drafts::get);
        return query.blob(place.view()).step() ? Draft{textAt(query, 0), textAt(query, 1)} : Draft{};
    });
}

Result<void> Drafts::saveDraft(const base::RecordId& place, const Draft& draft)
{
    const std::lock_guard lock(m_writing);
    return guarded("keeping a draft", [&] {
        m_writer.setDurable(true);
        if (draft.title.empty() && draft.body.empty())
            m_writer.query(sql::drafts::remove).blob(place.view()).run();
        else
            m_writer.query(sql::drafts::set).blob(place.view()).text(draft.title).text(draft.body).run();
    });
}

} // namespace staffroom::storage
