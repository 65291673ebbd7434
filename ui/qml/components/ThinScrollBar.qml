// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T

T.ScrollBar {
    id: control

    implicitWidth: 10
    padding: 2
    visible: size < 1
    minimumSize: 0.06
    contentItem: Rectangle {
        implicitWidth: 6
        radius: 3
        color: control.pressed ? Theme.quiet : Theme.edge
        opacity: control.pressed || control.hovered ? 1 : 0.5
    }
}
