// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace staffroom::content {

/// How a fenced box looks on a page.
struct BoxLook
{
    std::string title;    ///< in the language of the page
    std::string_view css; ///< exercise, aside, note, aims or plain
    bool folded = false;  ///< opened by a click: a solution isn't read by accident
};

/// The look of "challenge", "solution", "callout" …; a kind that isn't known is titled by its own name.
BoxLook boxLook(std::string_view kind, std::string_view lang);

} // namespace staffroom::content
