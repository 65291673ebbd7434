// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/session.h"

#include <QQmlApplicationEngine>
#include <QQuickWindow>

namespace staffroom::ui {

/// The engine with the pages, and the one window. The session must outlive it.
class MainWindow
{
public:
    explicit MainWindow(Session& session);

    /// Null where the pages didn't load; the engine has said why.
    QQuickWindow* window() const { return m_window; }
    QQmlApplicationEngine& engine() { return m_engine; }

    /// The fonts of every screen: a good Chinese sans first, so that Latin and Chinese stand well together.
    static void setFonts();

private:
    QQmlApplicationEngine m_engine;
    QQuickWindow* m_window = nullptr;
};

} // namespace staffroom::ui
