// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/state.h"

#include "core/sync/tuning.h"

#include <algorithm>
#include <tuple>

namespace staffroom::sync {

using base::Error;
using base::ErrorCode;
using base::cbor::Reader;
using base::cbor::Writer;

namespace {

/// Room for the fields of most records.
constexpr std::uint64_t usualFields = 16;

auto place(const LiveWrite& write)
{
    return std::tie(write.dot, write.field);
}

bool before(const LiveWrite& a, const LiveWrite& b)
{
    return place(a) < place(b);
}

/// Whether a is shown rather than b.
bool outranks(const LiveWrite& a, const LiveWrite& b)
{
    return std::tie(a.rank, a.time, a.dot) > std::tie(b.rank, b.time, b.dot);
}

/// Two deletions say the same, whatever each knew of.
bool differs(const LiveWrite& a, const LiveWrite& b)
{
    return a.item != b.item &&
           !(a.field == domain::field::deleted && deletedDots(a.item).has_value() && deletedDots(b.item).has_value());
}

} // namespace

bool isDeletion(BytesView item)
{
    return Reader(item).peek() == base::cbor::Type::array;
}

std::optional<std::vector<Dot>> deletedDots(BytesView item)
{
    if (!isDeletion(item))
        return std::nullopt;
    Reader reader(item);
    std::vector<Dot> dots;
    for (std::uint64_t count = reader.array(); count >= 2 && reader.ok(); count -= 2) {
        const auto incarnation = IncarnationId::fromBytes(reader.bytes(IncarnationId::size));
        dots.push_back({incarnation.value_or(IncarnationId()), reader.uint()});
    }
    return dots;
}

Bytes deletionOf(std::span<const Dot> known)
{
    Writer out;
    out.array(2 * known.size());
    for (const Dot& dot : known) {
        out.bytes(dot.incarnation.view());
        out.uint(dot.dseq);
    }
    return out.take();
}

Change forgetting(const RecordId& record, std::uint32_t kind, HybridTime time)
{
    Writer null;
    null.null();
    return {record, kind, time, {{domain::field::deleted, null.take(), 0, {}}}};
}

bool forgets(const Change& change)
{
    return change.writes.front().field == domain::field::deleted &&
           Reader(change.writes.front().item).peek() == base::cbor::Type::null;
}

bool deletes(const Change& change)
{
    return change.writes.front().field == domain::field::deleted && isDeletion(change.writes.front().item);
}

void RecordState::apply(const Change& change, const Dot& dot, const Seen& seen)
{
    if (forgets(change)) {
        m_writes.clear();
        m_awaited.clear();
        return;
    }
    for (const FieldWrite& write : change.writes) {
        for (const Dot& gone : write.supersedes) {
            const auto live = std::find_if(m_writes.begin(), m_writes.end(), [&](const LiveWrite& some) {
                return some.field == write.field && some.dot == gone;
            });
            if (live != m_writes.end()) {
                m_writes.erase(live);
            } else if (!seen(gone)) {
                const Awaited awaited{write.field, gone};
                const auto at = std::lower_bound(m_awaited.begin(), m_awaited.end(), awaited);
                if (at == m_awaited.end() || *at != awaited)
                    m_awaited.insert(at, awaited);
            }
        }
        const auto awaited = std::find(m_awaited.begin(), m_awaited.end(), Awaited{write.field, dot});
        if (awaited != m_awaited.end()) {
            m_awaited.erase(awaited); // superseded before it came
            continue;
        }
        LiveWrite live{write.field, dot, change.time, write.rank, write.item};
        const auto at = std::lower_bound(m_writes.begin(), m_writes.end(), live, before);
        if (at == m_writes.end() || place(*at) != place(live))
            m_writes.insert(at, std::move(live));
    }
}

void RecordState::settle(const Change& change, const Seen& seen)
{
    for (const FieldWrite& write : change.writes)
        for (const Dot& gone : write.supersedes)
            if (seen(gone))
                std::erase(m_awaited, Awaited{write.field, gone});
}

std::vector<const LiveWrite*> RecordState::shown() const
{
    std::vector<const LiveWrite*> shown;
    shown.reserve(m_writes.size());
    if (ofOneChange()) {
        for (const LiveWrite& write : m_writes)
            shown.push_back(&write);
        return shown;
    }
    for (const LiveWrite& write : m_writes) {
        const auto at = std::lower_bound(shown.begin(), shown.end(), write.field,
                                         [](const LiveWrite* some, FieldNo field) { return some->field < field; });
        if (at == shown.end() || (*at)->field != write.field)
            shown.insert(at, &write);
        else if (outranks(write, **at))
            *at = &write;
    }
    return shown;
}

const LiveWrite* RecordState::shown(FieldNo field) const
{
    const LiveWrite* best = nullptr;
    for (const LiveWrite& write : m_writes)
        if (write.field == field && (!best || outranks(write, *best)))
            best = &write;
    return best;
}

RecordState::Deletion RecordState::deletion() const
{
    const LiveWrite* write = shown(domain::field::deleted);
    const auto covered = write ? deletedDots(write->item) : std::nullopt;
    if (!covered)
        return Deletion::none;
    std::vector<Dot> known = *covered; // together, where several deleted it without knowing of each other
    for (const LiveWrite& some : m_writes)
        if (some.field == domain::field::deleted && some.dot != write->dot)
            if (const auto more = deletedDots(some.item))
                known.insert(known.end(), more->begin(), more->end());
    const bool contested = std::any_of(m_writes.begin(), m_writes.end(), [&](const LiveWrite& some) {
        return some.field != domain::field::deleted && std::find(known.begin(), known.end(), some.dot) == known.end();
    });
    return contested ? Deletion::contested : Deletion::agreed;
}

Bytes RecordState::deletionItem() const
{
    std::vector<Dot> dots;
    for (const LiveWrite& write : m_writes)
        if (write.field != domain::field::deleted && (dots.empty() || dots.back() != write.dot))
            dots.push_back(write.dot);
    return deletionOf(dots);
}

std::vector<FieldNo> RecordState::alternatives() const
{
    std::vector<FieldNo> fields;
    for (const LiveWrite* first : ofOneChange() ? std::vector<const LiveWrite*>() : shown())
        for (const LiveWrite& write : m_writes)
            if (write.field == first->field && differs(write, *first)) {
                fields.push_back(write.field);
                break;
            }
    if (deletion() == Deletion::contested && (fields.empty() || fields.front() != domain::field::deleted))
        fields.insert(fields.begin(), domain::field::deleted);
    return fields;
}

bool RecordState::deleted() const
{
    return deletion() == Deletion::agreed;
}

HybridTime RecordState::latest() const
{
    HybridTime latest = 0;
    for (const LiveWrite& write : m_writes)
        latest = std::max(latest, write.time);
    return latest;
}

void RecordState::supersede(FieldWrite& write) const
{
    std::uint32_t most = 0;
    bool any = false;
    for (const LiveWrite& live : m_writes) {
        if (live.field != write.field)
            continue;
        write.supersedes.push_back(live.dot);
        most = std::max(most, live.rank);
        any = true;
    }
    std::sort(write.supersedes.begin(), write.supersedes.end());
    write.supersedes.erase(std::unique(write.supersedes.begin(), write.supersedes.end()), write.supersedes.end());
    if (write.supersedes.size() > tuning::dotsPerField)
        write.supersedes.resize(tuning::dotsPerField); // a change names no more; what is left stays an alternative
    write.rank = any ? std::max(most, most + 1) : 0;   // at its end it stays there
}

std::size_t RecordState::weight() const
{
    constexpr std::size_t around = 64; // a dot, a time, field numbers and ranks with their heads
    std::size_t sum = around * (m_awaited.size() + 1);
    for (const LiveWrite& write : m_writes)
        sum += around + write.item.size();
    return sum;
}

Bytes RecordState::encode() const
{
    std::uint64_t groups = 0;
    for (std::size_t at = 0; at < m_writes.size(); ++at)
        groups += at == 0 || m_writes[at].dot != m_writes[at - 1].dot;
    Writer out;
    out.array(2);
    out.array(groups);
    for (std::size_t first = 0; first < m_writes.size();) {
        std::size_t end = first;
        std::uint64_t ranked = 0;
        while (end < m_writes.size() && m_writes[end].dot == m_writes[first].dot)
            ranked += m_writes[end++].rank != 0;
        out.array(ranked == 0 ? 4 : 5);
        out.bytes(m_writes[first].dot.incarnation.view());
        out.uint(m_writes[first].dot.dseq);
        out.uint(m_writes[first].time);
        out.map(end - first);
        for (std::size_t at = first; at < end; ++at) {
            out.uint(m_writes[at].field);
            out.raw(m_writes[at].item);
        }
        if (ranked != 0)
            out.map(ranked);
        for (std::size_t at = first; at < end; ++at)
            if (m_writes[at].rank != 0) {
                out.uint(m_writes[at].field);
                out.uint(m_writes[at].rank);
            }
        first = end;
    }
    out.array(m_awaited.size());
    for (const Awaited& awaited : m_awaited) {
        out.array(3);
        out.uint(awaited.field);
        out.bytes(awaited.dot.incarnation.view());
        out.uint(awaited.dot.dseq);
    }
    return out.take();
}

Result<RecordState> RecordState::decode(BytesView bytes)
{
    constexpr std::string_view doing = "reading a record's state";
    Reader reader(bytes);
    RecordState state = read(reader);
    if (!reader.ok())
        return reader.error(doing);
    if (!reader.atEnd())
        return Error{ErrorCode::malformed, std::string(doing), "bytes after it"};
    return state;
}

RecordState RecordState::read(Reader& reader)
{
    RecordState state;
    reader.array(2);
    const std::uint64_t groups = reader.array();
    for (std::uint64_t group = 0; group < groups && reader.ok(); ++group)
        state.readGroup(reader);
    const std::uint64_t awaited = reader.array();
    for (std::uint64_t at = 0; at < awaited && reader.ok(); ++at) {
        reader.array(3);
        const std::uint64_t field = reader.uint();
        const auto incarnation = IncarnationId::fromBytes(reader.bytes(IncarnationId::size));
        const Awaited entry{static_cast<FieldNo>(field), {incarnation.value_or(IncarnationId()), reader.uint()}};
        if (field > UINT32_MAX || entry.dot.dseq == 0 || (at > 0 && !(state.m_awaited.back() < entry)))
            reader.fail();
        state.m_awaited.push_back(entry);
    }
    return state;
}

/// What is left of one change.
void RecordState::readGroup(Reader& reader)
{
    const std::uint64_t length = reader.array();
    const auto incarnation = IncarnationId::fromBytes(reader.bytes(IncarnationId::size));
    const Dot dot{incarnation.value_or(IncarnationId()), reader.uint()};
    const HybridTime time = reader.uint();
    const std::uint64_t fields = reader.map();
    const std::size_t first = m_writes.size();
    if ((length != 4 && length != 5) || fields == 0 || dot.dseq == 0 || (first > 0 && !(m_writes.back().dot < dot)))
        reader.fail();
    if (first == 0)
        m_writes.reserve(std::min<std::uint64_t>(fields, usualFields)); // the count is the sender's word
    for (std::uint64_t at = 0; at < fields && reader.ok(); ++at) {
        const std::uint64_t field = reader.uint();
        const BytesView item = reader.item();
        if (field > UINT32_MAX || (at > 0 && field <= m_writes.back().field))
            reader.fail();
        m_writes.push_back({static_cast<FieldNo>(field), dot, time, 0, Bytes(item)});
    }
    const std::uint64_t ranked = length == 5 ? reader.map() : 0;
    if (length == 5 && ranked == 0)
        reader.fail();
    std::size_t at = first;
    for (std::uint64_t pair = 0; pair < ranked && reader.ok(); ++pair, ++at) {
        const std::uint64_t field = reader.uint();
        const std::uint64_t rank = reader.uint();
        while (at < m_writes.size() && m_writes[at].field != field)
            ++at;
        if (at == m_writes.size() || rank == 0 || rank > UINT32_MAX) {
            reader.fail();
            break;
        }
        m_writes[at].rank = static_cast<std::uint32_t>(rank);
    }
}

} // namespace staffroom::sync
