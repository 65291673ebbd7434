// SPDX-License-Identifier: GPL-3.0-or-later
// What must be there, kept apart from the product: plain lists of what people did, and a merge so naive that it can be
// checked by reading.
#pragma once

#include "core/domain/edit.h"
#include "core/sync/page.h"
#include "core/sync/state.h"

#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace staffroom::test {

/// An invariant that doesn't hold. Thrown: the run is over.
class Violation : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

/// One record change that a person's program said was saved.
struct Saved
{
    base::RecordId record;
    std::map<domain::FieldNo, base::Bytes> fields;
    bool certain = true; ///< false: the saving failed, but a power cut may leave it done
};

/// What a PC made in one scope, in order.
struct Work
{
    std::vector<Saved> saved;
    std::size_t under = 0;          ///< how many of them were made or settled under earlier names of the PC
    std::uint64_t acknowledged = 0; ///< of those under the present name
};

/// A change that was acknowledged to a PC which was put back to an older disk since.
struct Elsewhere
{
    base::IncarnationId incarnation;
    domain::ScopeId scope;
    std::uint64_t dseq = 0;
};

class Model
{
public:
    using Pc = std::size_t;
    using Place = std::pair<Pc, domain::ScopeId>;
    using Works = std::map<domain::ScopeId, Work>;

    void saved(const Place& place, const domain::Edit& edit, bool certain);
    /// How many changes under its name a PC shows after it was opened: those that were certain, and perhaps the one
    /// after them.
    void reopened(const Place& place, std::uint64_t made);
    /// Under the PC's present name.
    std::uint64_t made(const Place& place) const;
    /// The PC was told that the server has its changes through that number.
    void acknowledged(const Place& place, std::uint64_t through);

    /// The PC goes on under another name; so many changes of that scope are made again under it.
    void renamed(const Place& place, std::uint64_t again);
    /// Another PC has the same disk from now on.
    void copied(Pc from, Pc to) { m_works[to] = m_works[from]; }
    const Works& worksOf(Pc pc) { return m_works[pc]; }
    /// The PC has an older disk, with these works.
    void putBack(Pc pc, const base::IncarnationId& incarnation, const Works& works);

    /// The server gave up what came after a backup: what is missing comes again from who wrote it, unless they left.
    void serverRestored() { m_restored = true; }
    bool wasRestored() const { return m_restored; }

    const std::map<Pc, Works>& all() const { return m_works; }
    /// By whatever PC, also what an older disk in its place knows no more.
    const std::map<domain::ScopeId, std::vector<Saved>>& ever() const { return m_ever; }
    const std::vector<Elsewhere>& elsewhere() const { return m_elsewhere; }

private:
    std::map<Pc, Works> m_works;
    std::map<domain::ScopeId, std::vector<Saved>> m_ever;
    std::vector<Elsewhere> m_elsewhere;
    bool m_restored = false;
};

/// Stands in every text that is written: in which scope, and at which PC.
inline constexpr std::string_view canaryBegins = "(in ";
inline constexpr std::string_view canaryEnds = ")";
std::string canaryOf(const domain::ScopeId& scope, std::size_t pc);

/// A live write as the naive merge knows it.
using NaiveWrite = std::tuple<domain::FieldNo, sync::Dot, base::Bytes>;

/// The states that a log's accepted changes make: each write that no accepted change supersedes, by record.
struct NaiveScope
{
    std::map<base::RecordId, std::set<NaiveWrite>> live;
    std::map<base::IncarnationId, std::map<std::uint64_t, std::optional<sync::Change>>> changes; ///< none: quarantined
    std::uint64_t seq = 0;
};
/// Throws Violation for a log that can't be read or has a number twice.
NaiveScope naiveMerge(const std::vector<base::Bytes>& logEntries);

} // namespace staffroom::test
