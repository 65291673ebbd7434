// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Staffroom.Models

// Announcements, as news; each opens in place.
Card {
    id: root

    required property Session session
    readonly property HomeScreen screen: session.home

    visible: screen.news.count > 0
    height: content.height + 24

    Column {
        id: content

        x: 8
        y: 12
        width: parent.width - 16

        SectionTitle {
            x: 12
            width: parent.width - 24
            text: qsTr("Announcements")
        }
        Repeater {
            model: root.screen.news
            delegate: LineButton {
                id: line

                required property string title
                required property string body
                required property string byline
                required property string whenText
                property bool unfolded: false

                width: content.width
                leftPadding: 12
                rightPadding: 12
                text: title
                onClicked: unfolded = !unfolded
                contentItem: Column {
                    spacing: 4
                    InkText {
                        width: parent.width
                        text: line.title
                        strong: true
                    }
                    InkText {
                        width: parent.width
                        running: true
                        text: line.body
                        maximumLineCount: line.unfolded ? 1000 : 2
                        elide: Text.ElideRight
                    }
                    InkText {
                        width: parent.width
                        text: line.byline + " · " + line.whenText
                        size: Theme.meta
                        quiet: true
                    }
                }
            }
        }
    }
}
