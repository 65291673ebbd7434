// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Staffroom.Models

// What was just done, with the way back; or what went wrong.
Rectangle {
    id: root

    required property Notice notice

    visible: notice.text !== ""
    width: Math.min(parent ? parent.width - 48 : 600, Math.max(360, words.implicitWidth + buttons.width + 64))
    height: Math.max(52, words.height + 24)
    radius: Theme.radius
    color: notice.problem ? Theme.surface : Theme.ink
    border.width: notice.problem ? 2 : 0
    border.color: Theme.danger
    Accessible.role: Accessible.AlertMessage
    Accessible.name: notice.text

    InkText {
        id: words

        x: 20
        width: root.width - buttons.width - 44
        anchors.verticalCenter: parent.verticalCenter
        running: true
        text: root.notice.text
        color: root.notice.problem ? Theme.ink : Theme.paper
    }
    Row {
        id: buttons

        anchors.right: parent.right
        anchors.rightMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        PushButton {
            visible: root.notice.canUndo
            text: qsTr("Undo")
            onClicked: root.notice.undo()
        }
        IconButton {
            iconName: "close"
            foreground: root.notice.problem ? Theme.quiet : Theme.paper
            text: qsTr("Close")
            onClicked: root.notice.close()
        }
    }
}
