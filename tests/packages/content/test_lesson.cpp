// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/content/lesson_page.h"
#include "tests/support/catch.hpp"

#include <algorithm>

using namespace staffroom::content;
using Catch::Matchers::Contains;

namespace {

struct Rendered
{
    LessonPage page;
    ImportNotes notes;
    bool noted(NoteKind kind, int line) const
    {
        return std::any_of(notes.begin(), notes.end(),
                           [&](const ImportNote& note) { return note.kind == kind && note.line == line; });
    }
};

Rendered render(const std::string& markdown, const std::string& lang = "en")
{
    FolderLinks links;
    links.add("episodes/01.md", "episodes/01.html");
    links.add("episodes/02-next.md", "episodes/02-next.html");
    links.add("episodes/fig/a b.png", "episodes/fig/a b.png");
    links.add("learners/setup.md", "learners/setup.html");
    links.add("index.md", "index.html");
    Rendered rendered;
    auto page = renderLesson(markdown, "episodes/01.md", lang, links, rendered.notes);
    REQUIRE(page.ok());
    rendered.page = *std::move(page);
    return rendered;
}

} // namespace

TEST_CASE("a page's head gives title and minutes and is not shown")
{
    const auto r = render("---\ntitle: 'It''s: a \"page\"'\nteaching: 10\nexercises: 5\n---\n\nText.\n");
    CHECK(r.page.title == "It's: a \"page\"");
    CHECK(r.page.minutes == 15);
    CHECK(r.page.body == "<p>Text.</p>\n");
    CHECK(render("# Own heading\n\nText").page.title == "Own heading");
    CHECK(render("# Own heading\n\nText").page.minutes == -1);
}

TEST_CASE("fenced boxes become callouts with a heading, box within box")
{
    const auto r =
        render("::::: challenge\n\n### Try it\n\nDo this.\n\n:::: solution\nThat.\n::::\n\n:::::\n\nAfter.\n");
    CHECK_THAT(r.page.body, Contains("<section class=\"box exercise\"><p class=\"box-kind\">Exercise</p>"));
    CHECK_THAT(r.page.body, Contains("<details class=\"box fold\"><summary>Solution</summary>"));
    const auto end = r.page.body.find("</details>");
    CHECK(end < r.page.body.find("</section>"));
    CHECK(r.page.body.find("</section>") < r.page.body.find("After."));
    CHECK(r.notes.empty());
    CHECK_THAT(render("::: {.challenge}\n做\n:::\n", "zh-CN").page.body, Contains("练习"));
}

TEST_CASE("colons inside code are code")
{
    const auto r = render("```\n::: challenge\n![](x.png){width=\"3\"} {{ site.x }}\n:::\n```\n");
    CHECK(r.page.body ==
          "<pre><code>::: challenge\n![](x.png){width=&quot;3&quot;} {{ site.x }}\n:::\n</code></pre>\n");
    CHECK(r.notes.empty());
    CHECK_THAT(render("Write `![a](b){alt=\"c\"}` so.").page.body, Contains("![a](b){alt=&quot;c&quot;}"));
}

TEST_CASE("a box without an end is closed at the end of the page and noted with its line")
{
    const auto r = render("::: callout\nText\n");
    CHECK_THAT(r.page.body, Contains("</section>"));
    REQUIRE(r.notes.size() == 1);
    CHECK(r.notes[0].kind == NoteKind::boxUnclosed);
    CHECK(render("Text\n\n:::\n").noted(NoteKind::boxUnclosed, 3));
}

TEST_CASE("pictures take their attributes, even over several lines and with escaped quotes")
{
    const auto r = render("![](fig/a%20b.png){alt=\"He said \\\"no\\\"\n and left\" width=\"80%\"}\n\nEnd\n");
    CHECK_THAT(r.page.body,
               Contains("<img src=\"fig/a%20b.png\" alt=\"He said &quot;no&quot; and left\" width=\"80%\">"));
    CHECK_THAT(render("![A caption](fig/a%20b.png){alt='x'}").page.body,
               Contains("alt=\"x\"><span class=\"caption\">A caption</span>"));
    CHECK_THAT(render("![](../fig/a%20b.png)").page.body, Contains("src=\"fig/a%20b.png\""));
}

TEST_CASE("links between pages lead to the packaged pages, others are marked or lose their link")
{
    CHECK_THAT(render("[n](02-next.md#part-one)").page.body, Contains("href=\"02-next.html#part-one\""));
    CHECK_THAT(render("[n](02-next)").page.body, Contains("href=\"02-next.html\""));
    CHECK_THAT(render("[n](../learners/setup.html)").page.body, Contains("href=\"../learners/setup.html\""));
    CHECK_THAT(render("[n](setup.md)").page.body, Contains("href=\"../learners/setup.html\""));
    CHECK_THAT(render("[n]({{ site.baseurl }}/index.html)").page.body, Contains("href=\"../index.html\""));
    CHECK_THAT(render("[n][r]\n\n[r]: https://example.org/?a=1&b=2").page.body,
               Contains("<a href=\"https://example.org/?a=1&amp;b=2\" class=\"external\">"));
    const auto missing = render("Text\n\n[nowhere](nowhere.md)");
    CHECK_THAT(missing.page.body, Contains("<span class=\"missing\">nowhere</span>"));
    CHECK(missing.noted(NoteKind::linkMissing, 3));
    CHECK_THAT(render("## A *part*: one\n\n[x](#a-part-one)").page.body, Contains("id=\"a-part-one\""));
}

TEST_CASE("nothing of a page can run or load from elsewhere")
{
    for (const std::string hostile : {
             "<script>alert(1)</script>",
             "text <script>alert(1)</script> more",
             "<img src=x onerror=alert(1)>",
             "<img src='https://example.org/x.png'>",
             "<a href='javascript:alert(1)'>x</a>",
             "<a href='java&Tab;script:alert(1)'>x</a>",
             "<a href=\" javascript&colon;alert(1)\">x</a>",
             "[x](javascript:alert(1))",
             "[x](<java\tscript:alert(1)>)",
             "![x](javascript:alert(1))",
             "![x](https://example.org/x.png)",
             "[x](data:text/html,<script>alert(1)</script>)",
             "<iframe src='https://example.org'></iframe>",
             "<svg onload=alert(1)><script>alert(1)</script></svg>",
             "<style>@import 'https://example.org/x.css'</style>",
             "<object data='https://example.org'>x</object>",
             "<p style='background:url(https://example.org/x)' onclick='alert(1)'>x</p>",
             "<<script>alert(1)</script>",
             "<scr<script>ipt>alert(1)</script>",
             "<a title='>' onmouseover=alert(1)>x</a>",
             "<img/src='x'/onerror='alert(1)'>",
             "<form action='https://example.org'><input autofocus onfocus=alert(1)></form>",
             "<meta http-equiv=refresh content='0;url=https://example.org'>",
             "<base href='https://example.org/'>",
             "<link rel=stylesheet href='https://example.org/x.css'>",
             "<!--staffroom-box 0-->x<!--staffroom-box-end--><script>alert(1)</script>",
             "::: x onclick=alert(1)\"><script>alert(1)</script>\nx\n:::",
             "::: {.x\"><img}\nx\n:::",
             "## h {#\"><script>alert(1)</script>}",
             "![](fig/a%20b.png){alt='\"><script>alert(1)</script>' width='1\" onload=\"x'}",
         }) {
        const auto r = render(hostile);
        INFO(hostile << "\n" << r.page.body);
        CHECK(r.page.body.find("<script") == std::string::npos);
        CHECK(r.page.body.find("<iframe") == std::string::npos);
        CHECK(r.page.body.find("<svg") == std::string::npos);
        CHECK(r.page.body.find("<style") == std::string::npos);
        CHECK(r.page.body.find("<base") == std::string::npos);
        CHECK(r.page.body.find("<meta") == std::string::npos);
        CHECK(r.page.body.find("<link") == std::string::npos);
        CHECK(r.page.body.find("<form") == std::string::npos);
        CHECK(r.page.body.find("href=\"java") == std::string::npos);
        CHECK(r.page.body.find("src=\"http") == std::string::npos);
        CHECK(r.page.body.find("=\"data:") == std::string::npos);
        // No tag with a handler: between '<' and the next '>' outside quotes there is no " on…=".
        bool inTag = false;
        bool quoted = false;
        std::string tag;
        for (const char c : r.page.body) {
            if (!inTag && c == '<') {
                inTag = true;
                tag.clear();
            } else if (inTag && c == '"') {
                quoted = !quoted;
            } else if (inTag && !quoted && c == '>') {
                CHECK(tag.find(" on") == std::string::npos);
                CHECK(tag.find(" style") == std::string::npos);
                inTag = false;
            } else if (inTag && !quoted) {
                tag += c;
            }
        }
    }
}

TEST_CASE("what is dropped is told with its line")
{
    const auto r =
        render("---\ntitle: T\n---\nA\n\n<script src=x></script>\n\nB <b onclick='x'>c</b>\n\n{% include x %}\n\n"
               "![x](https://example.org/a.png)\n");
    CHECK(r.noted(NoteKind::scriptDropped, 6));
    CHECK(r.noted(NoteKind::scriptDropped, 8));
    CHECK(r.noted(NoteKind::templateDropped, 10));
    CHECK(r.noted(NoteKind::remoteImage, 12));
}

TEST_CASE("tables, footnotes and code stay")
{
    const auto r = render(
        "| a | b |\n|---|--:|\n| ![](fig/a%20b.png) | [x](02-next.md) |\n\nText[^1]\n\n[^1]: Note\n\n    code <x>\n");
    CHECK_THAT(r.page.body, Contains("<div class=\"table\"><table>"));
    CHECK_THAT(r.page.body, Contains("<img src=\"fig/a%20b.png\""));
    CHECK_THAT(r.page.body, Contains("href=\"02-next.html\""));
    CHECK_THAT(r.page.body, Contains("class=\"footnotes\""));
}

TEST_CASE("a page that is not UTF-8 is an error, not mojibake")
{
    ImportNotes notes;
    const auto page = renderLesson("\xC4\xE3", "a.md", "zh", FolderLinks(), notes);
    REQUIRE_FALSE(page.ok());
    CHECK(page.error().code == staffroom::base::ErrorCode::malformed);
}
