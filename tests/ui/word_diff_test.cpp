// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/catch.hpp"
#include "ui/models/word_diff.h"

using namespace staffroom::ui;

namespace {

QString joined(const Stretches& stretches)
{
    QString text;
    for (const Stretch& stretch : stretches)
        text += stretch.text;
    return text;
}

} // namespace

TEST_CASE("only the words that differ are marked")
{
    const auto [left, right] =
        wordDiff(QStringLiteral("watch one lesson of a colleague"), QStringLiteral("watch two lessons of a colleague"));
    CHECK(left == Stretches{{QStringLiteral("watch "), false},
                            {QStringLiteral("one"), true},
                            {QStringLiteral(" "), false},
                            {QStringLiteral("lesson"), true},
                            {QStringLiteral(" of a colleague"), false}});
    CHECK(right[1] == Stretch{QStringLiteral("two"), true});
}

TEST_CASE("Chinese is compared character by character")
{
    const auto [left, right] =
        wordDiff(QString::fromUtf8("选三年级下册的单元"), QString::fromUtf8("选三年级上册的单元"));
    CHECK(left[1] == Stretch{QString::fromUtf8("下"), true});
    CHECK(right[1] == Stretch{QString::fromUtf8("上"), true});
    CHECK(left.size() == 3);
}

TEST_CASE("the stretches of a side give its text back")
{
    const QString a = QString::fromUtf8("先备前三课,later 再说。\n第二行 2026");
    const QString b = QString::fromUtf8("later 先备前两课。\n第二行 2027 年");
    const auto [left, right] = wordDiff(a, b);
    CHECK(joined(left) == a);
    CHECK(joined(right) == b);
    const auto [none, all] = wordDiff(QString(), b);
    CHECK(none.isEmpty());
    CHECK(all == Stretches{{b, true}});
    const auto [same, alsoSame] = wordDiff(a, a);
    CHECK(same == Stretches{{a, false}});
}

TEST_CASE("very long texts are compared without a table of all pairs")
{
    QString a;
    QString b;
    for (int i = 0; i < 20'000; ++i) {
        a += QStringLiteral("a%1 ").arg(i);
        b += QStringLiteral("b%1 ").arg(i);
    }
    const auto [left, right] = wordDiff(a, b);
    CHECK(joined(left) == a);
    CHECK(joined(right) == b);
}

TEST_CASE("markup escapes what a person wrote")
{
    CHECK(markup({{QStringLiteral("<b>&"), false}}, QStringLiteral("#fff")) == u"&lt;b&gt;&amp;");
    CHECK(matchMarkup(QStringLiteral("<i>\x02word\x03</i>")) == u"&lt;i&gt;<b>word</b>&lt;/i&gt;");
}
