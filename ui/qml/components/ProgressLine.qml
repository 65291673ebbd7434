// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// How much of a whole, as a thin line.
Rectangle {
    id: root

    // 0 to 1; below 0 where nobody knows.
    property real value: 0
    property string label

    implicitWidth: 160
    implicitHeight: 4
    radius: height / 2
    color: Theme.line
    Accessible.role: Accessible.ProgressBar
    Accessible.name: label + " " + Math.round(Math.max(0, value) * 100) + "%"

    Rectangle {
        width: root.value < 0 ? parent.width / 4 : Math.max(root.value > 0 ? height : 0, parent.width * Math.min(1, root.value))
        height: parent.height
        radius: height / 2
        color: Theme.accent
    }
}
