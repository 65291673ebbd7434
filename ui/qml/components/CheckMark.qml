// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T

// Done or not.
T.CheckBox {
    id: control

    implicitWidth: Theme.hit + (label.visible ? label.implicitWidth + Theme.unit : 0)
    implicitHeight: Theme.hit
    font.pixelSize: Theme.text
    hoverEnabled: true
    Accessible.onPressAction: {
        control.toggle();
        control.toggled();
    }
    Accessible.onToggleAction: {
        control.toggle();
        control.toggled();
    }

    indicator: Rectangle {
        x: (Theme.hit - width) / 2
        anchors.verticalCenter: parent ? parent.verticalCenter : undefined
        width: Math.round(22 * (1 + (Theme.textScale - 1) * 0.6))
        height: width
        radius: 6
        color: control.checked ? Theme.accent : control.hovered ? Theme.tint : Theme.surface
        border.width: control.checked ? 0 : 1.5
        border.color: control.hovered ? Theme.accent : Theme.edge
        Icon {
            anchors.centerIn: parent
            visible: control.checked
            name: "check"
            color: Theme.accentInk
            size: 18
        }
        FocusRing {
            control: control
        }
    }
    contentItem: InkText {
        id: label

        visible: control.text !== ""
        leftPadding: Theme.hit
        text: control.text
    }
}
