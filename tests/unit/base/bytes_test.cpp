// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/bytes.h"
#include "tests/support/catch.hpp"
#include "tests/unit/base/laws.h"

#include <QString>
#include <QStringDecoder>

using namespace staffroom::base;

TEST_CASE("hexadecimal text of any bytes leads back to them")
{
    CHECK_LAW("round trip", [](const std::string& bytes) { RC_ASSERT(fromHex(toHex(bytes)) == bytes); });
    CHECK(toHex(Bytes("\x00\xAB\xFF", 3)) == "00abff");
    CHECK(fromHex("00AbfF") == Bytes("\x00\xAB\xFF", 3));
}

TEST_CASE("what isn't hexadecimal gives no bytes")
{
    for (const char* text : {"0", "0g", "g0", "zz", " 00", "0x00", "00 "}) {
        CAPTURE(text);
        CHECK(fromHex(text).empty());
    }
}

TEST_CASE("well-formed UTF-8 is recognised and ill-formed is not")
{
    for (const char* text : {"", "teacher", "备课笔记", "\xC2\x80", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
                             "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
        CAPTURE(toHex(text));
        CHECK(isUtf8(text));
    }
    for (const char* text : {"\x80", "\xC0\x80", "\xC1\xBF", "\xC2", "\xC2\x41", "\xE0\x9F\xBF", "\xE5\xA4",
                             "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x8F\xBF\xBF", "\xF0\x9F\x98", "\xF4\x90\x80\x80",
                             "\xF5\x80\x80\x80", "\xFF", "ok\xFE"}) {
        CAPTURE(toHex(text));
        CHECK_FALSE(isUtf8(text));
    }
    CHECK(isUtf8(Bytes("a\0b", 3)));
}

TEST_CASE("isUtf8 says the same as Qt's strict decoder")
{
    CHECK_LAW("oracle", [] {
        // Bytes near the borders of UTF-8 much more often than chance would give them.
        const auto piece = rc::gen::elementOf(
            std::vector<std::string>{"a", "\x7F", "\x80", "\xBF", "\xC1", "\xC2", "\xDF", "\xE0", "\xA0", "\x9F",
                                     "\xED", "\xEF", "\xF0", "\x90", "\x8F", "\xF4", "\xF5", "\xE5\xA4\x87"});
        std::string bytes;
        for (const auto& part : *rc::gen::container<std::vector<std::string>>(piece))
            bytes += part;
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        const QString text = decoder.decode(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())));
        static_cast<void>(text.size());
        RC_ASSERT(isUtf8(bytes) == !decoder.hasError());
    });
}
