// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T

// A line of a list that can be pressed; what stands in it is its content.
T.AbstractButton {
    id: control

    property bool current: false
    property int inset: 0

    hoverEnabled: true
    leftPadding: Theme.unit * 2
    rightPadding: Theme.unit * 2
    topPadding: Theme.unit
    bottomPadding: Theme.unit
    implicitHeight: Math.max(Theme.hit, (contentItem ? contentItem.implicitHeight : 0) + topPadding + bottomPadding)
    implicitWidth: (contentItem ? contentItem.implicitWidth : 0) + leftPadding + rightPadding
    Accessible.role: Accessible.Button
    Accessible.onPressAction: control.clicked()
    Keys.onReturnPressed: control.clicked()
    Keys.onEnterPressed: control.clicked()

    background: Rectangle {
        anchors.fill: parent
        anchors.margins: control.inset
        radius: Theme.radius - 2
        color: control.current ? Theme.tint : control.down ? Theme.tint : control.hovered ? Theme.hover : "transparent"
        Rectangle {
            anchors.fill: parent
            anchors.margins: 1
            visible: control.visualFocus
            color: "transparent"
            radius: parent.radius
            border.width: 2
            border.color: Theme.accent
        }
    }
}
