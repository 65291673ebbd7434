// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>

namespace staffroom::ui {

/// "中文", "English" for a language tag; the tag itself for others.
QString languageName(const std::string& tag);

/// What a module is for: knowledge, activities, guidance, cases, evaluation; empty for none of them.
QString moduleSortName(const std::string& sort);

/// Whom a course is for: "primary", "junior" … in words; other text as it is.
QString stageName(const std::string& stage);

} // namespace staffroom::ui
