// SPDX-License-Identifier: GPL-3.0-or-later
// What the start of the desktop is measured against: an empty Qt Quick window, under the same renderer.
#include "app/desktop/first_frame.h"
#include "app/desktop/renderer.h"

#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QQuickWindow>

int main(int argc, char* argv[])
{
    using namespace staffroom;
    desktop::chooseRenderer();
    const QGuiApplication application(argc, argv);
    QQmlApplicationEngine engine;
    engine.loadData("import QtQuick\nWindow { width: 1366; height: 768 }");
    auto* const window = qobject_cast<QQuickWindow*>(engine.rootObjects().value(0));
    if (!window)
        return 1;
    desktop::reportFirstFrame(*window);
    window->show();
    return QGuiApplication::exec();
}
