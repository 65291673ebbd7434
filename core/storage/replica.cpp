// SPDX-License-Identifier: GPL-3.0-or-later
// A person's edits, and the questions pages ask about them. What the server sends is in replica_sync.cpp.
#include "core/storage/replica.h"

#include "core/sync/tuning.h"
#include "staffroom_sql.h"

namespace staffroom::storage {

using sync::Change;
using sync::Dot;
using sync::FieldWrite;

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
    if (const auto stored = m_records.meta(lastTime))
        m_time = sync::HybridClock(setup.clock, std::strtoull(stored->c_str(), nullptr, 10));
}

Result<std::unique_ptr<Replica>> Replica::open(const Setup& setup)
{
    auto database = Database::openWriter(setup.folder / "store.db");
    if (!database)
        return database.error();
    return guarded("opening the profile", [&] {
        std::error_code ignored; // there already, or keepSegment says what is wrong
        std::filesystem::create_directories(setup.folder / "segments", ignored);
        return std::unique_ptr<Replica>(new Replica(setup, *std::move(database)));
    });
}

std::uint64_t Replica::lastOwn(const Records::Scope& scope)
{
    Query query = m_database->query("SELECT last_own FROM scope WHERE sid = ?");
    return query.integer(scope.sid).step() ? static_cast<std::uint64_t>(query.asInteger(0)) : 0;
}

sync::Seen Replica::seenIn(const Records::Scope& scope)
{
    const sync::VersionVector& seen = m_records.seen(scope);
    return [&seen, self = m_self, own = lastOwn(scope)](const Dot& dot) {
        if (dot.incarnation == self)
            return dot.dseq <= own;
        const auto through = seen.find(dot.incarnation);
        return through != seen.end() && dot.dseq <= through->second;
    };
}

Result<void> Replica::commit(std::span<const domain::Edit> edits)
{
    return inTransaction("saving", true, [&]() -> Result<void> {
        for (const domain::Edit& edit : edits)
            STAFFROOM_TRY(commitOne(edit));
        m_records.setMeta(lastTime, std::to_string(m_time.last()));
        return {};
    });
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

    Change change{edit.id, row.kind, 0, {}};
    for (const auto& [field, value] : edit.fields) {
        STAFFROOM_TRY(domain::check(row.kind, edit.scope, field, value.item()));
        FieldWrite write{field, base::Bytes(value.item()), 0, {}};
        if (field == domain::field::deleted && value.asBoolean().value_or(false))
            write.item = before.deletionItem();
        before.supersede(write);
        const sync::LiveWrite* shown = before.shown(field);
        if (shown && shown->item == write.item && write.supersedes.size() == 1)
            continue; // says what is there already
        change.writes.push_back(std::move(write));
    }
    if (change.writes.empty())
        return {};
    std::sort(change.writes.begin(), change.writes.end(),
              [](const FieldWrite& a, const FieldWrite& b) { return a.field < b.field; });
    change.time = m_time.next();

    Query number = m_database->query(sql::client::scope_made);
    number.integer(scope.sid).step();
    const Dot dot{m_self, static_cast<std::uint64_t>(number.asInteger(0))};
    const base::Bytes body = sync::encode(change, m_self);
    if (const auto readable = sync::decodeChange(body, m_self); !readable) // what nobody could take in isn't kept
        return Error{readable.error().code == ErrorCode::tooLarge ? ErrorCode::tooLarge : ErrorCode::schemaViolation,
                     "saving", describe(readable.error())};
    row.state.apply(change, dot, seenIn(scope));
    m_records.save(row, scope);
    m_database->query(sql::client::confirmed_add).blob(row.id.view()).integer(scope.sid).blob(before.encode()).run();
    m_database->query(sql::client::own_add)
        .integer(scope.sid)
        .integer(static_cast<std::int64_t>(dot.dseq))
        .blob(row.id.view())
        .integer(m_clock.wallMs())
        .blob(body)
        .run();
    return {};
}

Result<std::vector<Replica::OwnLine>> Replica::own(std::int64_t limit)
{
    const std::lock_guard lock(m_mutex);
    return guarded("listing what was made here", [&] {
        std::vector<OwnLine> lines;
        Query query = m_database->query(sql::client::outbox);
        query.integer(limit);
        while (query.step()) {
            OwnLine line;
            line.made = query.asInteger(1);
            line.waiting = query.asInteger(2) == 0;
            line.rejected = query.asInteger(3) == 2;
            line.reason = base::errorFromName(query.asBytes(4));
            line.record = RecordId::fromBytes(query.asBytes(0)).value_or(RecordId());
            line.kind = static_cast<std::uint32_t>(query.asInteger(5));
            if (query.isNull(5)) { // rejected or left: the record isn't here, the author's own words are
                const auto change = sync::decodeChange(query.asBytes(6), m_self);
                line.kind = change ? change->kind : 0;
            }
            lines.push_back(line);
        }
        return lines;
    });
}

Result<Replica::Counts> Replica::counts()
{
    const std::lock_guard lock(m_mutex);
    return guarded("counting", [&] {
        Counts counts;
        if (Query query = m_database->query(sql::client::outbox_counts); query.step()) {
            counts.waiting = query.asInteger(0);
            counts.rejected = query.asInteger(1);
        }
        if (Query query = m_database->query(sql::client::alternatives_count); query.step())
            counts.alternatives = query.asInteger(0);
        return counts;
    });
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
                digests.emplace_back(scope.scope, m_records.digest(m_records.scope(scope.scope)));
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

Result<void> Replica::checkpoint()
{
    const std::lock_guard lock(m_mutex);
    return m_database->checkpoint();
}

} // namespace staffroom::storage
