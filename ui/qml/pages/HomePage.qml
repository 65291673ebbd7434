// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Staffroom.Models

// What is due, what to go on with, what is new, what waits for an answer; nothing else.
PageColumn {
    id: root

    required property Session session
    readonly property HomeScreen screen: session.home
    readonly property bool twoColumns: columnWidth >= 760 && Theme.textScale < 1.3
    readonly property real leftWidth: twoColumns ? Math.round(columnWidth * 0.58) - 12 : columnWidth
    readonly property real rightWidth: twoColumns ? columnWidth - leftWidth - 24 : columnWidth

    Component.onCompleted: screen.shown = true
    Component.onDestruction: screen.shown = false

    Item {
        width: root.columnWidth
        height: title.height
        InkText {
            id: title

            text: root.screen.today
            size: Theme.page
            strong: true
            Accessible.role: Accessible.Heading
        }
        InkText {
            anchors.right: parent.right
            anchors.baseline: title.baseline
            text: root.screen.synced
            size: Theme.meta
            quiet: true
        }
    }
    Grid {
        columns: root.twoColumns ? 2 : 1
        columnSpacing: 24
        rowSpacing: Theme.unit * 2

        Column {
            width: root.leftWidth
            spacing: Theme.unit * 2
            DueCard {
                width: parent.width
                session: root.session
            }
            StudyingCard {
                width: parent.width
                session: root.session
            }
            NewsCard {
                width: parent.width
                session: root.session
            }
        }
        Column {
            width: root.rightWidth
            spacing: Theme.unit * 2
            ThreadsCard {
                width: parent.width
                session: root.session
                threads: root.screen.waiting
                heading: qsTr("Waits for your answer")
                nothing: qsTr("Nobody is waiting for you. Replies to what you write appear here.")
            }
            ThreadsCard {
                width: parent.width
                session: root.session
                threads: root.screen.fresh
                heading: qsTr("New for you")
                nothing: qsTr("You have read everything. New threads of your groups appear here after the next sync.")
            }
        }
    }
}
