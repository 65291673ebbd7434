// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/content/lesson_page.h"
#include "core/content/names.h"
#include "core/content/raw_html.h"

namespace staffroom::content {

std::string_view lessonStylesheet()
{
    // The colours are those of the program's theme. The player names its theme on <html>; without it the system
    // decides.
    return R"css(:root { color-scheme: light; --paper: #FBFAF7; --surface: #FFFFFF; --line: #E4E1DA; --ink: #1F2328; --quiet: #5E646B;
  --accent: #1F6F5C; --tint: #E6F0EC; --care: #9A6700; --care-tint: #FBF3E0; }
:root[data-theme="dark"] { color-scheme: dark; --paper: #17191B; --surface: #1F2225; --line: #33373B; --ink: #E8E6E1; --quiet: #A3A8AD;
  --accent: #57B89C; --tint: #1E2B28; --care: #D9A441; --care-tint: #2B2618; }
@media (prefers-color-scheme: dark) { :root:not([data-theme]) { color-scheme: dark; --paper: #17191B; --surface: #1F2225;
  --line: #33373B; --ink: #E8E6E1; --quiet: #A3A8AD; --accent: #57B89C; --tint: #1E2B28; --care: #D9A441; --care-tint: #2B2618; } }
* { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); font: 16px/1.65 system-ui, "Noto Sans", "DejaVu Sans", "Noto Sans CJK SC",
  "WenQuanYi Micro Hei", sans-serif; overflow-wrap: break-word; }
body { margin: 0; }
main { max-width: 44rem; margin: 0 auto; padding: 32px 24px 96px; }
h1, h2, h3, h4, h5, h6 { line-height: 1.3; font-weight: 600; margin: 2em 0 .6em; }
h1 { font-size: 1.75rem; margin-top: 0; }
h2 { font-size: 1.35rem; }
h3 { font-size: 1.125rem; }
h4, h5, h6 { font-size: 1rem; }
p, ul, ol, dl, table, pre, blockquote, details { margin: 0 0 1em; }
ul, ol { padding-left: 1.5em; }
li { margin: .25em 0; }
li > p { margin-bottom: .5em; }
a { color: var(--accent); text-underline-offset: .15em; }
a.external::after { content: "\2009\2197"; font-size: .8em; text-decoration: none; color: var(--quiet); }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
hr { border: 0; border-top: 1px solid var(--line); margin: 2em 0; }
img, video { max-width: 100%; height: auto; }
img { background: #FFFFFF; }
audio { width: 100%; }
.figure { display: block; margin: 1.5em 0; text-align: center; }
.figure img { background: #FFFFFF; border: 1px solid var(--line); border-radius: 8px; padding: 8px; }
.caption { display: block; margin-top: .5em; color: var(--quiet); font-size: .875rem; line-height: 1.5; }
.missing { color: var(--quiet); font-style: italic; }
blockquote { margin-left: 0; padding: 0 0 0 16px; border-left: 3px solid var(--line); color: var(--quiet); }
code, kbd, samp, pre { font-family: "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace; font-size: .875em; }
code, kbd { background: var(--tint); border-radius: 4px; padding: .1em .35em; }
pre { background: var(--surface); border: 1px solid var(--line); border-radius: 8px; padding: 12px 16px; overflow-x: auto; line-height: 1.5; }
pre code { background: none; padding: 0; font-size: 1em; }
.table { overflow-x: auto; margin: 0 0 1em; }
table { border-collapse: collapse; font-size: .9375rem; line-height: 1.5; margin: 0; }
th, td { border-bottom: 1px solid var(--line); padding: 8px 12px 8px 0; vertical-align: top; }
th { font-weight: 600; }
th:not([align]) { text-align: left; }
.box, details.box { background: var(--surface); border: 1px solid var(--line); border-radius: 8px; padding: 16px 20px; margin: 1.5em 0; }
.box > :last-child { margin-bottom: 0; }
.box-kind { margin: 0 0 .5em; font-size: .8125rem; line-height: 1.4; font-weight: 600; color: var(--accent); }
.box > h2, .box > h3, .box > h4 { margin-top: 0; font-size: 1.0625rem; }
.box.exercise { border-left: 4px solid var(--accent); }
.box.aims { background: var(--tint); border-color: var(--tint); }
.box.warning { background: var(--care-tint); border-color: var(--care); }
.box.warning > .box-kind { color: var(--care); }
.box.aims ul { margin-bottom: 0; }
summary { cursor: pointer; font-weight: 600; color: var(--accent); }
details[open] > summary { margin-bottom: .75em; }
.footnotes { border-top: 1px solid var(--line); margin-top: 3em; padding-top: 1em; font-size: .875rem; color: var(--quiet); }
.anchor { scroll-margin-top: 16px; }
@media (max-width: 600px) { main { padding: 20px 16px 72px; } }
@media print { html { background: #FFFFFF; color: #000000; } main { max-width: none; } }
)css";
}

std::string lessonDocument(const LessonPage& page, std::string_view title, std::string_view lang,
                           std::string_view packagedName)
{
    std::string html =
        "<!DOCTYPE html>\n<html lang=\"" + escapedHtml(lang.empty() ? "en" : lang) +
        "\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        // No script was let through; this holds if one had been.
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src 'self' data:; "
        "media-src 'self'; style-src 'self'; font-src 'self'\">\n<title>";
    html += escapedHtml(title);
    html += "</title>\n<link rel=\"stylesheet\" href=\"";
    html += percentEncoded(referenceTo(packagedName, stylesheetName));
    html += "\">\n</head>\n<body>\n<main>\n<h1>";
    html += escapedHtml(title);
    html += "</h1>\n";
    html += page.body;
    html += "</main>\n</body>\n</html>\n";
    return html;
}

} // namespace staffroom::content
