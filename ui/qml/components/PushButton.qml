// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T

// A button: primary (one a place), plain, or quiet (words only).
T.Button {
    id: control

    property bool primary: false
    property bool quiet: false
    property string iconName
    property string hint
    readonly property color foreground: !enabled ? Theme.quiet : primary ? Theme.accentInk : quiet ? Theme.accent : Theme.ink

    implicitWidth: row.implicitWidth + leftPadding + rightPadding
    implicitHeight: Theme.hit
    leftPadding: quiet ? Theme.unit : Theme.unit * 2
    rightPadding: leftPadding
    font.pixelSize: Theme.text
    hoverEnabled: true
    Accessible.onPressAction: control.clicked()
    Keys.onReturnPressed: control.clicked()
    Keys.onEnterPressed: control.clicked()

    contentItem: Item {
        Row {
            id: row

            anchors.centerIn: parent
            spacing: Theme.unit
            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: control.iconName !== ""
                name: control.iconName
                color: control.foreground
                size: 18
            }
            Text {
                anchors.verticalCenter: parent.verticalCenter
                text: control.text
                color: control.foreground
                font.pixelSize: control.font.pixelSize
                font.weight: control.primary ? Font.DemiBold : Font.Normal
                textFormat: Text.PlainText
            }
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: control.primary ? (!control.enabled ? Theme.line : control.down ? Theme.accentPressed : Theme.accent)
                               : control.down || control.checked ? Theme.tint : control.hovered ? Theme.hover : control.quiet ? "transparent" : Theme.surface
        border.width: control.primary || control.quiet ? 0 : 1
        border.color: control.enabled ? Theme.edge : Theme.line
        FocusRing {
            control: control
        }
    }
    Hint {
        shown: control.hovered || control.visualFocus
        text: control.hint
    }
}
