// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QQuickTextDocument>
#include <QTextDocument>
#include <QtQml/qqmlregistration.h>

namespace staffroom::ui {

/// Gives every line of a TextEdit a fixed height, which QML can do for Text only. For text that is read: with what is
/// typed, each setting of the height would be a step to undo.
class LineHeight : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    /// textDocument of the TextEdit.
    Q_PROPERTY(QQuickTextDocument* document READ document WRITE setDocument NOTIFY changed REQUIRED)
    /// In pixels; 0 leaves the font's own.
    Q_PROPERTY(double height READ height WRITE setHeight NOTIFY changed)

public:
    using QObject::QObject;

    QQuickTextDocument* document() const { return m_document; }
    void setDocument(QQuickTextDocument* document);
    double height() const { return m_height; }
    void setHeight(double height);

Q_SIGNALS:
    void changed();

private:
    void apply();

    QPointer<QQuickTextDocument> m_document;
    double m_height = 0;
    bool m_applying = false;
};

} // namespace staffroom::ui
