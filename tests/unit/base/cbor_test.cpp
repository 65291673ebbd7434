// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/cbor.h"
#include "tests/support/catch.hpp"

#include <limits>

using namespace staffroom::base;
using cbor::Reader;
using cbor::Type;
using cbor::Writer;

namespace {

template <typename Write>
std::string written(Write write)
{
    Writer writer;
    write(writer);
    return toHex(writer.view());
}

/// Whether the bytes are one whole deterministic item and nothing else.
bool isItem(BytesView bytes)
{
    Reader reader(bytes);
    reader.item();
    return reader.atEnd();
}

/// The error of reading one item from these bytes.
ErrorCode errorOf(BytesView bytes)
{
    Reader reader(bytes);
    reader.item();
    REQUIRE_FALSE(reader.ok());
    return reader.error("reading").code;
}

Bytes nested(std::size_t arrays)
{
    return Bytes(arrays, '\x81') + '\x00';
}

} // namespace

TEST_CASE("items are written as in RFC 8949, appendix A")
{
    CHECK(written([](Writer& w) { w.uint(0); }) == "00");
    CHECK(written([](Writer& w) { w.uint(23); }) == "17");
    CHECK(written([](Writer& w) { w.uint(24); }) == "1818");
    CHECK(written([](Writer& w) { w.uint(255); }) == "18ff");
    CHECK(written([](Writer& w) { w.uint(256); }) == "190100");
    CHECK(written([](Writer& w) { w.uint(1'000'000); }) == "1a000f4240");
    CHECK(written([](Writer& w) { w.uint(1'000'000'000'000); }) == "1b000000e8d4a51000");
    CHECK(written([](Writer& w) { w.uint(UINT64_MAX); }) == "1bffffffffffffffff");
    CHECK(written([](Writer& w) { w.integer(-1); }) == "20");
    CHECK(written([](Writer& w) { w.integer(-1'000); }) == "3903e7");
    CHECK(written([](Writer& w) { w.integer(INT64_MIN); }) == "3b7fffffffffffffff");
    CHECK(written([](Writer& w) { w.bytes("\x01\x02"); }) == "420102");
    CHECK(written([](Writer& w) { w.text("水"); }) == "63e6b0b4");
    CHECK(written([](Writer& w) { w.text(""); }) == "60");
    CHECK(written([](Writer& w) { w.boolean(false); }) == "f4");
    CHECK(written([](Writer& w) { w.boolean(true); }) == "f5");
    CHECK(written([](Writer& w) { w.null(); }) == "f6");
    CHECK(written([](Writer& w) { w.real(1.1); }) == "fb3ff199999999999a");
    CHECK(written([](Writer& w) {
              w.map(2);
              w.uint(1);
              w.array(2);
              w.uint(2);
              w.uint(3);
              w.uint(4);
              w.raw(fromHex("f5"));
          }) == "a20182020304f5");
}

TEST_CASE("each kind of item reads back, and reading ends where the data ends")
{
    Writer writer;
    writer.uint(UINT64_MAX);
    writer.integer(INT64_MIN);
    writer.integer(INT64_MAX);
    writer.bytes("\xFF");
    writer.text("备课");
    writer.boolean(true);
    writer.null();
    writer.real(-0.5);
    writer.array(1);
    writer.uint(7);
    writer.map(1);
    writer.uint(3);
    writer.null();
    Reader reader(writer.view());
    CHECK(reader.uint() == UINT64_MAX);
    CHECK(reader.integer() == INT64_MIN);
    CHECK(reader.integer() == INT64_MAX);
    CHECK(reader.bytes(1) == "\xFF");
    CHECK_FALSE(reader.maybeNull());
    CHECK(reader.text() == "备课");
    CHECK(reader.boolean());
    reader.null();
    CHECK(reader.real() == -0.5);
    CHECK(reader.array(1) == 1);
    CHECK(reader.uint() == 7);
    CHECK(reader.map() == 1);
    CHECK(reader.uint() == 3);
    CHECK_FALSE(reader.atEnd());
    CHECK(reader.maybeNull());
    CHECK(reader.ok());
    CHECK(reader.atEnd());
    CHECK(reader.peek() == Type::end);
}

TEST_CASE("peek tells the kind of the next item without taking it")
{
    const std::pair<const char*, Type> kinds[] = {{"00", Type::uint},    {"20", Type::negative}, {"40", Type::bytes},
                                                  {"60", Type::text},    {"80", Type::array},    {"a0", Type::map},
                                                  {"f4", Type::boolean}, {"f5", Type::boolean},  {"f6", Type::null},
                                                  {"fb", Type::real},    {"", Type::end},        {"c0", Type::invalid},
                                                  {"f7", Type::invalid}, {"f8", Type::invalid},  {"f9", Type::invalid},
                                                  {"fa", Type::invalid}, {"ff", Type::invalid}};
    for (const auto& [hex, type] : kinds) {
        CAPTURE(hex);
        const Bytes data = fromHex(hex);
        const Reader reader(data);
        CHECK(reader.peek() == type);
        CHECK(reader.offset() == 0);
    }
}

TEST_CASE("what the writer never writes is malformed")
{
    const std::pair<const char*, const char*> refused[] = {
        {"1817", "a head that could be shorter, 8 bits"},
        {"1900ff", "a head that could be shorter, 16 bits"},
        {"1a0000ffff", "a head that could be shorter, 32 bits"},
        {"1b00000000ffffffff", "a head that could be shorter, 64 bits"},
        {"3817", "a negative number that could be shorter"},
        {"5801ff", "the length of bytes that could be shorter"},
        {"780161", "the length of text that could be shorter"},
        {"980100", "the count of an array that could be shorter"},
        {"b8010000", "the count of a map that could be shorter"},
        {"3bffffffffffffffff", "a negative number below 64 bits"},
        {"5f4101ff", "bytes of indefinite length"},
        {"7f6161ff", "text of indefinite length"},
        {"9f00ff", "an array of indefinite length"},
        {"bf0000ff", "a map of indefinite length"},
        {"ff", "a break"},
        {"c000", "a tag"},
        {"d81800", "a tag of 8 bits"},
        {"1c", "a reserved head"},
        {"1f", "a number of indefinite length"},
        {"62c328", "text that isn't UTF-8"},
        {"63eda080", "text with half a surrogate"},
        {"f7", "undefined"},
        {"e0", "an unassigned simple value"},
        {"f8ff", "a simple value of 8 bits"},
        {"f814", "false in two bytes"},
        {"f93c00", "a half-width number"},
        {"fa3f800000", "a single-width number"},
        {"a201000100", "a key twice"},
        {"a202000100", "keys that fall"},
        {"a2616200616100", "text keys that fall"},
        {"a262616100616200", "a longer text key before a shorter"},
        {"81a202000100", "keys that fall, inside an array"},
    };
    for (const auto& [hex, what] : refused) {
        CAPTURE(hex, what);
        CHECK(errorOf(fromHex(hex)) == ErrorCode::malformed);
    }
}

TEST_CASE("each typed read refuses another type and other forms of its own")
{
    const auto refuses = [](const char* hex, auto read) {
        const Bytes data = fromHex(hex);
        Reader reader(data);
        read(reader);
        CAPTURE(hex);
        CHECK_FALSE(reader.ok());
    };
    refuses("20", [](Reader& r) { r.uint(); });
    refuses("40", [](Reader& r) { r.uint(); });
    refuses("1b8000000000000000", [](Reader& r) { r.integer(); });
    refuses("60", [](Reader& r) { r.integer(); });
    refuses("60", [](Reader& r) { r.bytes(); });
    refuses("40", [](Reader& r) { r.text(); });
    refuses("a0", [](Reader& r) { r.array(); });
    refuses("80", [](Reader& r) { r.array(1); });
    refuses("80", [](Reader& r) { r.map(); });
    refuses("f6", [](Reader& r) { r.boolean(); });
    refuses("14", [](Reader& r) { r.boolean(); });
    refuses("f814", [](Reader& r) { r.boolean(); });
    refuses("f90014", [](Reader& r) { r.boolean(); });
    refuses("fa00000015", [](Reader& r) { r.boolean(); });
    refuses("fb0000000000000015", [](Reader& r) { r.boolean(); });
    refuses("f4", [](Reader& r) { r.null(); });
    refuses("f816", [](Reader& r) { r.null(); });
    refuses("f90016", [](Reader& r) { r.null(); });
    refuses("f93c00", [](Reader& r) { r.real(); });
    refuses("fa3f800000", [](Reader& r) { r.real(); });
    refuses("01", [](Reader& r) { r.real(); });
}

TEST_CASE("bytes of another length than asked for are refused and not handed out")
{
    for (const char* hex : {"42aabb", "44aabbccdd"}) {
        const Bytes data = fromHex(hex);
        Reader reader(data);
        CHECK(reader.bytes(3).empty());
        CHECK_FALSE(reader.ok());
    }
}

TEST_CASE("an item cut anywhere is truncated")
{
    const Bytes whole = fromHex("a501"
                                "1b000000e8d4a51000"
                                "0282f5f603fb3ff199999999999a04"
                                "63e6b0b4"
                                "05"
                                "420102");
    REQUIRE(isItem(whole));
    for (std::size_t size = 0; size < whole.size(); ++size) {
        CAPTURE(size);
        CHECK(errorOf(BytesView(whole).substr(0, size)) == ErrorCode::truncated);
    }
}

TEST_CASE("a count beyond the bytes left is refused before anyone allocates for it")
{
    for (const char* hex : {"9bffffffffffffffff", "bbffffffffffffffff", "bb8000000000000000", "5bffffffffffffffff",
                            "7bffffffffffffffff", "9a0000ffff00"}) {
        CAPTURE(hex);
        const Bytes data = fromHex(hex);
        Reader reader(data);
        switch (reader.peek()) {
        case Type::array:
            CHECK(reader.array() == 0);
            break;
        case Type::map:
            CHECK(reader.map() == 0);
            break;
        default:
            reader.item();
        }
        CHECK_FALSE(reader.ok());
    }
}

TEST_CASE("nesting is followed sixteen deep and no deeper")
{
    CHECK(isItem(nested(16)));
    CHECK(errorOf(nested(17)) == ErrorCode::malformed);
    CHECK(errorOf(nested(1'000'000)) == ErrorCode::malformed);
}

TEST_CASE("an unknown item comes out as the bytes it came in")
{
    const Bytes item = fromHex("a2018203f609a10a6161");
    const Bytes data = fromHex("8201") + item + '\x05';
    Reader reader(data);
    CHECK(reader.array() == 2);
    CHECK(reader.uint() == 1);
    const BytesView raw = reader.item();
    CHECK(raw == item);
    CHECK(raw.data() == data.data() + 2);
    Writer writer;
    writer.raw(raw);
    CHECK(writer.take() == item);
    CHECK(reader.uint() == 5);
    CHECK(reader.atEnd());
}

TEST_CASE("after the first fault nothing is read any more")
{
    const Bytes data = fromHex("f7010203");
    Reader reader(data);
    reader.uint();
    CHECK_FALSE(reader.ok());
    CHECK(reader.peek() == Type::invalid);
    CHECK(reader.uint() == 0);
    CHECK(reader.integer() == 0);
    CHECK(reader.bytes().empty());
    CHECK(reader.text().empty());
    CHECK(reader.array() == 0);
    CHECK(reader.map() == 0);
    CHECK_FALSE(reader.boolean());
    CHECK(reader.real() == 0);
    CHECK_FALSE(reader.maybeNull());
    CHECK(reader.item().empty());
    CHECK_FALSE(reader.atEnd());
    const Error error = reader.error("reading a change");
    CHECK(error.code == ErrorCode::malformed);
    CHECK(error.doing == "reading a change");
}

TEST_CASE("a decoder can refuse what is well-formed but makes no sense")
{
    const Bytes data = fromHex("01");
    Reader reader(data);
    reader.fail();
    CHECK_FALSE(reader.ok());
    CHECK(reader.error("x").code == ErrorCode::malformed);
}

TEST_CASE("numbers that aren't numbers keep their bits")
{
    for (const double value : {std::numeric_limits<double>::infinity(), -0.0, std::numeric_limits<double>::denorm_min(),
                               std::numeric_limits<double>::quiet_NaN()}) {
        Writer writer;
        writer.real(value);
        Reader reader(writer.view());
        Writer again;
        again.real(reader.real());
        CHECK(again.view() == writer.view());
    }
}
