// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/word_diff.h"

#include <algorithm>
#include <vector>

namespace staffroom::ui {

namespace {

constexpr qsizetype mostWords = 2000; // the table below is words × words

bool standsAlone(QChar c)
{
    switch (c.script()) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
        return true;
    default:
        return c.isSurrogate() ? false : !c.isLetterOrNumber();
    }
}

QStringList words(const QString& text)
{
    QStringList words;
    bool open = false; // the last word may grow
    for (const QChar c : text) {
        if (standsAlone(c)) {
            words.append(QString(c));
            open = false;
        } else if (open) {
            words.last().append(c);
        } else {
            words.append(QString(c));
            open = true;
        }
    }
    return words;
}

void add(Stretches& stretches, const QString& text, bool differs)
{
    if (!stretches.isEmpty() && stretches.last().differs == differs)
        stretches.last().text.append(text);
    else
        stretches.append({text, differs});
}

} // namespace

std::pair<Stretches, Stretches> wordDiff(const QString& left, const QString& right)
{
    const QStringList a = words(left);
    const QStringList b = words(right);
    qsizetype head = 0;
    while (head < a.size() && head < b.size() && a[head] == b[head])
        ++head;
    qsizetype tail = 0;
    while (tail < a.size() - head && tail < b.size() - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail])
        ++tail;
    const qsizetype n = a.size() - head - tail;
    const qsizetype m = b.size() - head - tail;

    std::pair<Stretches, Stretches> result;
    for (qsizetype i = 0; i < head; ++i) {
        add(result.first, a[i], false);
        add(result.second, b[i], false);
    }
    if (n <= mostWords && m <= mostWords) {
        // Longest common subsequence, lengths from the end.
        const auto width = static_cast<std::size_t>(m + 1);
        std::vector<int> length(static_cast<std::size_t>(n + 1) * width, 0);
        const auto at = [width](qsizetype i, qsizetype j) {
            return static_cast<std::size_t>(i) * width + static_cast<std::size_t>(j);
        };
        for (qsizetype i = n - 1; i >= 0; --i)
            for (qsizetype j = m - 1; j >= 0; --j)
                length[at(i, j)] = a[head + i] == b[head + j] ? length[at(i + 1, j + 1)] + 1
                                                              : std::max(length[at(i + 1, j)], length[at(i, j + 1)]);
        qsizetype i = 0;
        qsizetype j = 0;
        while (i < n || j < m) {
            if (i < n && j < m && a[head + i] == b[head + j]) {
                add(result.first, a[head + i++], false);
                add(result.second, b[head + j++], false);
            } else if (j >= m || (i < n && length[at(i + 1, j)] >= length[at(i, j + 1)])) {
                add(result.first, a[head + i++], true);
            } else {
                add(result.second, b[head + j++], true);
            }
        }
    } else {
        for (qsizetype i = 0; i < n; ++i)
            add(result.first, a[head + i], true);
        for (qsizetype j = 0; j < m; ++j)
            add(result.second, b[head + j], true);
    }
    for (qsizetype i = 0; i < tail; ++i) {
        add(result.first, a[head + n + i], false);
        add(result.second, b[head + m + i], false);
    }
    return result;
}

QString markup(const Stretches& stretches, const QString& background)
{
    QString html;
    for (const Stretch& stretch : stretches) {
        QString text = stretch.text.toHtmlEscaped();
        text.replace(u'\n', QStringLiteral("<br>"));
        html += stretch.differs
                    ? QStringLiteral("<span style=\"text-decoration:underline;background-color:%1\">%2</span>")
                          .arg(background, text)
                    : text;
    }
    return html;
}

QString matchMarkup(const QString& excerpt)
{
    QString text = excerpt.toHtmlEscaped();
    text.replace(QChar(2), QStringLiteral("<b>")).replace(QChar(3), QStringLiteral("</b>")).replace(u'\n', u' ');
    return text;
}

} // namespace staffroom::ui
