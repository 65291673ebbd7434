// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T

// Around what has the keyboard.
Rectangle {
    required property T.Control control

    anchors.fill: parent
    anchors.margins: -2
    visible: control.visualFocus
    color: "transparent"
    radius: Theme.radius + 2
    border.width: 2
    border.color: Theme.accent
}
