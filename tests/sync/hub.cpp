// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sync/hub.h"

#include "tests/sync/exchange.h"

namespace staffroom::test {

namespace {

void copyFolder(const std::filesystem::path& from, const std::filesystem::path& to)
{
    std::filesystem::remove_all(to);
    std::filesystem::copy(from, to, std::filesystem::copy_options::recursive);
}

} // namespace

Hub::Hub(School& school, std::string name)
    : m_school(school),
      m_key(base::KeyPair::make(school.random())),
      m_id(school.id()),
      m_folder(std::make_unique<TemporaryFolder>(TemporaryFolder::Place::memory)),
      m_log(m_logText, school.clock(), base::LogLevel::error)
{
    must(school.store().addHub({m_id, std::move(name), school.id()},
                               {base::incarnationOf(m_key.publicKey()), m_key.publicKey(), m_id, false}, 0));
    restart();
}

Hub::~Hub() = default;

void Hub::join(const RecordId& person)
{
    must(m_school.store().setHubMember(m_id, person, true));
}

void Hub::leave(const RecordId& person)
{
    must(m_school.store().setHubMember(m_id, person, false));
}

void Hub::close()
{
    m_api.reset();
    m_store.reset();
}

void Hub::restart()
{
    close();
    m_store = must(storage::HubStore::open(
        {m_folder->path(), m_key, m_school.store().id(), m_school.store().key().publicKey(), m_school.clock()}));
    m_api = std::make_unique<server::HubApi>(*m_store, *this, m_poke, m_school.clock(), m_school.random(), m_log);
}

void Hub::backUp(const std::filesystem::path& to)
{
    close();
    copyFolder(m_folder->path(), to);
    restart();
}

void Hub::restore(const std::filesystem::path& from)
{
    close();
    copyFolder(from, m_folder->path());
    restart();
}

void Hub::replace()
{
    close();
    m_folder = std::make_unique<TemporaryFolder>(TemporaryFolder::Place::memory);
    m_token.clear();
    restart();
}

std::optional<sync::Response> Hub::ask(const sync::Request& request)
{
    if (!linked)
        return sync::Response{0, {}, {base::ErrorCode::hostUnreachable, "asking", request.path}, 0, 0};
    return m_school.exchange(request);
}

SyncEnd Hub::exchange(const Wire& wire)
{
    ++m_exchanges.begun;
    sync::RelaySession session(
        *m_store, {base::incarnationOf(m_key.publicKey()), m_school.store().id(), m_school.store().key().publicKey()},
        m_key, m_token, m_questions);
    SyncEnd end;
    const auto last =
        carry(session, m_school.clock(), wire, end, [this](const sync::Request& asked) { return *ask(asked); });
    if (last) {
        end.error = last->error;
        end.complete = last->complete;
    }
    end.notes = session.notes();
    m_token = session.token();
    server::endLostStreams(*m_store, m_poke);
    m_exchanges.linked = linked;
    if (end.complete)
        m_exchanges.lastGood = m_exchanges.begun;
    return end;
}

sync::Response Hub::answer(const sync::Request& request)
{
    return test::exchange(*m_api, request);
}

Wire Hub::wire(Wire more)
{
    more.answer = [this](const sync::Request& request) { return answer(request); };
    return more;
}

} // namespace staffroom::test
