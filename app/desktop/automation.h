// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/options.h"
#include "ui/models/session.h"

#include <QQuickWindow>

#include <functional>

namespace staffroom::desktop {

/// What shots and the tour do in place of a hand: signing in, waiting, taking pictures. Everything runs on the thread
/// of the window, inside a nested event loop while it waits.
class Automation
{
public:
    Automation(ui::Session& session, QQuickWindow& window, const Options& options)
        : m_session(session),
          m_window(window),
          m_options(options)
    {
    }

    /// Lets the window live for so long.
    static void settle(int ms);
    /// Until the condition holds; false where it didn't within the time.
    static bool waitUntil(const std::function<bool()>& condition, int ms);

    /// The first line of the password file. Errors: notFound.
    base::Result<QString> password() const;
    /// Signs in as the options say. The empty text, or what went wrong, in a sentence.
    QString signIn();
    /// Waits for the first sync to end. The empty text, or what went wrong.
    QString firstSync();
    /// Syncs, and waits until nothing waits. The empty text, or what went wrong.
    QString syncToTheEnd();
    /// The folder for pictures, with the rights that somebody's own would have. False where it couldn't be made.
    bool makeFolder(const QString& folder) const;
    /// Saves what the window shows. False where it couldn't.
    bool grab(const QString& file);

private:
    ui::Session& m_session;
    QQuickWindow& m_window;
    const Options& m_options;
};

} // namespace staffroom::desktop
