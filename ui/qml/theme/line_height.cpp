// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/qml/theme/line_height.h"

#include <QTextBlock>
#include <QTextCursor>

namespace staffroom::ui {

void LineHeight::setDocument(QQuickTextDocument* document)
{
    if (document == m_document)
        return;
    if (m_document)
        m_document->textDocument()->disconnect(this);
    m_document = document;
    // A new text comes without the format of the old one.
    if (m_document)
        connect(m_document->textDocument(), &QTextDocument::contentsChanged, this, &LineHeight::apply);
    apply();
    Q_EMIT changed();
}

void LineHeight::setHeight(double height)
{
    if (height == m_height)
        return;
    m_height = height;
    apply();
    Q_EMIT changed();
}

void LineHeight::apply()
{
    if (!m_document || m_height <= 0 || m_applying)
        return;
    m_applying = true; // setting a format is a change, too
    QTextCursor cursor(m_document->textDocument());
    cursor.select(QTextCursor::Document);
    QTextBlockFormat format;
    format.setLineHeight(m_height, QTextBlockFormat::FixedHeight);
    cursor.mergeBlockFormat(format);
    m_applying = false;
}

} // namespace staffroom::ui
