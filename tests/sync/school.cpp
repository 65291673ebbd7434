// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sync/school.h"

#include "core/sync/serving.h"
#include "core/sync/tuning.h"
#include "tests/sync/exchange.h"

#include <fstream>
#include <map>

namespace staffroom::test {

School::School(std::uint64_t seed)
    : m_random(seed),
      m_ids(m_clock, m_random),
      m_log(m_logText, m_clock, base::LogLevel::error)
{
    m_store = must(storage::SqliteCentral::open({m_folder.path(), m_clock, m_random}, true));
    m_api = std::make_unique<server::Api>(*m_store, m_poke, m_clock, m_random, m_log);
}

void School::restart()
{
    m_api.reset();
    m_store.reset();
    m_store = must(storage::SqliteCentral::open({m_folder.path(), m_clock, m_random}, false));
    m_api = std::make_unique<server::Api>(*m_store, m_poke, m_clock, m_random, m_log);
}

void School::closed(const std::function<void(const std::filesystem::path& folder)>& work)
{
    m_api.reset();
    m_store.reset();
    work(m_folder.path());
    restart();
}

void Pc::closed(const std::function<void(const std::filesystem::path& folder)>& work)
{
    m_replica.reset();
    work(m_folder.path());
    restart();
}

namespace {

void copyAll(const std::filesystem::path& from, const std::filesystem::path& to)
{
    for (const auto& entry : std::filesystem::directory_iterator(to))
        std::filesystem::remove_all(entry.path());
    std::filesystem::copy(from, to, std::filesystem::copy_options::recursive);
}

} // namespace

School::Backup School::backup()
{
    auto copy = std::make_shared<TemporaryFolder>(TemporaryFolder::Place::memory);
    m_api.reset();
    m_store.reset();
    copyAll(m_folder.path(), copy->path());
    restart();
    return copy;
}

void School::restore(const Backup& backup)
{
    m_api.reset();
    m_store.reset();
    copyAll(backup->path(), m_folder.path());
    restart();
    must(m_store->beginLife(m_random));
}

void School::makeAnew(bool inPlace)
{
    const base::StoreId id = inPlace ? m_store->id() : m_ids.make<base::StoreId>();
    m_api.reset();
    m_store.reset();
    for (const auto& entry : std::filesystem::directory_iterator(m_folder.path()))
        std::filesystem::remove_all(entry.path());
    m_store = must(storage::SqliteCentral::open({m_folder.path(), m_clock, m_random, id}, true));
    m_api = std::make_unique<server::Api>(*m_store, m_poke, m_clock, m_random, m_log);
}

RecordId School::person()
{
    const RecordId id = m_ids.record();
    allow(id, {ScopeType::personWork, id}, domain::only(domain::Role::owner));
    allow(id, {ScopeType::personPrivate, id}, domain::only(domain::Role::owner));
    return id;
}

void School::allow(const RecordId& person, const ScopeId& scope, domain::Roles roles)
{
    must(m_store->setRoles(person, scope, roles));
}

std::unique_ptr<Pc> School::pc(const RecordId& person, std::int64_t wallMs)
{
    const base::KeyPair key = base::KeyPair::make(m_random);
    must(m_store->addDevice({base::incarnationOf(key.publicKey()), key.publicKey(), person, false}, "PC", 0));
    return std::make_unique<Pc>(*this, person, key, wallMs);
}

sync::Response School::exchange(const sync::Request& request)
{
    return test::exchange(*m_api, request);
}

Pc::Pc(School& school, const RecordId& person, base::KeyPair key, std::int64_t wallMs)
    : m_school(school),
      m_person(person),
      m_server(school.store().id()),
      m_serverKey(school.store().key().publicKey()),
      m_key(key),
      m_clock(wallMs),
      m_random(school.random().next64()),
      m_ids(m_clock, m_random)
{
    restart();
}

void Pc::restart()
{
    m_replica.reset();
    m_replica = must(storage::Replica::open({m_folder.path(), m_key, m_server, m_serverKey, m_clock, m_next}));
    if (m_next && m_replica->incarnation() == base::incarnationOf(m_next->publicKey()))
        m_key = *std::exchange(m_next, std::nullopt);
}

Pc::Image Pc::image()
{
    Image image{std::make_shared<TemporaryFolder>(TemporaryFolder::Place::memory), m_key, m_next};
    must(m_replica->checkpoint());
    std::filesystem::copy(m_folder.path(), image.folder->path(),
                          std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
    return image;
}

void Pc::restore(const Image& image)
{
    m_replica.reset();
    for (const auto& entry : std::filesystem::directory_iterator(m_folder.path()))
        std::filesystem::remove_all(entry.path());
    std::filesystem::copy(image.folder->path(), m_folder.path(),
                          std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
    m_key = image.key;
    m_next = image.next;
    restart();
}

void Pc::enrolAgain()
{
    const sync::Device device{m_replica->incarnation(), m_key.publicKey(), m_person, false};
    must(m_school.store().addDevice(device, "PC", 0));
    must(sync::takeEarlierNames(m_school.store(), device, "PC", must(m_replica->introduceEarlier()), 0));
    REQUIRE(m_school.store().id() == m_server);
    m_serverKey = m_school.store().key().publicKey();
    restart();
}

std::unique_ptr<Pc> Pc::clone()
{
    auto other = std::make_unique<Pc>(m_school, m_person, m_key, m_clock.wallMs());
    other->restore(image());
    return other;
}

base::Result<void> Pc::write(const RecordId& id, Kind kind, const ScopeId& scope,
                             std::vector<std::pair<domain::FieldNo, Value>> fields)
{
    m_clock.advance(1'000);
    const domain::Edit edit{id, kind, scope, std::move(fields)};
    return m_replica->commit({&edit, 1});
}

RecordId Pc::post(const ScopeId& group, std::string_view body)
{
    const RecordId id = m_ids.record();
    must(write(id, Kind::post, group,
               {{domain::field::post::author, Value::id(m_person)},
                {domain::field::post::title, Value::text("备课")},
                {domain::field::post::body, Value::text(body)}}));
    return id;
}

sync::RecordState Pc::state(const RecordId& id)
{
    storage::Records records(m_replica->writer());
    auto row = must(records.find(id));
    return row ? std::move(row->state) : sync::RecordState();
}

std::string Pc::text(const RecordId& id, domain::FieldNo field)
{
    const sync::RecordState found = state(id);
    const sync::LiveWrite* write = found.shown(field);
    return write ? std::string(domain::textOf(write->item).value_or("")) : std::string();
}

sync::Cursor Pc::cursor(const ScopeId& scope)
{
    for (const sync::HeldScope& held : must(m_replica->scopes()))
        if (held.scope == scope)
            return held.cursor;
    return {};
}

template <typename Talk>
std::optional<sync::Next> Pc::talk(Talk& talk, const Wire& wire, SyncEnd& end)
{
    return carry(talk, m_clock, wire, end, [&](const sync::Request& request) {
        if (request.path == "/v1/heads")
            m_question = must(sync::decodeHeadsRequest(must(sync::unwrap(request.body))));
        return wire.answer ? wire.answer(request) : m_school.exchange(request);
    });
}

SyncEnd Pc::sync(const Wire& wire)
{
    SyncEnd end;
    for (;;) {
        const sync::Session::Identity identity{m_replica->incarnation(), m_server, m_serverKey};
        sync::Session session(*m_replica, identity, m_key, {});
        const auto last = talk(session, wire, end);
        if (!last)
            return end;
        end.error = last->error;
        end.complete = last->complete;
        end.notes = session.notes();
        m_asOf = session.asOf();
        if (!end.error || end.error->code != base::ErrorCode::forked || end.renewals > 0)
            return end;
        if (!m_next)
            m_next = base::KeyPair::make(m_random);
        sync::Renewal renewal(*m_replica, identity, m_key, *m_next, "PC");
        const auto renewed = talk(renewal, wire, end);
        if (!renewed)
            return end;
        end.error = renewed->error;
        if (end.error)
            return end;
        ++end.renewals;
        end.renewed = renewal.renewed();
        if (wire.dropAfterRenewal) {
            end.dropped = true;
            return end;
        }
        m_key = *std::exchange(m_next, std::nullopt);
    }
}

void Pc::mustSync()
{
    const SyncEnd end = sync();
    if (end.error)
        FAIL(describe(*end.error));
}

void requireLevel(School& school, std::initializer_list<Pc*> pcs)
{
    std::map<ScopeId, sync::Hash> server;
    for (const storage::SqliteCentral::ScopeReport& report : must(school.store().digests()))
        server[report.scope] = report.digest;
    int number = 0;
    for (Pc* pc : pcs) {
        ++number;
        for (const auto& [scope, digest] : must(pc->replica().digests())) {
            INFO("PC " << number << ", " << scope.text());
            REQUIRE(digest == server[scope]);
        }
    }
    must(school.store().verifyLogs());
}

} // namespace staffroom::test
