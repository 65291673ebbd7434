// SPDX-License-Identifier: GPL-3.0-or-later
// A person's edits, and the questions pages ask about them. What the server sends is in replica_sync.cpp.
#include "core/storage/replica.h"

#include "core/sync/edit.h"
#include "staffroom_sql.h"

namespace staffroom::storage {

using sync::Dot;

namespace {

constexpr std::string_view lastTime = "hybrid-time";

} // namespace

Replica::Replica(const Setup& setup, std::unique_ptr<Database> database)
    : m_folder(setup.folder),
      m_device(setup.device),
      m_self(base::incarnationOf(setup.device.publicKey())),
      m_server(setup.server),
      m_serverKey(setup.serverKey),
      m_clock(setup.clock),
      m_database(std::move(database)),
      m_records(*m_database),
      m_time(setup.clock, 0)
{
}

/// A store belongs to one device: under another key its numbering would go on in another's name.
Result<void> Replica::adopt(const std::optional<base::KeyPair>& next)
{
    return inTransaction("opening the profile", true, [&]() -> Result<void> {
        const auto owner = m_records.meta(ownerName);
        const IncarnationId begun = next ? base::incarnationOf(next->publicKey()) : IncarnationId();
        if (next && owner && *owner == begun.view()) {
            m_device = *next;
            m_self = begun;
        } else if (!owner)
            m_records.setMeta(ownerName, m_self.view());
        else if (*owner != m_self.view())
            return Error{ErrorCode::storageDamaged, "opening the profile", "its store is of another device's key"};
        // A hub may have got another disk since.
        m_database->query(sql::renewal::earlier_hubs_forgotten).run();
        if (const auto stored = m_records.meta(lastTime))
            m_time = sync::HybridClock(m_clock, std::strtoull(stored->c_str(), nullptr, 10));
        return {};
    });
}

Result<std::unique_ptr<Replica>> Replica::open(const Setup& setup)
{
    auto database = Database::openWriter(setup.folder / "store.db");
    if (!database)
        return database.error();
    std::unique_ptr<Replica> replica(new Replica(setup, *std::move(database)));
    STAFFROOM_TRY(replica->adopt(setup.next));
    return replica;
}

Replica::OwnCounts Replica::ownCounts(const Records::Scope& scope)
{
    Query query = m_database->query(sql::client::scope_counts);
    if (!query.integer(scope.sid).step())
        return {};
    return {static_cast<std::uint64_t>(query.asInteger(0)), static_cast<std::uint64_t>(query.asInteger(1)),
            query.asInteger(2) != 0};
}

sync::Seen Replica::seenIn(const Records::Scope& scope)
{
    return seenUpTo(scope, ownCounts(scope).made);
}

sync::Seen Replica::seenUpTo(const Records::Scope& scope, std::uint64_t own)
{
    const sync::VersionVector& seen = m_records.seen(scope);
    return [&seen, self = m_self, own](const Dot& dot) {
        if (dot.incarnation == self)
            return dot.dseq <= own;
        const auto through = seen.find(dot.incarnation);
        return through != seen.end() && dot.dseq <= through->second;
    };
}

Result<void> Replica::commit(std::span<const domain::Edit> edits)
{
    return inTransaction(
        "saving", true,
        [&]() -> Result<void> {
            for (const domain::Edit& edit : edits)
                STAFFROOM_TRY(commitOne(edit));
            m_records.setMeta(lastTime, std::to_string(m_time.last()));
            return {};
        },
        Outbox::keep);
}

Result<void> Replica::commitOne(const domain::Edit& edit)
{
    const Records::Scope scope = m_records.scope(edit.scope);
    auto found = m_records.find(edit.id);
    if (!found)
        return found.error();
    if (*found && (*found)->sid != scope.sid)
        return Error{ErrorCode::scopeMismatch, "saving", edit.id.text()};
    Records::Row row = *found ? **std::move(found)
                              : Records::Row{0, edit.id, static_cast<std::uint32_t>(edit.kind), scope.sid, {}, true};
    const RecordState before = row.state;

    auto written = sync::write(edit, row.kind, before, m_self, m_time);
    if (!written)
        return written.error();
    if (!*written)
        return {};
    Query number = m_database->query(sql::client::scope_made);
    number.integer(scope.sid).step();
    const Dot dot{m_self, static_cast<std::uint64_t>(number.asInteger(0))};
    if (m_outbox && row.kind != static_cast<std::uint32_t>(domain::Kind::preference))
        countWaiting(row.id, scope);
    row.state.apply((*written)->change, dot, seenIn(scope));
    m_records.save(row, scope);
    m_database->query(sql::client::confirmed_add).blob(row.id.view()).integer(scope.sid).blob(before.encode()).run();
    m_database->query(sql::client::own_add)
        .integer(scope.sid)
        .integer(static_cast<std::int64_t>(dot.dseq))
        .blob(row.id.view())
        .integer(m_clock.wallMs())
        .blob((*written)->bytes)
        .run();
    return {};
}

Result<std::optional<std::pair<std::uint32_t, std::vector<sync::LiveWrite>>>> Replica::shown(const RecordId& record)
{
    using Shown = std::optional<std::pair<std::uint32_t, std::vector<sync::LiveWrite>>>;
    const std::lock_guard lock(m_mutex);
    return guarded("reading a record", [&]() -> Result<Shown> {
        const auto row = m_records.find(record);
        if (!row)
            return row.error();
        if (!*row)
            return Shown();
        Shown shown(std::in_place, (*row)->kind, std::vector<sync::LiveWrite>());
        for (const sync::LiveWrite* write : (*row)->state.shown())
            shown->second.push_back(*write);
        return shown;
    });
}

Result<std::vector<Replica::Contested>> Replica::contested()
{
    const std::lock_guard lock(m_mutex);
    return guarded("listing decisions", [&]() -> Result<std::vector<Contested>> {
        std::vector<Contested> all;
        Query query = m_database->query(sql::client::alternatives);
        while (query.step()) {
            const auto row = m_records.row(query.asInteger(0));
            if (!row)
                return row.error();
            if (!*row)
                continue;
            Query scopeQuery = m_database->query("SELECT scope FROM scope WHERE sid = ?");
            scopeQuery.integer((*row)->sid).step();
            const auto scope = ScopeId::fromBytes(scopeQuery.asBytes(0));
            const RecordState& state = (*row)->state;
            for (const domain::FieldNo field : state.alternatives()) {
                Contested one{(*row)->id, (*row)->kind, scope.value_or(ScopeId()), {}, field, {}};
                for (const sync::LiveWrite* write : state.shown())
                    one.shown.push_back(*write);
                for (const sync::LiveWrite& write : state.writes())
                    if (write.field == field)
                        one.versions.push_back(write);
                const sync::LiveWrite* first = state.shown(field);
                std::stable_partition(one.versions.begin(), one.versions.end(),
                                      [&](const sync::LiveWrite& some) { return first && some.dot == first->dot; });
                all.push_back(std::move(one));
            }
        }
        return all;
    });
}

Result<std::vector<std::pair<ScopeId, sync::Hash>>> Replica::digests()
{
    const auto held = scopes();
    if (!held)
        return held.error();
    const std::lock_guard lock(m_mutex);
    return guarded("computing digests", [&] {
        std::vector<std::pair<ScopeId, sync::Hash>> digests;
        for (const sync::HeldScope& scope : *held)
            if (scope.roles != 0)
                digests.emplace_back(scope.scope, confirmedDigest(m_records.scope(scope.scope)));
        return digests;
    });
}

Result<std::int64_t> Replica::rebuildReadModels()
{
    return inTransaction("rebuilding the read models", false, [&] { return m_records.rebuild(); });
}

std::optional<base::Bytes> Replica::meta(std::string_view name)
{
    const std::lock_guard lock(m_mutex);
    const auto value = guarded("reading the store", [&] { return m_records.meta(name); });
    return value ? *value : std::nullopt;
}

Result<void> Replica::setMeta(std::string_view name, base::BytesView value)
{
    return inTransaction("writing the store", true, [&]() -> Result<void> {
        m_records.setMeta(name, value);
        return {};
    });
}

Result<void> Replica::noteMeta(std::string_view name, base::BytesView value)
{
    const auto note = [&]() -> Result<void> {
        m_records.setMeta(name, value);
        return {};
    };
    return inTransaction("writing the store", false, note, Outbox::keep);
}

Result<void> Replica::checkpoint()
{
    const std::lock_guard lock(m_mutex);
    return m_database->checkpoint();
}

} // namespace staffroom::storage
