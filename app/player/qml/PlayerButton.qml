// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Staffroom.Player

Button {
    id: button

    property bool strong: false
    property string explanation: ""

    implicitHeight: Theme.hit
    leftPadding: flat ? Theme.unit * 1.5 : 2 * Theme.unit
    rightPadding: leftPadding
    font.pixelSize: Theme.text
    focusPolicy: Qt.StrongFocus
    Accessible.name: explanation === "" ? text : explanation
    Accessible.onPressAction: clicked()
    ToolTip.visible: explanation !== "" && hovered
    ToolTip.delay: 600
    ToolTip.text: explanation

    contentItem: Label {
        text: button.text
        font: button.font
        color: !button.enabled ? Theme.quiet : button.strong ? (Theme.dark ? Theme.paper : Theme.surface) : Theme.accent
        opacity: button.enabled ? 1 : 0.6
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        elide: Text.ElideRight
    }
    background: Rectangle {
        radius: Theme.radius
        color: button.strong ? (button.down ? Theme.accentPressed : Theme.accent) : button.down || button.hovered ? Theme.tint : "transparent"
        border.width: button.visualFocus ? 2 : button.strong || button.flat ? 0 : 1
        border.color: button.visualFocus ? (button.strong ? Theme.ink : Theme.accent) : Theme.edge
    }
}
