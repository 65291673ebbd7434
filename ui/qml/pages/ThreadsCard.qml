// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Staffroom.Models

// A few threads, one line each.
Card {
    id: root

    required property Session session
    required property Rows threads
    property string heading
    property string nothing

    height: content.height + 24

    Column {
        id: content

        x: 8
        y: 12
        width: parent.width - 16

        SectionTitle {
            x: 12
            width: parent.width - 24
            text: root.heading
        }
        InkText {
            visible: root.threads.count === 0
            x: 12
            width: parent.width - 24
            bottomPadding: 8
            running: true
            quiet: true
            text: root.nothing
        }
        Repeater {
            model: root.threads
            delegate: LineButton {
                id: line

                required property string key
                required property string group
                required property string title
                required property string groupName
                required property string repliesText
                required property string whenText

                width: content.width
                leftPadding: 12
                rightPadding: 12
                text: title
                onClicked: root.session.community.show(group, key)
                contentItem: Item {
                    implicitHeight: words.implicitHeight + who.implicitHeight + 2
                    InkText {
                        id: words

                        width: parent.width
                        text: line.title
                    }
                    // Only the group's name gives way where it is narrow.
                    InkText {
                        id: who

                        anchors.top: words.bottom
                        anchors.topMargin: 2
                        width: Math.min(implicitWidth, parent.width - replies.width - when.width - 12)
                        text: line.groupName
                        size: Theme.meta
                        quiet: true
                    }
                    InkText {
                        id: replies

                        anchors.left: who.right
                        anchors.baseline: who.baseline
                        text: line.repliesText === "" ? "" : " · " + line.repliesText
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
                }
            }
        }
    }
}
