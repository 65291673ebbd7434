// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Staffroom.Player

Rectangle {
    id: line

    required property CoursePlayer player

    color: Theme.paper
    implicitHeight: Theme.hit + 2 * Theme.unit

    Rectangle {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        height: 1
        color: Theme.line
    }
    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: 2 * Theme.unit
        anchors.rightMargin: 2 * Theme.unit
        spacing: Theme.unit

        PlayerButton {
            text: qsTr("Previous")
            enabled: line.player.hasPrevious
            visible: !line.player.besideOutline
            onClicked: line.player.previous()
        }
        PlayerButton {
            text: qsTr("Back to “%1”").arg(line.player.activityTitle)
            visible: line.player.besideOutline
            strong: true
            Layout.maximumWidth: line.width - 4 * Theme.unit
            onClicked: line.player.backToActivity()
        }
        Item {
            Layout.fillWidth: true
        }
        PlayerButton {
            text: qsTr("Next")
            visible: !line.player.besideOutline && !line.player.activityFinished
            enabled: line.player.hasNext
            onClicked: line.player.next()
        }
        PlayerButton {
            text: line.player.activityFinished ? qsTr("Next") : line.player.hasNext ? qsTr("Mark as finished and go on") : qsTr("Mark as finished")
            visible: !line.player.besideOutline
            enabled: !line.player.activityFinished || line.player.hasNext
            strong: enabled
            onClicked: line.player.finishAndGoOn()
        }
    }
}
