// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T

// A place of the program, in the rail.
T.Button {
    id: control

    property string iconName
    property bool current: false
    property int badge: 0
    property string keys

    implicitHeight: Math.max(44, Theme.hit)
    hoverEnabled: true
    Accessible.role: Accessible.PageTab
    Accessible.onPressAction: control.clicked()
    Keys.onReturnPressed: control.clicked()

    contentItem: Item {
        Icon {
            id: icon

            x: 14
            anchors.verticalCenter: parent.verticalCenter
            name: control.iconName
            color: control.current ? Theme.accent : Theme.quiet
        }
        InkText {
            anchors.left: icon.right
            anchors.leftMargin: 12
            anchors.right: count.visible ? count.left : parent.right
            anchors.rightMargin: 8
            anchors.verticalCenter: parent.verticalCenter
            text: control.text
            strong: control.current
            color: control.current ? Theme.accent : Theme.ink
            Accessible.ignored: true
        }
        InkText {
            id: count

            anchors.right: parent.right
            anchors.rightMargin: 12
            anchors.verticalCenter: parent.verticalCenter
            visible: control.badge > 0
            text: control.badge
            size: Theme.meta
            strong: true
            color: Theme.attention
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: control.current ? Theme.tint : control.hovered ? Theme.hover : "transparent"
        FocusRing {
            control: control
            anchors.margins: 0
        }
    }
}
