// SPDX-License-Identifier: GPL-3.0-or-later
// The read models of threads (posts, replies) and of how far somebody has read in them.
#include "core/storage/read_models.h"
#include "core/storage/record_fields.h"
#include "staffroom_sql.h"

namespace staffroom::storage {

namespace {

namespace f = domain::field;
namespace s = sql::read_models;

constexpr std::string_view readMarker = "read/";

} // namespace

void ReadModels::writePost(const MergedRecord& record, bool isNew)
{
    const RecordFields fields(record);
    const base::BytesView corrects = fields.id(f::post::corrects);
    if (record.deleted && record.fields.empty()) { // it shows nothing, not even whose thread this was
        if (!isNew)
            m_database.query(s::remove_post).integer(record.rid).run();
        return;
    }
    {
        // A deleted opening post stays as a row without text: its replies are still worth reading.
        Query query = m_database.query(isNew ? s::post : s::replace_post);
        query.integer(record.rid).integer(record.sid).integer(fields.integer(f::post::created));
        query.integer(corrects.empty() && !record.deleted ? 1 : 0).integer(record.deleted ? 1 : 0);
        query.lentBlob(fields.id(f::post::author)).lentBlob(record.id.view());
        bindId(query, corrects);
        query.lentText(fields.text(f::post::title));
        query.lentText(record.deleted ? std::string_view() : fields.text(f::post::body));
        query.run();
    }
    if (!isNew || isAnswered(record.id, record.sid)) // replies may have come before
        recountThread(record.id.view(), record.sid);
}

void ReadModels::beginAdding(std::int64_t sid, const base::RecordId& from, const base::RecordId& to)
{
    m_adding = Adding{sid, from, to, {}};
    Query query = m_database.query(s::answered_between);
    query.integer(sid).blob(from.view()).blob(to.view());
    while (query.step())
        if (const auto thread = base::RecordId::fromBytes(query.asBytes(0)))
            m_adding->answered.insert(*thread);
}

bool ReadModels::isAnswered(const base::RecordId& thread, std::int64_t sid)
{
    if (m_adding && m_adding->sid == sid && m_adding->from < thread && !(m_adding->to < thread))
        return m_adding->answered.contains(thread);
    Query query = m_database.query(s::last_reply);
    return query.blob(thread.view()).integer(sid).step();
}

void ReadModels::writeReply(const MergedRecord& record, bool isNew)
{
    const RecordFields fields(record);
    const base::BytesView thread = fields.id(f::reply::thread);
    const base::BytesView corrects = fields.id(f::reply::corrects);
    base::Bytes before;
    if (!isNew) {
        Query query = m_database.query(s::thread_of_reply);
        if (query.integer(record.rid).step())
            before = query.asBytes(0);
    }
    bool inserted = false;
    if (!record.deleted) {
        Query query = m_database.query(isNew ? s::reply : s::replace_reply);
        query.integer(record.rid).integer(record.sid).integer(fields.integer(f::reply::created));
        query.blob(fields.id(f::reply::author)).blob(thread);
        bindId(query, fields.id(f::reply::to));
        bindId(query, corrects);
        query.lentText(fields.text(f::reply::body));
        inserted = query.run() > 0;
    } else if (!isNew) {
        m_database.query(s::remove_reply).integer(record.rid).run();
    }
    if (m_adding && inserted && m_adding->sid == record.sid)
        if (const auto answered = base::RecordId::fromBytes(thread))
            m_adding->answered.insert(*answered);
    if (isNew) {
        if (inserted && corrects.empty() && !thread.empty())
            m_database.query(s::add_reply)
                .blob(thread)
                .integer(record.sid)
                .integer(fields.integer(f::reply::created))
                .blob(fields.id(f::reply::author))
                .run();
        return;
    }
    recountThread(thread, record.sid);
    if (!before.empty() && before != thread)
        recountThread(before, record.sid);
}

void ReadModels::recountThread(base::BytesView thread, std::int64_t sid)
{
    std::int64_t rid = 0;
    std::int64_t latest = 0;
    base::Bytes author;
    {
        Query post = m_database.query(s::post_of_thread);
        if (!post.blob(thread).integer(sid).step())
            return; // it counts when it comes
        rid = post.asInteger(0);
        latest = post.asInteger(1);
        author = post.asBytes(2);
    }
    std::int64_t replies = 0;
    {
        Query count = m_database.query(s::count_replies);
        if (count.blob(thread).integer(sid).step())
            replies = count.asInteger(0);
    }
    if (replies > 0) {
        Query last = m_database.query(s::last_reply);
        last.blob(thread).integer(sid).step();
        if (std::pair(last.asInteger(0), last.asBytes(1)) > std::pair(latest, std::string_view(author))) {
            latest = last.asInteger(0);
            author = last.asBytes(1);
        }
    }
    m_database.query(s::set_thread).integer(rid).integer(latest).blob(author).integer(replies).run();
}

void ReadModels::writePreference(const MergedRecord& record, bool isNew)
{
    const RecordFields fields(record);
    if (!isNew) { // its name may have changed sides
        m_database.query(s::remove_preference).integer(record.rid).run();
        m_database.query(s::remove_read_marker).integer(record.rid).run();
    }
    if (record.deleted)
        return;
    const std::string_view name = fields.text(f::preference::name);
    if (name.starts_with(readMarker))
        if (const auto thread = base::RecordId::fromText(name.substr(readMarker.size()))) {
            m_database.query(s::read_marker)
                .integer(record.rid)
                .integer(record.sid)
                .blob(thread->view())
                .integer(fields.integer(f::preference::value))
                .run();
            return;
        }
    m_database.query(s::preference)
        .integer(record.rid)
        .integer(record.sid)
        .text(name)
        .blob(fields.item(f::preference::value))
        .run();
}

} // namespace staffroom::storage
