// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/community/community.h"

namespace staffroom::community {

using domain::Edit;
using domain::Kind;
using domain::ScopeId;
using domain::ScopeType;
using domain::Value;
namespace f = domain::field;

namespace {

bool blank(const std::string& text)
{
    return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

base::Error empty(std::string_view what)
{
    return {base::ErrorCode::invalidArgument, "posting", "no " + std::string(what)};
}

} // namespace

Result<RecordId> Community::post(const RecordId& group, const std::string& title, const std::string& body)
{
    if (blank(title))
        return empty("title");
    if (blank(body))
        return empty("text");
    const RecordId id = m_ids.record();
    const Edit edit{id,
                    Kind::post,
                    ScopeId(ScopeType::group, group),
                    {{f::post::author, Value::id(m_person)},
                     {f::post::title, Value::text(title)},
                     {f::post::body, Value::text(body)},
                     {f::post::created, Value::integer(m_clock.wallMs())}}};
    STAFFROOM_TRY(m_journal.commit(std::span(&edit, 1)));
    STAFFROOM_TRY(m_drafts.saveDraft(group, {}));
    return id;
}

Result<RecordId> Community::reply(const RecordId& thread, const std::optional<RecordId>& to, const std::string& body)
{
    if (blank(body))
        return empty("text");
    const auto detail = m_reads.thread(m_person, thread);
    if (!detail)
        return detail.error();
    if (!*detail)
        return base::Error{base::ErrorCode::notFound, "replying", "no such thread: " + thread.text()};
    const RecordId id = m_ids.record();
    const Edit edit{id,
                    Kind::reply,
                    ScopeId(ScopeType::group, (*detail)->thread.group),
                    {{f::reply::author, Value::id(m_person)},
                     {f::reply::thread, Value::id(thread)},
                     {f::reply::to, Value::id(to.value_or(thread))},
                     {f::reply::body, Value::text(body)},
                     {f::reply::created, Value::integer(m_clock.wallMs())}}};
    STAFFROOM_TRY(m_journal.commit(std::span(&edit, 1)));
    STAFFROOM_TRY(m_drafts.saveDraft(thread, {}));
    return id;
}

Result<void> Community::setDeleted(const RecordId& group, const RecordId& message, bool isReply, bool deleted)
{
    const Edit edit{message,
                    isReply ? Kind::reply : Kind::post,
                    ScopeId(ScopeType::group, group),
                    {{f::deleted, Value::boolean(deleted)}}};
    return m_journal.commit(std::span(&edit, 1));
}

Result<void> Community::markRead(const RecordId& thread, std::int64_t until)
{
    const std::string name = "read/" + thread.text();
    const Edit edit{domain::preferenceId(m_person, name),
                    Kind::preference,
                    ScopeId(ScopeType::personPrivate, m_person),
                    {{f::preference::name, Value::text(name)}, {f::preference::value, Value::integer(until)}}};
    return m_journal.commit(std::span(&edit, 1));
}

} // namespace staffroom::community
