// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Controls.Basic
import Staffroom.Player

// Where I am, how far I am, who I am.
Item {
    id: line

    required property CoursePlayer player

    implicitHeight: Math.max(Theme.hit, 7 * Theme.unit)

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: 2 * Theme.unit
        anchors.rightMargin: 2 * Theme.unit
        spacing: 2 * Theme.unit

        Label {
            Layout.fillWidth: true
            text: line.player.courseTitle
            font.pixelSize: Theme.card
            font.weight: Font.DemiBold
            color: Theme.ink
            elide: Text.ElideRight
        }
        Label {
            text: qsTr("%1 of %2 finished").arg(line.player.finishedCount).arg(line.player.activityCount)
            font.pixelSize: Theme.meta
            color: Theme.quiet
            visible: line.player.activityCount > 0
        }
        RowLayout {
            spacing: 0
            PlayerButton {
                text: qsTr("A−")
                flat: true
                explanation: qsTr("Smaller text")
                onClicked: line.player.textScale -= 0.1
            }
            PlayerButton {
                text: qsTr("A+")
                flat: true
                explanation: qsTr("Larger text")
                onClicked: line.player.textScale += 0.1
            }
        }
        Label {
            Layout.maximumWidth: line.width / 4
            text: line.player.person
            font.pixelSize: Theme.meta
            color: Theme.ink
            elide: Text.ElideRight
            visible: text !== ""
        }
    }
    Rectangle {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        height: 1
        color: Theme.line
    }
    Rectangle {
        anchors.left: parent.left
        anchors.bottom: parent.bottom
        height: 3
        width: line.player.activityCount > 0 ? parent.width * line.player.finishedCount / line.player.activityCount : 0
        color: Theme.accent
    }
}
