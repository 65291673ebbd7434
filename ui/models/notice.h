// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QObject>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <functional>

namespace staffroom::ui {

/// The one bar at the foot of the window: what was just done with a way back, or what went wrong.
class Notice : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the session")
    Q_PROPERTY(QString text READ text NOTIFY changed)
    Q_PROPERTY(bool problem READ isProblem NOTIFY changed)
    Q_PROPERTY(bool canUndo READ canUndo NOTIFY changed)

public:
    explicit Notice(QObject* parent = nullptr);

    QString text() const { return m_text; }
    bool isProblem() const { return m_problem; }
    bool canUndo() const { return static_cast<bool>(m_undo); }

    /// Says what was done and offers to take it back for ten seconds.
    void offerUndo(const QString& text, std::function<void()> undo);
    /// Says what was done, for four seconds.
    void say(const QString& text);
    /// Stays until it is closed or something newer is said.
    void showProblem(const QString& sentence);
    void showProblem(const base::Error& error);

    Q_INVOKABLE void undo();
    Q_INVOKABLE void close();

Q_SIGNALS:
    void changed();

private:
    void show(const QString& text, bool problem, std::function<void()> undo, int ms);

    QString m_text;
    bool m_problem = false;
    std::function<void()> m_undo;
    QTimer m_timer;
};

} // namespace staffroom::ui
