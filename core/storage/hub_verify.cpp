// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/hub_verify.h"

#include "core/storage/log_walk.h"
#include "staffroom_sql.h"

#include <fstream>

namespace staffroom::storage {

namespace {

constexpr std::string_view doing = "verifying the hub";

Result<HubReport::Scope> verifyLog(HubStore& store, Query& row, HubReport& report)
{
    Database& database = store.writer();
    const std::int64_t sid = row.asInteger(0);
    const auto hash = [&](int column) { return sync::Hash::fromBytes(row.asBytes(column)).value_or(sync::Hash()); };
    const auto scope = ScopeId::fromBytes(row.asBytes(1));
    if (!scope)
        return Error{ErrorCode::storageDamaged, std::string(doing), "scope " + std::to_string(sid)};
    HubReport::Scope one{*scope, static_cast<std::uint64_t>(row.asInteger(5)),
                         static_cast<std::uint64_t>(row.asInteger(3)), hash(4), false};
    sync::Page page;
    page.scope = *scope;
    page.epoch = static_cast<std::uint64_t>(row.asInteger(2));
    LogWalk walk{scope->text(), row.asInteger(5), hash(6)};
    Query places = database.query(sql::hub::places_from);
    places.integer(sid).integer(walk.seq);
    bool more = places.step();
    Query rows = database.query(sql::hub::log_from);
    rows.integer(sid).integer(walk.seq);
    while (rows.step()) {
        if (const auto entry = walk.follow(rows, doing); !entry)
            return entry.error();
        if (!more || places.asInteger(0) != walk.seq)
            continue;
        page.to = static_cast<std::uint64_t>(walk.seq);
        page.after = walk.chain;
        if (!sync::verifiesPlace(page, base::arrayOf<64>(places.asBytes(1)).value_or(sync::Signature()),
                                 store.setup().serverKey))
            return Error{ErrorCode::badSignature, std::string(doing),
                         scope->text() + " at " + std::to_string(walk.seq)};
        ++report.places;
        more = places.step();
    }
    if (more || walk.seq != row.asInteger(3) || walk.chain != one.chain)
        return Error{ErrorCode::brokenChain, std::string(doing), scope->text() + ": its head isn't where its log ends"};
    return one;
}

Result<void> verifySnapshots(HubStore& store, HubReport& report)
{
    Query rows = store.writer().query(sql::hub::snapshots);
    while (rows.step()) {
        const auto manifest = sync::decodeManifest(rows.asBytes(2), store.setup().serverKey);
        if (!manifest)
            return manifest.error();
        for (const sync::SegmentInfo& info : manifest->segments) {
            std::ifstream in(store.segmentFile(info.hash), std::ios::binary);
            if (!in && rows.asInteger(1) == 0)
                continue; // still to be fetched
            const base::Bytes bytes{std::istreambuf_iterator<char>(in), {}};
            if (sync::Hash::of(bytes) != info.hash)
                return Error{ErrorCode::badHash, std::string(doing), store.segmentFile(info.hash).string()};
            ++report.segments;
        }
        if (rows.asInteger(1) != 0)
            for (HubReport::Scope& scope : report.scopes)
                scope.snapshot = scope.snapshot || scope.scope == manifest->scope;
    }
    return {};
}

Result<void> verifyBatches(HubStore& store, HubReport& report)
{
    Query rows = store.writer().query(sql::hub::batches_all);
    for (; rows.step(); ++report.batches) {
        const auto batch = sync::decodeBatch(rows.asBytes(3));
        if (!batch)
            return batch.error();
        // Of a device that left since, the key isn't known any more: the server will judge.
        if (const auto key = store.keyOf(batch->incarnation))
            STAFFROOM_TRY(sync::verify(*batch, *key));
    }
    return {};
}

} // namespace

Result<HubReport> verifyHub(HubStore& store)
{
    const std::lock_guard lock(store.mutex());
    return guarded(doing, [&]() -> Result<HubReport> {
        HubReport report;
        Query scopes = store.writer().query(sql::hub::scopes);
        while (scopes.step()) {
            auto scope = verifyLog(store, scopes, report);
            if (!scope)
                return scope.error();
            report.scopes.push_back(*scope);
        }
        STAFFROOM_TRY(verifySnapshots(store, report));
        Query members = store.writer().query(sql::hub::devices);
        for (; members.step(); ++report.members) {
            const auto device = IncarnationId::fromBytes(members.asBytes(0)).value_or(IncarnationId());
            const auto certificate =
                sync::decodeCertificate(members.asBytes(1), store.setup().server, store.setup().serverKey);
            if (!certificate)
                return certificate.error();
            if (const auto grant = sync::decodeGrant(members.asBytes(2), device, store.setup().serverKey, 0); !grant)
                return grant.error();
        }
        STAFFROOM_TRY(verifyBatches(store, report));
        Query verdicts = store.writer().query(sql::hub::verdicts_all);
        for (; verdicts.step(); ++report.verdicts) {
            const base::Bytes one(verdicts.asBytes(0));
            if (const auto read = sync::decodeVerdicts(sync::joinVerdicts({&one, 1}), store.setup().serverKey); !read)
                return read.error();
        }
        return report;
    });
}

} // namespace staffroom::storage
