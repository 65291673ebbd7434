// SPDX-License-Identifier: GPL-3.0-or-later
// What a hub takes from its members and hands out to them.
#include "core/storage/hub_store.h"
#include "core/storage/segment_file.h"
#include "core/sync/tuning.h"
#include "staffroom_sql.h"

#include <algorithm>

namespace staffroom::storage {

namespace {

std::int64_t number(std::uint64_t value)
{
    return static_cast<std::int64_t>(value);
}

} // namespace

/// How far this device's changes are here, or at the server as far as is known here, and the batch that ends there.
HubStore::End HubStore::heldOf(std::int64_t sid, const IncarnationId& device, const sync::Head* head)
{
    End end = head ? End{head->through, head->lastBatch} : End();
    for (const char* statement : {sql::hub::verdict_last, sql::hub::batch_last}) {
        Query query = m_database->query(statement);
        if (query.integer(sid).blob(device.view()).step() && query.asInteger(0) > number(end.last))
            end = {static_cast<std::uint64_t>(query.asInteger(0)),
                   sync::Hash::fromBytes(query.asBytes(1)).value_or(sync::Hash())};
    }
    return end;
}

sync::Hash HubStore::unconfirmedPrint(const Records::Scope& scope, const IncarnationId& reader)
{
    base::Hasher hasher;
    bool any = false;
    Query query = m_database->query(sql::hub::batches_of_scope);
    query.integer(scope.sid);
    while (query.step()) {
        if (query.asBytes(0) == reader.view())
            continue;
        any = true;
        hasher.add(query.asBytes(3));
    }
    return any ? hasher.finish() : sync::Hash();
}

Result<std::vector<sync::RelayHead>> HubStore::heads(const Member& member)
{
    return reading("reading heads", [&] {
        const IncarnationId device = member.device.incarnation();
        std::vector<sync::RelayHead> heads;
        for (const sync::Head& granted : member.heads.heads) {
            sync::RelayHead head;
            head.scope = granted.scope;
            head.held = granted.through;
            head.heldBatch = granted.lastBatch;
            if (const auto scope = m_records.findScope(granted.scope)) {
                if (const auto row = scopeRow(scope->sid)) {
                    head.epoch = row->cursor.epoch;
                    head.seq = row->cursor.seq;
                    head.chain = row->cursor.chain;
                }
                const End held = heldOf(scope->sid, device, &granted);
                head.held = held.last;
                head.heldBatch = held.hash;
                if (Query query = m_database->query(sql::hub::verdict_last);
                    query.integer(scope->sid).blob(device.view()).step())
                    head.judged = static_cast<std::uint64_t>(query.asInteger(0));
                if (Query query = m_database->query(sql::hub::verdict_refused);
                    query.integer(scope->sid).blob(device.view()).step())
                    head.refused = static_cast<std::uint64_t>(query.asInteger(0));
                head.unconfirmed = unconfirmedPrint(*scope, device);
            }
            heads.push_back(head);
        }
        return heads;
    });
}

Result<sync::Receipt> HubStore::take(const sync::Batch& batch, base::BytesView encoded, const Member& member)
{
    sync::Receipt receipt{batch.incarnation, batch.scope, batch.first, batch.hash(), {}, 0};
    const auto refuse = [&](ErrorCode code) {
        receipt.refused = code;
        return receipt;
    };
    if (const auto genuine = sync::verify(batch, member.device.key); !genuine)
        return refuse(genuine.error().code);
    const auto head = std::find_if(member.heads.heads.begin(), member.heads.heads.end(),
                                   [&](const sync::Head& some) { return some.scope == batch.scope; });
    if (head == member.heads.heads.end() || head->roles == 0)
        return refuse(ErrorCode::forbidden);
    for (const sync::Batch::Item& item : batch.items)
        if (item.change.empty())
            return refuse(ErrorCode::malformed); // only the server says what is left out
    return inTransaction("taking a batch in", true, [&]() -> Result<sync::Receipt> {
        const Records::Scope scope = m_records.scope(batch.scope);
        const End held = heldOf(scope.sid, batch.incarnation, &*head);
        receipt.through = held.last;
        if (const auto fits = sync::checkChain(batch, held.last, held.hash); !fits) {
            if (fits.error().code != ErrorCode::replayed)
                return refuse(fits.error().code);
            for (const char* statement : {sql::hub::batch_at, sql::hub::verdict_at}) {
                Query query = m_database->query(statement);
                const bool here =
                    query.integer(scope.sid).blob(batch.incarnation.view()).integer(number(batch.first)).step();
                if (here && query.asBytes(1) != receipt.batch.view())
                    return refuse(ErrorCode::forked);
            }
            receipt.through = batch.last();
            return receipt; // sent again after a cut, or at the server already, which knows its own
        }
        Query waits = m_database->query(sql::hub::batches_bytes_of);
        waits.blob(batch.incarnation.view()).step();
        if (static_cast<std::uint64_t>(waits.asInteger(0)) + encoded.size() > sync::tuning::hubWaitingMost)
            return refuse(ErrorCode::serverFull);
        m_database->query(sql::hub::batch_add)
            .integer(scope.sid)
            .blob(batch.incarnation.view())
            .integer(number(batch.first))
            .integer(number(batch.items.size()))
            .blob(receipt.batch.view())
            .blob(encoded)
            .run();
        receipt.through = batch.last();
        return receipt;
    });
}

Result<std::vector<base::Bytes>> HubStore::verdicts(const Member& member,
                                                    std::span<const sync::VerdictQuestion> questions)
{
    return inTransaction("listing verdicts", false, [&]() -> Result<std::vector<base::Bytes>> {
        std::vector<base::Bytes> verdicts;
        std::size_t sum = 0;
        for (const sync::VerdictQuestion& question : questions) {
            const auto scope = m_records.findScope(question.scope);
            const auto asked = m_members.find(question.device); // itself, or one that it was before
            if (!scope || question.from == 0 || asked == m_members.end() ||
                asked->second.device.person != member.device.person)
                continue;
            const IncarnationId& device = asked->first;
            // It has those before. The last one stays, which says how far this device is at the server.
            if (device == member.device.incarnation())
                m_database->query(sql::hub::verdicts_known)
                    .integer(scope->sid)
                    .blob(device.view())
                    .integer(number(question.from))
                    .run();
            std::uint64_t next = question.from;
            {
                Query query = m_database->query(sql::hub::verdicts_from);
                query.integer(scope->sid).blob(device.view()).integer(number(question.from));
                while (query.step() && sum < sync::tuning::messageBytes / 2) {
                    if (static_cast<std::uint64_t>(query.asInteger(0)) > next && query.asInteger(2) == 0)
                        break; // those before it aren't here
                    sum += query.asBytes(3).size();
                    verdicts.emplace_back(query.asBytes(3));
                    if (query.asInteger(2) == 0)
                        next = static_cast<std::uint64_t>(query.asInteger(1)) + 1;
                }
            }
            const auto& heads = asked->second.heads.heads;
            const auto head = std::find_if(heads.begin(), heads.end(),
                                           [&](const sync::Head& some) { return some.scope == question.scope; });
            if (head != heads.end() && head->through >= next)
                m_database->query(sql::hub::wish_set)
                    .integer(scope->sid)
                    .blob(device.view())
                    .integer(number(next))
                    .run();
        }
        return verdicts;
    });
}

Result<HubStore::Run> HubStore::log(const ScopeId& scopeId, std::uint64_t epoch, std::uint64_t seq,
                                    const sync::Hash& chain, std::size_t bytes)
{
    constexpr std::string_view doing = "reading a log";
    return reading(doing, [&]() -> Result<Run> {
        const auto scope = m_records.findScope(scopeId);
        const auto row = scope ? scopeRow(scope->sid) : std::nullopt;
        if (!row)
            return Error{ErrorCode::notFound, std::string(doing), scopeId.text()};
        if (seq != 0 && epoch != row->cursor.epoch)
            return Error{ErrorCode::epochChanged, std::string(doing), "epoch " + std::to_string(row->cursor.epoch)};
        if (seq < row->start)
            return Error{ErrorCode::cursorTooOld, std::string(doing), "it begins at " + std::to_string(row->start)};
        if (seq >= row->cursor.seq)
            return Error{ErrorCode::notFound, std::string(doing), "it ends at " + std::to_string(row->cursor.seq)};
        sync::Hash before = row->startChain;
        if (seq != row->start) {
            Query last = m_database->query(sql::hub::log_ending);
            const bool found = last.integer(scope->sid).integer(number(seq)).step();
            before = found && last.asInteger(0) + last.asInteger(1) - 1 == number(seq)
                         ? sync::Hash::fromBytes(last.asBytes(2)).value_or(sync::Hash())
                         : sync::Hash();
        }
        if (seq != 0 && before != chain)
            return Error{ErrorCode::epochChanged, std::string(doing),
                         "the cursor at " + std::to_string(seq) + " is of another history"};
        Run run;
        run.page.scope = scopeId;
        run.page.epoch = row->cursor.epoch;
        run.page.from = seq;
        run.page.before = before;
        Query places = m_database->query(sql::hub::places_from);
        places.integer(scope->sid).integer(number(seq));
        Query rows = m_database->query(sql::hub::log_from);
        rows.integer(scope->sid).integer(number(seq));
        std::vector<base::Bytes> entries;
        std::size_t sum = 0;
        bool more = places.step();
        while (more && rows.step()) {
            sum += rows.asBytes(3).size();
            if (!run.entries.empty() && sum > bytes)
                break;
            entries.emplace_back(rows.asBytes(3));
            const std::int64_t end = rows.asInteger(0) + rows.asInteger(1) - 1;
            if (end != places.asInteger(0))
                continue;
            run.page.to = static_cast<std::uint64_t>(end);
            run.page.after = sync::Hash::fromBytes(rows.asBytes(2)).value_or(sync::Hash());
            run.place = base::arrayOf<64>(places.asBytes(1)).value_or(sync::Signature());
            std::move(entries.begin(), entries.end(), std::back_inserter(run.entries));
            entries.clear();
            more = places.step();
        }
        if (run.entries.empty())
            return Error{ErrorCode::storageDamaged, std::string(doing),
                         "no signed place behind " + std::to_string(seq)};
        run.page.more = run.page.to < row->cursor.seq;
        return run;
    });
}

Result<sync::Unconfirmed> HubStore::unconfirmed(const ScopeId& scopeId, const IncarnationId& reader,
                                                std::span<const std::pair<IncarnationId, std::uint64_t>> held)
{
    return reading("listing unconfirmed work", [&] {
        sync::Unconfirmed found;
        const auto scope = m_records.findScope(scopeId);
        if (!scope)
            return found;
        std::size_t sum = 0;
        Query query = m_database->query(sql::hub::batches_of_scope);
        query.integer(scope->sid);
        while (query.step()) {
            const auto writer = IncarnationId::fromBytes(query.asBytes(0)).value_or(IncarnationId());
            const auto member = m_members.find(writer);
            if (writer == reader || member == m_members.end())
                continue;
            const auto last = static_cast<std::uint64_t>(query.asInteger(1) + query.asInteger(2) - 1);
            const bool isNew = found.through.empty() || found.through.back().first != writer;
            if (isNew)
                found.through.emplace_back(writer, last);
            found.through.back().second = last;
            const auto there =
                std::find_if(held.begin(), held.end(), [&](const auto& some) { return some.first == writer; });
            if ((there != held.end() && there->second >= last) || sum > sync::tuning::pageBytes)
                continue;
            if (found.batches.empty() || found.certificates.back() != member->second.certificate)
                found.certificates.push_back(member->second.certificate);
            found.batches.emplace_back(query.asBytes(4));
            sum += found.batches.back().size();
        }
        return found;
    });
}

Result<base::Bytes> HubStore::snapshot(const ScopeId& scopeId)
{
    return inTransaction("looking a snapshot up", false, [&]() -> Result<base::Bytes> {
        const auto scope = m_records.findScope(scopeId);
        if (scope) {
            const auto whole = manifest(scope->sid, true);
            Query query = m_database->query(sql::hub::snapshot_get);
            if (whole && !missingSegment(*whole) && query.integer(scope->sid).integer(1).step())
                return base::Bytes(query.asBytes(0));
            m_database->query(sql::hub::scope_wish).integer(1).integer(scope->sid).run();
        }
        return base::Bytes(); // not an error yet: the wish is to be kept
    });
}

std::optional<std::filesystem::path> HubStore::segment(const ScopeId& scopeId, const sync::Hash& hash)
{
    const auto known = reading("looking a segment up", [&] {
        const auto scope = m_records.findScope(scopeId);
        const auto whole = scope ? manifest(scope->sid, true) : std::nullopt;
        return whole && std::any_of(whole->segments.begin(), whole->segments.end(),
                                    [&](const sync::SegmentInfo& info) { return info.hash == hash; });
    });
    return known && *known ? soundSegment(segmentFile(hash), hash) : std::nullopt;
}

} // namespace staffroom::storage
