// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T

T.Switch {
    id: control

    implicitWidth: 48
    implicitHeight: Theme.hit
    hoverEnabled: true
    Accessible.name: text
    Accessible.onPressAction: {
        control.toggle();
        control.toggled();
    }
    Accessible.onToggleAction: {
        control.toggle();
        control.toggled();
    }

    indicator: Rectangle {
        anchors.verticalCenter: parent ? parent.verticalCenter : undefined
        width: 44
        height: 24
        radius: 12
        color: control.checked ? Theme.accent : Theme.surface
        border.width: control.checked ? 0 : 1.5
        border.color: Theme.edge
        Rectangle {
            x: control.checked ? parent.width - width - 3 : 3
            anchors.verticalCenter: parent.verticalCenter
            width: 18
            height: 18
            radius: 9
            color: control.checked ? Theme.accentInk : Theme.edge
        }
        FocusRing {
            control: control
            radius: 14
        }
    }
}
