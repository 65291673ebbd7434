// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/node/arriving.h"

#include "core/base/cbor.h"
#include "core/domain/value.h"
#include "core/node/titles.h"
#include "core/sync/state.h"

#include <algorithm>

namespace staffroom::node {

namespace {

namespace f = domain::field;

/// More names would be a list, and that is what the pages are for.
constexpr std::size_t mostNames = 3;

bool isCounted(std::uint32_t kind)
{
    return domain::kindInfo(kind) && static_cast<domain::Kind>(kind) != domain::Kind::preference;
}

/// The field that says which message a message corrects, 0 for other kinds.
domain::FieldNo correctsField(std::uint32_t kind)
{
    switch (static_cast<domain::Kind>(kind)) {
    case domain::Kind::post:
        return f::post::corrects;
    case domain::Kind::reply:
        return f::reply::corrects;
    default:
        return 0;
    }
}

/// A reply is known by its thread.
RecordId namedBy(std::uint32_t kind, const RecordId& record, base::BytesView threadItem)
{
    if (static_cast<domain::Kind>(kind) != domain::Kind::reply)
        return record;
    return domain::idOf(threadItem).value_or(record);
}

} // namespace

void Arriving::startAnew()
{
    m_kinds.clear();
    m_changed.clear();
}

void Arriving::add(domain::Kind kind, const RecordId& namedBy)
{
    Tally& one = m_kinds[kind];
    ++one.count;
    std::erase(one.last, namedBy);
    one.last.push_back(namedBy);
    if (one.last.size() > mostNames)
        one.last.erase(one.last.begin());
}

void Arriving::count(const sync::Change& change)
{
    if (!isCounted(change.kind) || sync::forgets(change))
        return;
    const auto item = [&](domain::FieldNo field) {
        const auto write = std::find_if(change.writes.begin(), change.writes.end(),
                                        [&](const sync::FieldWrite& some) { return some.field == field; });
        return write == change.writes.end() ? base::BytesView() : base::BytesView(write->item);
    };
    if (domain::kindInfo(change.kind)->writtenOnce) {
        const domain::FieldNo corrects = correctsField(change.kind);
        const bool deletes = change.writes.size() == 1 && change.writes.front().field == f::deleted;
        if (deletes || (corrects != 0 && !item(corrects).empty()))
            return;
    } else if (!m_changed.insert(change.record).second) {
        return;
    }
    add(static_cast<domain::Kind>(change.kind), namedBy(change.kind, change.record, item(f::reply::thread)));
}

void Arriving::count(const sync::SegmentRecord& record)
{
    if (!isCounted(record.kind))
        return;
    if (record.content.deleted())
        return;
    const domain::FieldNo corrects = correctsField(record.kind);
    if (corrects != 0 && record.content.shown(corrects))
        return;
    const sync::LiveWrite* thread = record.content.shown(f::reply::thread);
    add(static_cast<domain::Kind>(record.kind),
        namedBy(record.kind, record.id, thread ? base::BytesView(thread->item) : base::BytesView()));
}

Result<std::uint64_t> Arriving::takePage(const sync::Page& page)
{
    auto taken = m_replica.takePage(page);
    if (!taken)
        return taken;
    for (const sync::Entry& entry : page.entries) // what this PC wrote is left out of them
        for (const base::BytesView bytes : entry.changes)
            if (const auto change = sync::decodeChange(bytes, entry.incarnation))
                count(*change);
    return taken;
}

Result<void> Arriving::takeSegment(const domain::ScopeId& scope, const Rebase& rebase,
                                   std::span<const sync::SegmentRecord> records)
{
    // A snapshot in place of what was here brings again what was here before; so does one that is begun again.
    const bool again = m_underWay && m_underWay->scope == scope;
    if (!again || rebase.next == 0) {
        const auto held = m_replica.scopes();
        if (!held)
            return held.error();
        const bool fromNothing = std::any_of(held->begin(), held->end(), [&](const sync::HeldScope& some) {
            return some.scope == scope && some.cursor.seq == 0;
        });
        m_underWay = {scope, fromNothing && !again};
    }
    std::set<RecordId> known;
    if (!m_underWay->isNew)
        for (const sync::SegmentRecord& record : records)
            if (const auto shown = m_replica.shown(record.id); shown && *shown)
                known.insert(record.id);
    STAFFROOM_TRY(m_replica.takeSegment(scope, rebase, records));
    for (const sync::SegmentRecord& record : records)
        if (!known.contains(record.id))
            count(record);
    return {};
}

std::vector<Arrived> Arriving::counted() const
{
    std::vector<Arrived> kinds;
    for (const auto& [kind, one] : m_kinds) {
        kinds.push_back({kind, one.count, {}, {one.last.rbegin(), one.last.rend()}});
    }
    return kinds;
}

void nameArrivals(Arrivals& arrivals, storage::Replica& replica)
{
    for (Arrived& one : arrivals.kinds) {
        one.names.clear();
        for (const RecordId& record : one.records)
            if (std::string name = titleOf(replica, record); !name.empty())
                one.names.push_back(std::move(name));
    }
}

base::Bytes encode(const Arrivals& arrivals)
{
    base::cbor::Writer out;
    out.array(2);
    out.integer(arrivals.when);
    out.array(arrivals.kinds.size());
    for (const Arrived& one : arrivals.kinds) {
        out.array(3);
        out.uint(static_cast<std::uint64_t>(one.kind));
        out.integer(one.count);
        out.array(one.records.size());
        for (const RecordId& record : one.records)
            out.bytes(record.view());
    }
    return out.take();
}

Arrivals decodeArrivals(base::BytesView bytes)
{
    base::cbor::Reader in(bytes);
    in.array(2);
    Arrivals arrivals;
    arrivals.when = in.integer();
    const std::uint64_t kinds = in.array();
    for (std::uint64_t i = 0; i < kinds && in.ok(); ++i) {
        in.array(3);
        Arrived one{static_cast<domain::Kind>(in.uint()), in.integer(), {}};
        const std::uint64_t records = in.array();
        for (std::uint64_t n = 0; n < records && in.ok(); ++n)
            one.records.push_back(RecordId::fromBytes(in.bytes()).value_or(RecordId()));
        arrivals.kinds.push_back(std::move(one));
    }
    return in.atEnd() ? arrivals : Arrivals();
}

} // namespace staffroom::node
