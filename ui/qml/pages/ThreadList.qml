// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Staffroom.Models

// The threads of a group, newest activity first; unread ones by weight.
Item {
    id: root

    required property CommunityScreen screen

    Separator {
        width: 1
        height: parent.height
    }
    Separator {
        anchors.right: parent.right
        width: 1
        height: parent.height
    }
    Item {
        id: head

        x: Theme.unit * 2
        width: parent.width - Theme.unit * 3
        height: Math.max(Theme.hit, groupName.height) + 16
        InkText {
            id: groupName

            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - add.width - 8
            wrapMode: Text.Wrap
            maximumLineCount: 3
            text: root.screen.groupName
            size: Theme.card
            strong: true
            Accessible.role: Accessible.Heading
        }
        PushButton {
            id: add

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            leftPadding: 12
            rightPadding: 12
            iconName: "pen"
            text: qsTr("Write")
            onClicked: root.screen.startThread()
        }
    }
    ListView {
        anchors.top: head.bottom
        anchors.bottom: parent.bottom
        x: 1
        width: parent.width - 2
        model: root.screen.threads
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        onAtYEndChanged: if (atYEnd)
            root.screen.loadMore()
        T.ScrollBar.vertical: ThinScrollBar {}
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Threads")

        delegate: LineButton {
            id: line

            required property string key
            required property string title
            required property string excerpt
            required property string byline
            required property string whenText
            required property string repliesText
            required property bool unread
            required property string placeText

            width: ListView.view ? ListView.view.width : 0
            inset: 4
            topPadding: 12
            bottomPadding: 12
            current: root.screen.thread === key && !root.screen.composing
            text: title
            Accessible.name: (unread ? qsTr("New: ") : "") + title + ", " + byline + ", " + whenText + (placeText === "" ? "" : ", " + placeText)
            onClicked: root.screen.openThread(key)
            contentItem: Item {
                implicitHeight: words.implicitHeight + excerpt.implicitHeight + who.implicitHeight + 8 + (place.visible ? place.height + 4 : 0)
                InkText {
                    id: words

                    width: parent.width
                    text: line.title
                    wrapMode: Text.Wrap
                    maximumLineCount: 2
                    strong: line.unread
                }
                InkText {
                    id: excerpt

                    anchors.top: words.bottom
                    anchors.topMargin: 4
                    width: parent.width
                    text: line.excerpt
                    quiet: true
                    size: Theme.meta
                }
                InkText {
                    id: who

                    anchors.top: excerpt.bottom
                    anchors.topMargin: 4
                    width: Math.min(implicitWidth, parent.width - replies.width - when.width - 8)
                    text: line.byline
                    size: Theme.meta
                    quiet: true
                }
                InkText {
                    id: replies

                    anchors.left: who.right
                    anchors.baseline: who.baseline
                    text: " · " + line.repliesText
                    size: Theme.meta
                    quiet: true
                }
                InkText {
                    id: when

                    anchors.right: parent.right
                    anchors.baseline: who.baseline
                    text: line.whenText
                    size: Theme.meta
                    quiet: true
                }
                InkText {
                    id: place

                    visible: text !== ""
                    anchors.top: who.bottom
                    anchors.topMargin: 4
                    width: parent.width
                    wrapMode: Text.Wrap
                    text: line.placeText
                    size: Theme.meta
                    quiet: true
                }
            }
        }
        footer: Item {
            width: ListView.view ? ListView.view.width : 0
            height: root.screen.hasMore ? Theme.hit : 16
            InkText {
                anchors.centerIn: parent
                visible: root.screen.hasMore
                text: qsTr("Older threads …")
                quiet: true
                size: Theme.meta
            }
        }
    }
}
