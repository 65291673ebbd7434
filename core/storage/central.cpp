// SPDX-License-Identifier: GPL-3.0-or-later
// Opening, accounts, rights and reading. Batches are judged in central_take.cpp, snapshots made in
// central_snapshot.cpp.
#include "core/storage/central.h"

#include "core/base/files.h"
#include "core/domain/login.h"
#include "staffroom_sql.h"

namespace staffroom::storage {

namespace {

base::KeyPair writerKey(const base::KeyPair& key, base::BytesView life)
{
    const sync::Hash seed = base::Hasher().add("staffroom-life").add(key.seed()).add(life).finish();
    return base::KeyPair::fromSeed(seed.view()).value_or(key);
}

/// Why the folder can't be used, and what to do: most often it is another user's.
base::Error notOurs(const std::filesystem::path& folder, const std::error_code& failed)
{
    return {
        base::ErrorCode::storageFailed, "opening the server's store", folder.string() + ": " + failed.message(),
        "check the disk and the permissions of the folder: it must belong to the user that runs this (of the package: "
        "sudo chown -R staffroom: " +
            folder.string() + ", and sudo -u staffroom before staffroomctl)"};
}

} // namespace

SqliteCentral::SqliteCentral(const Setup& setup, std::unique_ptr<ProfileLock> lock, std::unique_ptr<Database> writer,
                             std::unique_ptr<Database> reader)
    : m_folder(setup.folder),
      m_clock(setup.clock),
      m_lock(std::move(lock)),
      m_writer(std::move(writer)),
      m_reader(std::move(reader)),
      m_records(*m_writer),
      m_key(base::KeyPair::make(setup.random)),
      m_writerKey(m_key),
      m_time(setup.clock, 0)
{
}

Result<std::unique_ptr<SqliteCentral>> SqliteCentral::open(const Setup& setup, bool create)
{
    const std::filesystem::path file = setup.folder / "server.db";
    std::error_code failed;
    if (!create && !std::filesystem::exists(file, failed))
        return Error{ErrorCode::notFound, "opening the server's store", file.string() + " isn't there",
                     "check the folder behind --data; \"staffroomctl init --data " + setup.folder.string() +
                         " --name NAME\" makes a new store"};
    for (const char* name : {"snapshots", "blobs"})
        std::filesystem::create_directories(setup.folder / name, failed);
    if (failed)
        return notOurs(setup.folder, failed);
    // The signing key and the passwords' hashes are in it.
    std::filesystem::permissions(setup.folder, std::filesystem::perms::owner_all, failed);
    if (failed)
        return notOurs(setup.folder, failed);
    auto lock = ProfileLock::take(setup.folder);
    if (!lock)
        return lock.error();
    auto writer = Database::openWriter(file);
    if (!writer)
        return writer.error();
    auto reader = Database::openReader(file);
    if (!reader)
        return reader.error();
    std::unique_ptr<SqliteCentral> store(
        new SqliteCentral(setup, *std::move(lock), *std::move(writer), *std::move(reader)));
    STAFFROOM_TRY(store->load(setup, create));
    base::removeUnfinished(setup.folder / "snapshots");
    return store;
}

Result<void> SqliteCentral::load(const Setup& setup, bool create)
{
    return inTransaction("opening the server's store", [&]() -> Result<void> {
        if (!m_records.meta("store-id")) {
            if (!create) // served as a new one it would refuse everybody, and its PCs would refuse it
                return Error{
                    ErrorCode::storageDamaged, "opening the server's store",
                    "server.db has no county in it; a copy that isn't whole looks like this",
                    "put the last backup in its place (\"staffroomctl restored\" comes after); of a new server move "
                    "server.db aside and make the county with \"staffroomctl init --data DIR --name NAME\""};
            m_records.setMeta("store-id",
                              setup.id.value_or(base::IdMaker(m_clock, setup.random).make<base::StoreId>()).view());
            m_records.setMeta("key-seed", m_key.seed());
            m_records.setMeta("epoch", "1");
        }
        const auto id = base::StoreId::fromBytes(m_records.meta("store-id").value_or(""));
        const auto key = base::KeyPair::fromSeed(m_records.meta("key-seed").value_or(""));
        if (!id || !key)
            return Error{ErrorCode::storageDamaged, "opening the server's store", "its id or key is missing"};
        m_id = *id;
        m_key = m_writerKey = *key;
        if (const auto life = m_records.meta("life"))
            m_writerKey = writerKey(m_key, *life);
        m_epoch = std::strtoull(m_records.meta("epoch").value_or("1").c_str(), nullptr, 10);
        return {};
    });
}

Result<void> SqliteCentral::beginLife(base::Random& random)
{
    const base::Bytes life = random.bytes(16);
    STAFFROOM_TRY(inTransaction("beginning to write under another name", [&]() -> Result<void> {
        m_records.setMeta("life", life);
        return {};
    }));
    m_writerKey = writerKey(m_key, life);
    return {};
}

Result<std::optional<sync::LoginAccount>> SqliteCentral::account(std::string_view login)
{
    return reading("looking an account up", [&]() -> std::optional<sync::LoginAccount> {
        const auto named = [this](std::string_view name) -> std::optional<sync::LoginAccount> {
            Query query = m_reader->query(sql::central::account_by_login);
            if (!query.text(name).step())
                return std::nullopt;
            return sync::LoginAccount{RecordId::fromBytes(query.asBytes(0)).value_or(RecordId()), std::string(name),
                                      std::string(query.asBytes(1)), std::string(query.asBytes(2))};
        };
        if (auto exact = named(login))
            return exact;
        const std::string folded = domain::foldedLogin(login);
        if (auto meant = named(folded))
            return meant;
        // A store of before may hold logins with capitals; where two come to the same, none is meant.
        std::optional<std::string> found;
        Query logins = m_reader->query(sql::central::account_logins);
        while (logins.step()) {
            std::string one(logins.asBytes(0));
            if (domain::foldedLogin(one) != folded)
                continue;
            if (found)
                return std::nullopt;
            found = std::move(one);
        }
        return found ? named(*found) : std::nullopt;
    });
}

Result<void> SqliteCentral::setAccount(const sync::LoginAccount& account)
{
    return inTransaction("saving an account", [&]() -> Result<void> {
        if (!m_writer->query(sql::central::account_by_login).text(account.login).step())
            STAFFROOM_TRY(domain::checkLogin(account.login)); // one of before stays
        m_writer->query(sql::central::account_set)
            .text(account.login)
            .blob(account.person.view())
            .text(account.name)
            .text(account.passwordHash)
            .run();
        return {};
    });
}

Result<void> SqliteCentral::addDevice(const sync::Device& device, std::string_view name, std::int64_t now)
{
    return inTransaction("enrolling a device", [&]() -> Result<void> {
        m_writer->query(sql::central::device_add)
            .blob(device.incarnation.view())
            .blob(base::viewOf(device.key))
            .blob(device.person.view())
            .text(name)
            .integer(now)
            .run();
        return {};
    });
}

Result<std::optional<sync::Device>> SqliteCentral::device(const IncarnationId& incarnation)
{
    return reading("looking a device up", [&]() -> Result<std::optional<sync::Device>> {
        Query query = m_reader->query(sql::central::device_get);
        if (!query.blob(incarnation.view()).step())
            return std::optional<sync::Device>();
        const auto key = base::arrayOf<32>(query.asBytes(0));
        const auto person = RecordId::fromBytes(query.asBytes(1));
        if (!key || !person)
            return Error{ErrorCode::storageDamaged, "looking a device up", incarnation.text()};
        return std::optional(sync::Device{incarnation, *key, *person, query.asInteger(2) != 0});
    });
}

Result<void> SqliteCentral::setRoles(const RecordId& person, const ScopeId& scopeId, domain::Roles roles)
{
    return inTransaction("setting rights", [&]() -> Result<void> {
        const Records::Scope scope = m_records.scope(scopeId);
        if (roles == 0)
            m_writer->query(sql::central::right_remove).blob(person.view()).integer(scope.sid).run();
        else
            m_writer->query(sql::central::right_set).blob(person.view()).integer(scope.sid).integer(roles).run();
        return {};
    });
}

Result<domain::Roles> SqliteCentral::roles(const RecordId& person, const ScopeId& scope)
{
    return reading("looking rights up", [&]() -> domain::Roles {
        Query sid = m_reader->query(sql::truth::scope_row);
        if (!sid.blob(scope.view()).step())
            return 0;
        Query query = m_reader->query(sql::central::right_get);
        return query.blob(person.view()).integer(sid.asInteger(0)).step()
                   ? static_cast<domain::Roles>(query.asInteger(0))
                   : domain::Roles(0);
    });
}

Result<sync::Heads> SqliteCentral::heads(const sync::Device& device)
{
    return reading("reading heads", [&] {
        sync::Heads heads;
        heads.epoch = m_epoch;
        heads.serverMs = m_clock.wallMs();
        std::int64_t iid = 0;
        if (Query query = m_reader->query(sql::truth::incarnation_row); query.blob(device.incarnation.view()).step())
            iid = query.asInteger(0);
        Query query = m_reader->query(sql::central::heads);
        query.integer(iid).blob(device.person.view());
        while (query.step()) {
            const auto scope = ScopeId::fromBytes(query.asBytes(0));
            if (!scope)
                continue; // of a newer program: this one can't serve it
            sync::Head head;
            head.scope = *scope;
            head.roles = static_cast<domain::Roles>(query.asInteger(1));
            head.seq = static_cast<std::uint64_t>(query.asInteger(2));
            head.chain = sync::Hash::fromBytes(query.asBytes(3)).value_or(sync::Hash());
            head.through = static_cast<std::uint64_t>(query.asInteger(4));
            head.lastBatch = sync::Hash::fromBytes(query.asBytes(5)).value_or(sync::Hash());
            heads.heads.push_back(head);
        }
        return heads;
    });
}

Result<sync::LogRows> SqliteCentral::log(const ScopeId& scope, std::uint64_t epoch, std::uint64_t seq,
                                         const sync::Hash& chain, std::size_t bytes)
{
    return reading("reading a log", [&]() -> Result<sync::LogRows> {
        if (seq != 0 && epoch != m_epoch)
            return Error{ErrorCode::epochChanged, "reading a log", "epoch " + std::to_string(m_epoch)};
        Query sid = m_reader->query(sql::truth::scope_row);
        if (!sid.blob(scope.view()).step())
            return Error{ErrorCode::notFound, "reading a log", scope.text()};
        sync::LogRows rows;
        rows.from = rows.to = seq;
        const Head start = logStart(*m_reader, sid.asInteger(0));
        if (seq < start.seq)
            return Error{ErrorCode::cursorTooOld, "reading a log", "it begins at " + std::to_string(start.seq)};
        if (seq != 0 && seq == start.seq) {
            if (chain != start.chain)
                return Error{ErrorCode::epochChanged, "reading a log", "the cursor is of another history"};
            rows.before = chain;
        } else if (seq != 0) {
            Query last = m_reader->query(sql::central::log_ending);
            const bool found = last.integer(sid.asInteger(0)).integer(static_cast<std::int64_t>(seq)).step();
            if (!found || last.asInteger(2) + last.asInteger(0) - 1 != static_cast<std::int64_t>(seq) ||
                last.asBytes(1) != chain.view())
                return Error{ErrorCode::epochChanged, "reading a log",
                             "the cursor at " + std::to_string(seq) + " is of another history"};
            rows.before = chain;
        }
        rows.after = rows.before;
        std::size_t sum = 0;
        Query query = m_reader->query(sql::central::log_from);
        query.integer(sid.asInteger(0)).integer(static_cast<std::int64_t>(seq));
        while (query.step()) {
            const base::BytesView entry = query.asBytes(3);
            if (!rows.entries.empty() && sum + entry.size() > bytes) {
                rows.more = true;
                break;
            }
            sum += entry.size();
            rows.to = static_cast<std::uint64_t>(query.asInteger(0) + query.asInteger(1) - 1);
            rows.after = sync::Hash::fromBytes(query.asBytes(2)).value_or(sync::Hash());
            rows.entries.emplace_back(entry);
        }
        return rows;
    });
}

std::optional<std::filesystem::path> SqliteCentral::blob(const sync::Hash& hash, const RecordId& person)
{
    const auto allowed = reading("looking a package up", [&] {
        Query query = m_reader->query(sql::central::blob_allowed);
        return query.blob(hash.view()).blob(person.view()).step();
    });
    return allowed && *allowed ? std::optional(blobFile(hash)) : std::nullopt;
}

Result<void> SqliteCentral::checkpoint()
{
    const std::lock_guard lock(m_mutex);
    return m_writer->checkpoint();
}

} // namespace staffroom::storage
