// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <utility>

namespace staffroom::ui {

/// A stretch of text that is the same on both sides, or not.
struct Stretch
{
    QString text;
    bool differs = false;
    friend bool operator==(const Stretch&, const Stretch&) = default;
};
using Stretches = QList<Stretch>;

/// Both texts cut where they differ: word by word, Chinese character by character; stretches of one side joined give
/// its text back. Texts of more than 2,000 words are compared as a whole between their common ends.
std::pair<Stretches, Stretches> wordDiff(const QString& left, const QString& right);

/// For a RichText label: escaped, line breaks kept, differing stretches underlined on this background ("#rrggbb").
QString markup(const Stretches& stretches, const QString& background);

/// For a StyledText label: escaped, what stands between U+0002 and U+0003 bold.
QString matchMarkup(const QString& excerpt);

} // namespace staffroom::ui
