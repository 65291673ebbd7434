// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T

// A button that is an icon; its text is what it is called and what the hint says.
T.Button {
    id: control

    property string iconName
    property color foreground: Theme.quiet

    implicitWidth: Theme.hit
    implicitHeight: Theme.hit
    hoverEnabled: true
    Accessible.onPressAction: control.clicked()
    Keys.onReturnPressed: control.clicked()

    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            name: control.iconName
            color: control.hovered ? Theme.ink : control.foreground
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: control.down ? Theme.tint : control.hovered ? Theme.hover : "transparent"
        FocusRing {
            control: control
        }
    }
    Hint {
        shown: control.hovered || control.visualFocus
        text: control.text
    }
}
