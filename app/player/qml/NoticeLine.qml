// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Controls.Basic
import Staffroom.Player

// What a person should know now: an address that isn't followed, or steps that nobody could keep.
Rectangle {
    id: notice

    required property CoursePlayer player

    readonly property bool lost: player.desktopGone
    visible: lost || player.externalLink !== ""
    color: lost ? Theme.surface : Theme.tint
    implicitHeight: visible ? row.implicitHeight + 2 * Theme.unit : 0

    RowLayout {
        id: row
        anchors.fill: parent
        anchors.margins: Theme.unit
        anchors.leftMargin: 2 * Theme.unit
        anchors.rightMargin: 2 * Theme.unit
        spacing: 2 * Theme.unit

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 2
            Label {
                Layout.fillWidth: true
                text: notice.lost ? qsTr("Staffroom has closed. Your last steps here could not be kept; open the course again from Staffroom.") : qsTr("This leads out of the course. You can copy the address and open it when you are online.")
                font.pixelSize: Theme.text
                color: notice.lost ? Theme.danger : Theme.ink
                wrapMode: Text.Wrap
            }
            Label {
                Layout.fillWidth: true
                visible: !notice.lost
                text: notice.player.externalLink
                textFormat: Text.PlainText
                font.pixelSize: Theme.meta
                color: Theme.quiet
                elide: Text.ElideMiddle
            }
        }
        PlayerButton {
            text: qsTr("Copy address")
            visible: !notice.lost
            onClicked: notice.player.copyLink()
        }
        PlayerButton {
            text: qsTr("Close")
            flat: !notice.lost
            onClicked: notice.lost ? notice.player.leave(true) : notice.player.dismissLink()
        }
    }
}
