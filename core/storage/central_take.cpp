// SPDX-License-Identifier: GPL-3.0-or-later
// Judging batches, numbering what is accepted, and the server's own writing.
#include "core/domain/value.h"
#include "core/storage/central.h"
#include "core/storage/quarantine_list.h"
#include "core/sync/edit.h"
#include "staffroom_sql.h"

#include <algorithm>

namespace staffroom::storage {

using sync::Batch;
using sync::Change;
using sync::Dot;
using sync::Verdict;

namespace {

/// Who made the record, by the field that says so; nothing where its kind has none.
std::optional<RecordId> makerOf(const domain::KindInfo& info, const RecordState& state)
{
    const sync::LiveWrite* write = info.maker != 0 ? state.shown(info.maker) : nullptr;
    return write ? domain::idOf(write->item) : std::nullopt;
}

/// The value that the change gives a field; empty where it gives none.
base::BytesView itemOf(const Change& change, domain::FieldNo field)
{
    const auto write = std::find_if(change.writes.begin(), change.writes.end(),
                                    [&](const sync::FieldWrite& some) { return some.field == field; });
    return write == change.writes.end() ? base::BytesView() : base::BytesView(write->item);
}

/// Whether a record that is unique by nature has the id that its fields make.
bool idFits(const Change& change, const ScopeId& scope)
{
    namespace f = domain::field;
    const auto kind = static_cast<domain::Kind>(change.kind);
    const auto id = [&](domain::FieldNo field) { return domain::idOf(itemOf(change, field)).value_or(RecordId()); };
    if (kind == domain::Kind::membership)
        return domain::naturalIdFits(kind, change.record, {id(f::membership::person), id(f::membership::of), {}});
    if (kind == domain::Kind::enrolment)
        return domain::naturalIdFits(kind, change.record, {scope.subject(), id(f::enrolment::course), {}});
    if (kind == domain::Kind::preference)
        return domain::naturalIdFits(
            kind, change.record,
            {scope.subject(), {}, domain::textOf(itemOf(change, f::preference::name)).value_or("")});
    return true;
}

/// Ids over natural keys are UUIDs of version 8 (RFC 9562, 5.8); all others that programs make are of version 7.
bool isNaturalId(const RecordId& id)
{
    return id.array()[6] >> 4 == 8;
}

/// Whether the person may make this change. Nothing where they may.
std::optional<ErrorCode> objection(const Change& change, const ScopeId& scope, const Records::Row* row,
                                   const RecordId& person, domain::Roles roles)
{
    const domain::WriteRight right = domain::writeRight(change.kind, scope.type(), roles);
    if (!right.create && !right.editOthers)
        return ErrorCode::forbidden;
    for (const sync::FieldWrite& write : change.writes)
        if (const auto fits = domain::check(change.kind, scope, write.field, write.item); !fits)
            return fits.error().code;
    if (!row && isNaturalId(change.record) && !domain::hasNaturalKey(change.kind))
        return ErrorCode::schemaViolation; // the place of somebody's enrolment, membership or preference
    const domain::KindInfo* info = domain::kindInfo(change.kind);
    if (!info)
        return std::nullopt;
    const bool onlyDeletes = change.writes.size() == 1 && change.writes.front().field == domain::field::deleted;
    const auto maker = row ? makerOf(*info, row->state) : std::nullopt;
    // After this server was put back a moderator may come before the author. Nobody takes an id's place so that follows
    // from its fields.
    const bool awaited = info->maker != 0 && !maker && !domain::hasNaturalKey(change.kind);
    if (awaited && onlyDeletes && right.editOthers)
        return std::nullopt;
    if (row && !awaited) {
        if (info->writtenOnce && !onlyDeletes)
            return ErrorCode::schemaViolation;
        if (maker && *maker != person && !right.editOthers)
            return ErrorCode::forbidden;
        const base::BytesView says = info->maker != 0 ? itemOf(change, info->maker) : base::BytesView();
        if (!says.empty() && maker && domain::idOf(says) != maker)
            return ErrorCode::forbidden; // nobody hands a record over to somebody else
        return std::nullopt;
    }
    if (!idFits(change, scope))
        return ErrorCode::schemaViolation;
    // Whoever may edit what others made still speaks in their own name only.
    if (info->maker != 0 && domain::idOf(itemOf(change, info->maker)) != person)
        return ErrorCode::forbidden;
    return std::nullopt;
}

} // namespace

SqliteCentral::Head SqliteCentral::head(const Records::Scope& scope)
{
    Query query = m_writer->query(sql::central::head);
    query.integer(scope.sid).step();
    return {static_cast<std::uint64_t>(query.asInteger(1)),
            sync::Hash::fromBytes(query.asBytes(2)).value_or(sync::Hash())};
}

void SqliteCentral::keepHead(const Records::Scope& scope, const Head& head)
{
    m_writer->query(sql::central::head_set)
        .integer(static_cast<std::int64_t>(m_epoch))
        .integer(static_cast<std::int64_t>(head.seq))
        .blob(head.chain.view())
        .integer(scope.sid)
        .run();
}

void SqliteCentral::append(const Records::Scope& scope, Head& head, const IncarnationId& incarnation,
                           std::uint64_t first, std::span<const base::Bytes> changes)
{
    const base::Bytes entry = sync::encodeEntry(incarnation, first, changes);
    head.chain = sync::chained(head.chain, sync::Hash::of(entry));
    m_writer->query(sql::central::log_add)
        .integer(scope.sid)
        .integer(static_cast<std::int64_t>(head.seq + 1))
        .integer(static_cast<std::int64_t>(changes.size()))
        .blob(head.chain.view())
        .blob(entry)
        .run();
    head.seq += changes.size();
}

Result<Verdict> SqliteCentral::take(const Batch& batch, const sync::Device& device)
{
    Turn turn{batch, device, {}};
    std::unique_lock lock(m_turnsMutex);
    m_turns.push_back(&turn);
    m_turnsTaken.wait(lock, [&] { return turn.verdict || !m_takingTurns; });
    if (turn.verdict)
        return *std::move(turn.verdict);
    m_takingTurns = true;
    const std::vector<Turn*> together = std::exchange(m_turns, {});
    lock.unlock();
    std::vector<Result<Verdict>> verdicts = takeTogether(together);
    lock.lock();
    for (std::size_t at = 0; at < together.size(); ++at)
        together[at]->verdict = std::move(verdicts[at]);
    m_takingTurns = false;
    m_turnsTaken.notify_all();
    return *std::move(turn.verdict);
}

std::vector<Result<Verdict>> SqliteCentral::takeTogether(std::span<Turn* const> turns)
{
    std::vector<Result<Verdict>> verdicts;
    const auto done = inTransaction("taking batches in", [&]() -> Result<void> {
        for (const Turn* turn : turns) {
            m_writer->execute("SAVEPOINT turn");
            verdicts.push_back(takeOne(turn->batch, turn->device));
            if (!verdicts.back()) { // its own trouble, not the others'
                m_writer->execute("ROLLBACK TO turn");
                m_records.forget();
            }
            m_writer->execute("RELEASE turn");
        }
        return {};
    });
    if (!done)
        verdicts.assign(turns.size(), done.error());
    return verdicts;
}

Result<Verdict> SqliteCentral::takeOne(const Batch& batch, const sync::Device& device)
{
    Verdict verdict{batch.incarnation, batch.scope, batch.first, batch.hash(), {}, 0, {}, {}};
    const auto scope = m_records.findScope(batch.scope);
    if (!scope) {
        verdict.refused = ErrorCode::notFound;
        return verdict;
    }
    const sync::VersionVector& seen = m_records.seen(*scope);
    const auto held = seen.find(batch.incarnation);
    verdict.through = held == seen.end() ? 0 : held->second;
    const std::int64_t iid = m_records.incarnation(batch.incarnation);
    sync::Hash last;
    if (Query query = m_writer->query(sql::central::received_last); query.integer(scope->sid).integer(iid).step())
        last = sync::Hash::fromBytes(query.asBytes(2)).value_or(sync::Hash());
    if (const auto fits = sync::checkChain(batch, verdict.through, last); !fits) {
        Query earlier = m_writer->query(sql::central::received_at);
        const bool there =
            earlier.integer(scope->sid).integer(iid).integer(static_cast<std::int64_t>(batch.first)).step();
        if (there && earlier.asBytes(1) == verdict.batch.view()) { // sent again after a cut: the same word
            verdict.quarantined = unlisted(earlier.asBytes(2));
            verdict.through = batch.last();
        } else
            verdict.refused = fits.error().code == ErrorCode::replayed ? ErrorCode::forked : fits.error().code;
        return verdict;
    }
    Query right = m_writer->query(sql::central::right_get);
    const auto roles = right.blob(device.person.view()).integer(scope->sid).step()
                           ? static_cast<domain::Roles>(right.asInteger(0))
                           : domain::Roles(0);
    if (roles == 0 && verdict.through == 0) { // nobody fills a log that they never could write to
        verdict.refused = ErrorCode::forbidden;
        return verdict;
    }
    return judge(batch, device, roles, *scope, std::move(verdict));
}

Result<Verdict> SqliteCentral::judge(const Batch& batch, const sync::Device& device, domain::Roles roles,
                                     const Records::Scope& scope, Verdict verdict)
{
    Head head = this->head(scope);
    std::vector<base::Bytes> entry;
    std::uint64_t dseq = batch.first;
    for (const Batch::Item& item : batch.items) {
        m_records.setSeen(scope, batch.incarnation, dseq);
        auto change = item.change.empty() ? Result<Change>(Error{ErrorCode::malformed, "reading a change", "pruned"})
                                          : sync::decodeChange(item.change, batch.incarnation);
        std::optional<ErrorCode> rejected;
        if (!change) {
            rejected = change.error().code;
        } else {
            auto taken = takeChange(scope, *change, {batch.incarnation, dseq}, device, roles);
            if (!taken)
                return taken.error();
            rejected = *taken;
        }
        if (rejected)
            verdict.quarantined.push_back({dseq, *rejected});
        entry.push_back(rejected ? sync::quarantinedItem(item.hash) : item.change);
        ++dseq;
    }
    append(scope, head, batch.incarnation, batch.first, entry);
    verdict.through = batch.last();
    m_writer->query(sql::central::received_add)
        .integer(scope.sid)
        .integer(m_records.incarnation(batch.incarnation))
        .integer(static_cast<std::int64_t>(batch.first))
        .integer(static_cast<std::int64_t>(batch.items.size()))
        .blob(verdict.batch.view())
        .text(listed(verdict.quarantined))
        .run();
    keepHead(scope, head);
    return verdict;
}

bool SqliteCentral::undoesAnothers(const Change& change, const RecordState& state, const RecordId& person)
{
    const auto write = std::find_if(change.writes.begin(), change.writes.end(),
                                    [](const sync::FieldWrite& some) { return some.field == domain::field::deleted; });
    if (write == change.writes.end())
        return false;
    return std::any_of(state.writes().begin(), state.writes().end(), [&](const sync::LiveWrite& live) {
        if (live.field != write->field)
            return false;
        const bool replaced =
            std::find(write->supersedes.begin(), write->supersedes.end(), live.dot) != write->supersedes.end();
        const bool against = sync::isDeletion(live.item) && !sync::isDeletion(write->item);
        if (!replaced && !against)
            return false;
        Query made = m_writer->query(sql::central::device_get);
        return !made.blob(live.dot.incarnation.view()).step() || made.asBytes(1) != person.view();
    });
}

Result<std::optional<ErrorCode>> SqliteCentral::takeChange(const Records::Scope& scope, const Change& change,
                                                           const Dot& dot, const sync::Device& device,
                                                           domain::Roles roles)
{
    auto found = m_records.find(change.record);
    if (!found)
        return found.error();
    if (*found && ((*found)->sid != scope.sid || (*found)->kind != change.kind))
        return std::optional(ErrorCode::scopeMismatch);
    const Records::Row* there = *found ? &**found : nullptr;
    if (!there && isForgotten(change.record))
        return std::optional(ErrorCode::notFound); // deleted so long ago that nothing else is known of it
    if (const auto no = objection(change, scope.id, there, device.person, roles))
        return no;
    if (there && !domain::writeRight(change.kind, scope.id.type(), roles).editOthers &&
        undoesAnothers(change, there->state, device.person))
        return std::optional(ErrorCode::forbidden);
    Records::Row row = there ? *there : Records::Row{0, change.record, change.kind, scope.sid, {}, true};
    const sync::VersionVector& seen = m_records.seen(scope);
    row.state.apply(change, dot, [&](const Dot& some) {
        const auto through = seen.find(some.incarnation);
        return through != seen.end() && some.dseq <= through->second;
    });
    if (row.state.weight() > sync::tuning::recordBytes)
        return std::optional(ErrorCode::tooLarge);
    m_records.save(row, scope);
    return std::optional<ErrorCode>();
}

Result<void> SqliteCentral::commit(std::span<const domain::Edit> edits)
{
    return inTransaction("writing as the server", [&]() -> Result<void> {
        const IncarnationId self = base::incarnationOf(m_writerKey.publicKey());
        std::map<ScopeId, std::vector<base::Bytes>> written;
        for (const domain::Edit& edit : edits) {
            const Records::Scope scope = m_records.scope(edit.scope);
            auto found = m_records.find(edit.id);
            if (!found)
                return found.error();
            Records::Row row =
                *found ? **std::move(found)
                       : Records::Row{0, edit.id, static_cast<std::uint32_t>(edit.kind), scope.sid, {}, true};
            if (row.sid != scope.sid)
                return Error{ErrorCode::scopeMismatch, "writing as the server", edit.id.text()};
            auto made = sync::write(edit, row.kind, row.state, self, m_time);
            if (!made)
                return made.error();
            if (!*made)
                continue;
            std::vector<base::Bytes>& changes = written[edit.scope];
            const std::uint64_t dseq = m_records.seen(scope)[self] + changes.size() + 1;
            // All it supersedes is here.
            row.state.apply((*made)->change, {self, dseq}, [](const Dot&) { return true; });
            m_records.save(row, scope);
            changes.push_back(std::move((*made)->bytes));
        }
        for (const auto& [scopeId, changes] : written)
            appendOwn(m_records.scope(scopeId), changes);
        return {};
    });
}

void SqliteCentral::appendOwn(const Records::Scope& scope, std::span<const base::Bytes> changes)
{
    const IncarnationId self = base::incarnationOf(m_writerKey.publicKey());
    Head head = this->head(scope);
    sync::Hash previous;
    const std::int64_t iid = m_records.incarnation(self);
    if (Query query = m_writer->query(sql::central::received_last); query.integer(scope.sid).integer(iid).step())
        previous = sync::Hash::fromBytes(query.asBytes(2)).value_or(sync::Hash());
    for (std::span<const base::Bytes> left = changes; !left.empty();) {
        const std::span<const base::Bytes> some = left.first(sync::fittingBatch(left));
        left = left.subspan(some.size());
        const std::uint64_t first = m_records.seen(scope)[self] + 1;
        const Batch batch = sync::sealBatch(m_writerKey, scope.id, first, previous, some);
        previous = batch.hash();
        append(scope, head, self, first, some);
        m_records.setSeen(scope, self, batch.last());
        m_writer->query(sql::central::received_add)
            .integer(scope.sid)
            .integer(iid)
            .integer(static_cast<std::int64_t>(first))
            .integer(static_cast<std::int64_t>(some.size()))
            .blob(previous.view())
            .text("")
            .run();
    }
    keepHead(scope, head);
}

} // namespace staffroom::storage
