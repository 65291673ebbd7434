// SPDX-License-Identifier: GPL-3.0-or-later
// Laws of the codec, and QCborValue as an independent judge of what is CBOR.
#include "core/base/cbor.h"
#include "core/base/random.h"
#include "tests/support/catch.hpp"
#include "tests/unit/base/laws.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborStreamReader>
#include <QCborValue>

#include <array>
#include <set>

using namespace staffroom::base;
using cbor::Reader;
using cbor::Writer;

namespace {

/// Makes up items from a seed: quick to make and to shrink, and one number repeats a fault.
class Inventor
{
public:
    explicit Inventor(std::uint64_t seed, std::uint64_t largest = UINT64_MAX) : m_random(seed), m_largest(largest) {}

    Bytes item()
    {
        Writer writer;
        write(writer, 3);
        return writer.take();
    }

private:
    /// Small as often as large, so that every width of head comes up.
    std::uint64_t number() { return (m_random.next64() >> m_random.below(64)) & m_largest; }

    void write(Writer& writer, int depth)
    {
        switch (m_random.below(depth > 0 ? 9 : 7)) {
        case 0:
            writer.uint(number());
            return;
        case 1:
            writer.integer(static_cast<std::int64_t>(m_random.next64()) >> m_random.below(64));
            return;
        case 2:
            writer.bytes(m_random.bytes(m_random.below(300)));
            return;
        case 3:
            writer.text(
                std::array{"", "plan", "教研组", "𠀋", "a text longer than twenty-four bytes"}[m_random.below(5)]);
            return;
        case 4:
            writer.boolean(m_random.below(2) == 1);
            return;
        case 5:
            writer.null();
            return;
        case 6:
            writer.real(static_cast<double>(m_random.next64()) / 3.0 - 1e18);
            return;
        case 7: {
            const std::uint64_t count = m_random.below(6);
            writer.array(count);
            for (std::uint64_t i = 0; i < count; ++i)
                write(writer, depth - 1);
            return;
        }
        default: {
            std::set<std::uint64_t> keys;
            for (std::uint64_t i = m_random.below(30); i > 0; --i)
                keys.insert(number());
            writer.map(keys.size());
            for (const std::uint64_t key : keys) {
                writer.uint(key);
                write(writer, depth - 1);
            }
        }
        }
    }

    SeededRandom m_random;
    std::uint64_t m_largest;
};

/// The item written again, part by part, from what the reader hands out.
void copyItem(Reader& reader, Writer& writer)
{
    switch (reader.peek()) {
    case cbor::Type::uint:
        writer.uint(reader.uint());
        return;
    case cbor::Type::negative:
        writer.integer(reader.integer());
        return;
    case cbor::Type::bytes:
        writer.bytes(reader.bytes());
        return;
    case cbor::Type::text:
        writer.text(reader.text());
        return;
    case cbor::Type::boolean:
        writer.boolean(reader.boolean());
        return;
    case cbor::Type::null:
        reader.null();
        writer.null();
        return;
    case cbor::Type::real:
        writer.real(reader.real());
        return;
    case cbor::Type::array: {
        const std::uint64_t count = reader.array();
        writer.array(count);
        for (std::uint64_t i = 0; i < count; ++i)
            copyItem(reader, writer);
        return;
    }
    case cbor::Type::map: {
        const std::uint64_t pairs = reader.map();
        writer.map(pairs);
        for (std::uint64_t i = 0; i < 2 * pairs; ++i)
            copyItem(reader, writer);
        return;
    }
    case cbor::Type::end:
    case cbor::Type::invalid:
        reader.fail();
    }
}

QByteArray wrapped(BytesView bytes)
{
    return {bytes.data(), static_cast<qsizetype>(bytes.size())};
}

/// What Qt makes of the bytes; invalid where they aren't exactly one item.
QCborValue byQt(BytesView bytes)
{
    const QByteArray data = wrapped(bytes);
    QCborParserError error;
    const QCborValue value = QCborValue::fromCbor(data, &error);
    return error.error == QCborError::NoError && error.offset == data.size() ? value : QCborValue(QCborValue::Invalid);
}

} // namespace

TEST_CASE("whatever is written reads back as it was, part by part and whole")
{
    CHECK_LAW("round trip", [](std::uint64_t seed) {
        const Bytes data = Inventor(seed).item();
        Reader parts(data);
        Writer again;
        copyItem(parts, again);
        RC_ASSERT(parts.atEnd());
        RC_ASSERT(again.view() == data);
        Reader whole(data);
        RC_ASSERT(whole.item() == data);
        RC_ASSERT(whole.atEnd());
    });
}

TEST_CASE("whatever is written, Qt reads too and writes as the same bytes")
{
    // Up to 63 bits: beyond them Qt reads an unsigned number as a floating one and loses its last digits.
    CHECK_LAW("oracle of the writer", [](std::uint64_t seed) {
        const Bytes data = Inventor(seed, INT64_MAX).item();
        const QCborValue value = byQt(data);
        RC_ASSERT(!value.isInvalid());
        RC_ASSERT(value.toCbor().toStdString() == data);
    });
}

TEST_CASE("what Qt writes of integers, text, bytes, arrays and maps, the reader takes")
{
    CHECK_LAW("oracle of the reader", [](qint64 number, const std::string& bytes, std::uint16_t key) {
        const QCborArray array{QCborValue(number), QCborValue(wrapped(bytes)), QCborValue(QStringLiteral("课程")),
                               QCborValue(true),   QCborValue(nullptr),        QCborMap{{qint64{key}, number}}};
        const Bytes data = QCborValue(array).toCbor().toStdString();
        Reader reader(data);
        RC_ASSERT(reader.array() == 6U);
        RC_ASSERT(reader.integer() == number);
        RC_ASSERT(reader.bytes() == bytes);
        RC_ASSERT(reader.text() == "课程");
        RC_ASSERT(reader.boolean());
        reader.null();
        RC_ASSERT(reader.map() == 1U);
        RC_ASSERT(reader.uint() == key);
        RC_ASSERT(reader.integer() == number);
        RC_ASSERT(reader.atEnd());
    });
}

TEST_CASE("bytes that the reader takes are CBOR to Qt, and copying them gives the same bytes")
{
    // One reading for each state of the world: two different byte strings never mean the same item.
    const auto law = [](const Bytes& data) {
        Reader reader(data);
        reader.item();
        if (!reader.atEnd())
            return;
        RC_ASSERT(!byQt(data).isInvalid());
        Reader parts(data);
        Writer again;
        copyItem(parts, again);
        RC_ASSERT(again.view() == data);
    };
    CHECK_LAW("made-up bytes", [&law](const std::string& data) { law(data); });
    CHECK_LAW("flipped", [&law](std::uint64_t seed, std::size_t at, std::uint8_t with) {
        Bytes data = Inventor(seed).item();
        data[at % data.size()] = static_cast<char>(with);
        law(data);
    });
    CHECK_LAW("cut", [](std::uint64_t seed, std::size_t at) {
        const Bytes data = Inventor(seed).item();
        const BytesView part = BytesView(data).substr(0, at % data.size());
        Reader reader(part);
        reader.item();
        RC_ASSERT(!reader.ok());
        RC_ASSERT(reader.error("").code == ErrorCode::truncated);
    });
}
