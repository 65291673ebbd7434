// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/screen.h"

#include <QTimer>

namespace staffroom::ui {

/// A text being written in one place (a group for a new thread, a thread for a reply), kept as a draft while typing.
class Composer : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the community")
    Q_PROPERTY(QString title READ title WRITE setTitle NOTIFY changed)
    Q_PROPERTY(QString body READ body WRITE setBody NOTIFY changed)
    /// Whether what stands there has been kept on this PC.
    Q_PROPERTY(bool saved READ saved NOTIFY changed)

public:
    explicit Composer(Context& context, QObject* parent = nullptr);
    ~Composer() override;

    QString title() const { return m_title; }
    QString body() const { return m_body; }
    bool saved() const { return m_saved; }
    void setTitle(const QString& title);
    void setBody(const QString& body);
    /// Keeps what was written for the place before, and takes up the draft of this one; a null place: none.
    void moveTo(const base::RecordId& place);
    /// Empties it without keeping: the text was sent.
    void clear();
    /// Writes the draft now.
    void keep();

Q_SIGNALS:
    void changed();

private:
    void touched();

    Context& m_context;
    base::RecordId m_place;
    QString m_title, m_body;
    QTimer m_timer;
    bool m_saved = true;
};

} // namespace staffroom::ui
