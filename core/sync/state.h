// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/change.h"

#include <functional>
#include <optional>
#include <span>

namespace staffroom::sync {

/// One live write of one field.
struct LiveWrite
{
    FieldNo field = 0;
    Dot dot;
    HybridTime time = 0;
    std::uint32_t rank = 0;
    Bytes item;
};

/// The server's word that nothing is known of a record any more: its deletion is older than the lease. It gives field 0
/// the value null, which is nobody else's to give; all writes go with it.
Change forgetting(const RecordId& record, std::uint32_t kind, HybridTime time);
bool forgets(const Change& change);
/// Whether the change deletes its record.
bool deletes(const Change& change);

/// Whether this replica has taken in the change of that dot; a dot that it hasn't may still come.
using Seen = std::function<bool(const Dot&)>;

/// Whether a value of field 0 deletes.
bool isDeletion(BytesView item);
/// The dots that a deletion knew of; nothing where the value is no deletion.
std::optional<std::vector<Dot>> deletedDots(BytesView item);
/// The value of field 0 that deletes, knowing of these.
Bytes deletionOf(std::span<const Dot> known);

/// What is known of one record: the live writes of each field and the dots known to be superseded that have not come
/// yet. Equal sets of changes give equal states, whatever the order; its encoding is canonical, so equal states are
/// equal bytes.
class RecordState
{
public:
    /// Takes one change in. A dot whose writes are live changes nothing; one that came and was superseded since would
    /// live again, so whoever may meet a change twice asks what was seen first. An incarnation's changes come in order.
    void apply(const Change& change, const Dot& dot, const Seen& seen);

    /// A change that was applied before its turn has come to its place in the server's order: what was seen there of
    /// what it supersedes isn't awaited any more.
    void settle(const Change& change, const Seen& seen);

    const std::vector<LiveWrite>& writes() const { return m_writes; }
    bool empty() const { return m_writes.empty() && m_awaited.empty(); }
    bool settled() const { return m_awaited.empty(); }
    /// About the bytes of its encoding, and not fewer.
    std::size_t weight() const;

    /// The write shown of each field, ascending by field: more went before it, then later, then the greater dot.
    std::vector<const LiveWrite*> shown() const;
    /// The one shown of a field, null where it has none.
    const LiveWrite* shown(FieldNo field) const;
    /// Fields with two or more different values, ascending. Equal values written twice are no alternatives. A deletion
    /// beside an edit that did not know of it counts as an alternative of field 0.
    std::vector<FieldNo> alternatives() const;
    /// Deleted, and no edit that didn't know of the deletion keeps it visible.
    bool deleted() const;
    /// The newest hybrid time of its live writes.
    HybridTime latest() const;
    /// The value of field 0 that deletes the record as it is known here: the dots of its live writes,
    /// [incarnation, dseq, …]. A live write that isn't among them was made without knowing of the deletion.
    Bytes deletionItem() const;

    /// What a new write of this field supersedes, and its rank.
    void supersede(FieldWrite& write) const;

    /// [[group …], [[field, incarnation, dseq] …]] where a group is what is left of one change:
    /// [incarnation, dseq, time, {field: value}] and, where some rank isn't 0, {field: rank}. Groups ascend by dot.
    Bytes encode() const;
    static Result<RecordState> decode(BytesView bytes);
    /// The state that comes next; fails the reader where it isn't in that form.
    static RecordState read(base::cbor::Reader& reader);

    friend bool operator==(const RecordState& a, const RecordState& b) { return a.encode() == b.encode(); }

private:
    struct Awaited
    {
        FieldNo field;
        Dot dot;
        friend auto operator<=>(const Awaited&, const Awaited&) = default;
    };
    /// All of it was written by one change: each field once, in order.
    bool ofOneChange() const { return !m_writes.empty() && m_writes.front().dot == m_writes.back().dot; }
    enum class Deletion { none, agreed, contested };
    Deletion deletion() const;
    void readGroup(base::cbor::Reader& reader);

    std::vector<LiveWrite> m_writes; ///< ascending by dot, then field
    std::vector<Awaited> m_awaited;  ///< ascending
};

} // namespace staffroom::sync
