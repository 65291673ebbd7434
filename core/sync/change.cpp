// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/change.h"

#include "core/sync/tuning.h"

#include <algorithm>

namespace staffroom::sync {

using base::Error;
using base::ErrorCode;
using base::cbor::Reader;
using base::cbor::Writer;

namespace {

bool plain(const FieldWrite& write)
{
    return write.rank == 0 && write.supersedes.empty();
}

/// Reads {field: [rank, incarnation | null, dseq, …]} into the writes that have those fields.
bool readSupersedes(Reader& reader, const IncarnationId& writer, std::vector<FieldWrite>& writes)
{
    const std::uint64_t count = reader.map();
    std::uint64_t last = 0;
    for (std::uint64_t at = 0; at < count && reader.ok(); ++at) {
        const std::uint64_t field = reader.uint();
        const std::uint64_t length = reader.array();
        const auto write =
            std::find_if(writes.begin(), writes.end(), [&](const FieldWrite& some) { return some.field == field; });
        const bool rises = at == 0 || field > last;
        if (!reader.ok() || write == writes.end() || !rises || length % 2 == 0 || length / 2 > tuning::dotsPerField)
            return false;
        last = field;
        const std::uint64_t rank = reader.uint();
        if (rank > UINT32_MAX)
            return false;
        write->rank = static_cast<std::uint32_t>(rank);
        for (std::uint64_t pair = 0; pair < length / 2; ++pair) {
            Dot dot{writer, 0};
            if (!reader.maybeNull()) {
                const auto id = IncarnationId::fromBytes(reader.bytes(IncarnationId::size));
                if (!id || *id == writer) // one dot, one form
                    return false;
                dot.incarnation = *id;
            }
            dot.dseq = reader.uint();
            if (!reader.ok() || dot.dseq == 0 || (!write->supersedes.empty() && !(write->supersedes.back() < dot)))
                return false;
            write->supersedes.push_back(dot);
        }
        if (plain(*write))
            return false;
    }
    return reader.ok() && count > 0;
}

} // namespace

void encode(const Change& change, const IncarnationId& writer, Writer& out)
{
    const auto special = static_cast<std::uint64_t>(std::count_if(
        change.writes.begin(), change.writes.end(), [](const FieldWrite& write) { return !plain(write); }));
    out.array(special == 0 ? 4 : 5);
    out.bytes(change.record.view());
    out.uint(change.kind);
    out.uint(change.time);
    out.map(change.writes.size());
    for (const FieldWrite& write : change.writes) {
        out.uint(write.field);
        out.raw(write.item);
    }
    if (special == 0)
        return;
    out.map(special);
    for (const FieldWrite& write : change.writes) {
        if (plain(write))
            continue;
        out.uint(write.field);
        out.array(1 + 2 * write.supersedes.size());
        out.uint(write.rank);
        for (const Dot& dot : write.supersedes) {
            if (dot.incarnation == writer)
                out.null();
            else
                out.bytes(dot.incarnation.view());
            out.uint(dot.dseq);
        }
    }
}

Bytes encode(const Change& change, const IncarnationId& writer)
{
    Writer out;
    encode(change, writer, out);
    return out.take();
}

Result<Change> decodeChange(BytesView bytes, const IncarnationId& writer)
{
    constexpr std::string_view doing = "reading a change";
    if (bytes.size() > tuning::changeBytes)
        return Error{ErrorCode::tooLarge, std::string(doing), std::to_string(bytes.size()) + " bytes"};
    Reader reader(bytes);
    Change change;
    const std::uint64_t length = reader.array();
    const auto id = RecordId::fromBytes(reader.bytes(RecordId::size));
    const std::uint64_t kind = reader.uint();
    change.time = reader.uint();
    const std::uint64_t fields = reader.map();
    if (!reader.ok())
        return reader.error(doing);
    if (!id || (length != 4 && length != 5) || kind == 0 || kind > UINT32_MAX || fields == 0 ||
        fields > tuning::fieldsPerChange)
        return Error{ErrorCode::malformed, std::string(doing), "shape"};
    change.record = *id;
    change.kind = static_cast<std::uint32_t>(kind);
    change.writes.reserve(fields);
    for (std::uint64_t at = 0; at < fields; ++at) {
        const std::uint64_t field = reader.uint();
        const BytesView item = reader.item();
        if (!reader.ok())
            return reader.error(doing);
        if (field > UINT32_MAX || (at > 0 && field <= change.writes.back().field))
            return Error{ErrorCode::malformed, std::string(doing), "field order"};
        change.writes.push_back({static_cast<FieldNo>(field), Bytes(item), 0, {}});
    }
    if (length == 5 && !readSupersedes(reader, writer, change.writes))
        return reader.ok() ? Error{ErrorCode::malformed, std::string(doing), "superseded dots"} : reader.error(doing);
    if (!reader.atEnd())
        return Error{ErrorCode::malformed, std::string(doing), "bytes after it"};
    return change;
}

} // namespace staffroom::sync
