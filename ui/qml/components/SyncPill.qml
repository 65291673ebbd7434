// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Staffroom.Models

// The truth about syncing, in words.
T.Button {
    id: control

    required property SyncScreen sync
    readonly property color foreground: sync.mood === "attention" ? Theme.attention : sync.mood === "good" ? Theme.accent : Theme.ink

    implicitHeight: Theme.hit
    implicitWidth: row.implicitWidth + 32
    hoverEnabled: true
    text: sync.pill
    Accessible.onPressAction: control.clicked()
    Keys.onReturnPressed: control.clicked()

    contentItem: Item {
        Row {
            id: row

            anchors.centerIn: parent
            spacing: 8
            Icon {
                anchors.verticalCenter: parent.verticalCenter
                size: 16
                color: control.foreground
                name: control.sync.mood === "attention" ? "alert" : control.sync.mood === "good" ? "check" : control.sync.mood === "offline" ? "offline" : control.sync.mood === "busy" ? "sync" : "clock"
            }
            InkText {
                anchors.verticalCenter: parent.verticalCenter
                text: control.text
                size: Theme.meta
                color: control.foreground
                Accessible.ignored: true
            }
        }
    }
    background: Item {
        Rectangle {
            anchors.fill: parent
            anchors.topMargin: 4
            anchors.bottomMargin: 4
            radius: height / 2
            color: control.hovered ? Theme.hover : Theme.surface
            border.width: 1
            border.color: Theme.edge
            FocusRing {
                control: control
                radius: height / 2
            }
        }
    }
}
