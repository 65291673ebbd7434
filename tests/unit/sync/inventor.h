// SPDX-License-Identifier: GPL-3.0-or-later
// Makes up changes, batches, pages … from a seed: quick to make and to shrink, and one number repeats a fault.
#pragma once

#include "core/sync/messages.h"
#include "core/sync/snapshot.h"
#include "core/sync/state.h"

#include <set>

namespace staffroom::test {

using base::Bytes;
using base::BytesView;
using base::IncarnationId;
using base::RecordId;
using domain::ScopeId;
using sync::Dot;

class Inventor
{
public:
    explicit Inventor(std::uint64_t seed) : m_random(seed) {}

    std::uint64_t below(std::uint64_t bound) { return m_random.below(bound); }
    /// Small as often as large.
    std::uint64_t number() { return m_random.next64() >> m_random.below(64); }
    base::KeyPair key() { return base::KeyPair::make(m_random); }
    template <typename SomeId>
    SomeId id()
    {
        return *SomeId::fromBytes(m_random.bytes(SomeId::size));
    }
    base::Hash hash() { return *base::Hash::fromBytes(m_random.bytes(base::Hash::size)); }
    ScopeId scope() { return {static_cast<domain::ScopeType>(1 + below(6)), id<RecordId>()}; }
    Bytes text() { return base::toHex(m_random.bytes(below(20))); }

    Bytes item()
    {
        base::cbor::Writer out;
        switch (below(6)) {
        case 0:
            out.integer(static_cast<std::int64_t>(number()));
            break;
        case 1:
            out.bytes(m_random.bytes(below(40)));
            break;
        case 2:
            out.null();
            break;
        case 3:
            out.array(2);
            out.text(text());
            out.boolean(below(2) == 0);
            break;
        default:
            out.text(text());
        }
        return out.take();
    }

    sync::Change change(const IncarnationId& writer)
    {
        sync::Change change{id<RecordId>(), static_cast<std::uint32_t>(1 + below(UINT32_MAX)), number(), {}};
        std::set<domain::FieldNo> fields;
        for (std::uint64_t count = 1 + below(5); fields.size() < count;)
            fields.insert(static_cast<domain::FieldNo>(below(3) == 0 ? below(UINT32_MAX) : below(12)));
        for (const domain::FieldNo field : fields) {
            sync::FieldWrite write{field, item(), 0, {}};
            if (below(2) == 0) {
                write.rank = static_cast<std::uint32_t>(below(4));
                std::set<Dot> dots;
                for (std::uint64_t count = below(4); dots.size() < count;)
                    dots.insert({below(2) == 0 ? writer : id<IncarnationId>(), 1 + number() / 2});
                write.supersedes.assign(dots.begin(), dots.end());
            }
            change.writes.push_back(std::move(write));
        }
        return change;
    }

    std::vector<Bytes> changes(const IncarnationId& writer, std::uint64_t atMost)
    {
        std::vector<Bytes> all;
        for (std::uint64_t count = 1 + below(atMost); all.size() < count;)
            all.push_back(encode(change(writer), writer));
        return all;
    }

    sync::Batch batch(const base::KeyPair& key)
    {
        const auto all = changes(base::incarnationOf(key.publicKey()), 6);
        return sync::sealBatch(key, scope(), 1 + below(1'000), hash(), all);
    }

    Bytes page(const base::KeyPair& server)
    {
        sync::Page page{scope(), number() / 2, below(1'000), 0, hash(), {}, below(2) == 0, {}};
        page.to = page.from;
        page.after = page.before;
        std::vector<Bytes> entries;
        for (std::uint64_t count = below(4); entries.size() < count;) {
            const auto writer = id<IncarnationId>();
            const auto all = changes(writer, 4);
            const Bytes entry = sync::encodeEntry(writer, 1 + below(1'000), all);
            page.to += all.size();
            page.after = sync::chained(page.after, base::Hash::of(entry));
            entries.push_back(below(3) == 0 ? sync::elideEntry(entry) : entry);
        }
        const std::vector<BytesView> views(entries.begin(), entries.end());
        return sync::encodePage(page, views, server);
    }

    sync::Manifest manifest()
    {
        sync::Manifest manifest{scope(), below(9), number() / 2, hash(), {}, {}};
        for (std::uint64_t count = below(5); count > 0; --count)
            manifest.seen[id<IncarnationId>()] = number();
        std::set<RecordId> lasts;
        for (std::uint64_t count = below(5); lasts.size() < count;)
            lasts.insert(id<RecordId>());
        for (const RecordId& last : lasts)
            manifest.segments.push_back({hash(), below(100'000), 1 + below(500), last});
        return manifest;
    }

    sync::Verdict verdict(const base::KeyPair& server)
    {
        sync::Verdict verdict{id<IncarnationId>(), scope(), 1 + below(1'000), hash(), {}, number(), {}, {}};
        if (below(3) == 0)
            verdict.refused = base::ErrorCode::forked;
        else
            for (std::uint64_t count = below(3), dseq = verdict.first; count > 0; --count)
                verdict.quarantined.push_back({dseq++, base::ErrorCode::forbidden});
        verdict.signature = server.sign(sync::verdictClaim(verdict));
        return verdict;
    }

private:
    base::SeededRandom m_random;
};

} // namespace staffroom::test
