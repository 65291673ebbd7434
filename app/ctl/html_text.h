// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace staffroom::ctl {

/// The HTML of a message as Markdown that also reads well as plain text: paragraphs, lists, quotations, headings, code,
/// emphasis and links stay; everything else gives its words. Never fails: what isn't HTML is text.
std::string markdownFromHtml(std::string_view html);

} // namespace staffroom::ctl
