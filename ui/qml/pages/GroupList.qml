// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Staffroom.Models

// The groups I belong to.
ListView {
    id: root

    required property CommunityScreen screen

    model: screen.groups
    clip: true
    topMargin: Theme.unit
    boundsBehavior: Flickable.StopAtBounds
    T.ScrollBar.vertical: ThinScrollBar {}
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Groups")

    delegate: LineButton {
        id: line

        required property string key
        required property string name
        required property string sortText
        required property string membersText
        required property int unread

        width: ListView.view ? ListView.view.width - 1 : 0
        inset: 4
        current: root.screen.group === key
        text: name
        Accessible.name: unread > 0 ? qsTr("%1, %2 new").arg(name).arg(unread) : name
        onClicked: root.screen.openGroup(key)
        contentItem: Item {
            implicitHeight: words.implicitHeight + sort.implicitHeight + 2
            InkText {
                id: words

                width: parent.width - (count.visible ? count.width + 8 : 0)
                text: line.name
                wrapMode: Text.Wrap
                maximumLineCount: 3
                strong: line.unread > 0
            }
            InkText {
                id: count

                anchors.right: parent.right
                anchors.top: parent.top
                visible: line.unread > 0
                text: line.unread
                size: Theme.meta
                strong: true
                color: Theme.accent
            }
            InkText {
                id: sort

                anchors.top: words.bottom
                anchors.topMargin: 2
                width: parent.width
                wrapMode: Text.Wrap
                text: line.sortText + " · " + line.membersText.replace(" ", "\u00a0")
                size: Theme.meta
                quiet: true
            }
        }
    }
}
