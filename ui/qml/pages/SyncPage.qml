// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Staffroom.Models

// How far my work has got, what waits for my decision, and the log behind one more click.
PageColumn {
    id: root

    required property Session session
    readonly property SyncScreen screen: session.sync
    property bool logShown: false

    Component.onCompleted: screen.shown = true
    Component.onDestruction: screen.shown = false

    SyncStatusCard {
        width: root.columnWidth
        screen: root.screen
    }
    SectionTitle {
        visible: root.screen.decisions.count > 0
        width: root.columnWidth
        text: qsTr("Needs your decision")
        note: qsTr("Both versions are kept until you choose")
    }
    Repeater {
        model: root.screen.decisions
        delegate: DecisionCard {
            width: root.columnWidth
            screen: root.screen
        }
    }
    SectionTitle {
        width: root.columnWidth
        text: qsTr("What you made, and where it has got to")
    }
    EmptyState {
        visible: root.screen.queue.count === 0
        width: root.columnWidth
        iconName: "check"
        title: qsTr("Nothing here yet")
        text: qsTr("Every post, every change of your plan and every step in a course is listed here, first as “on this PC”, then as “at the server”.")
    }
    Card {
        visible: root.screen.queue.count > 0
        width: root.columnWidth
        height: lines.height + 16
        Column {
            id: lines

            y: 8
            width: parent.width
            Repeater {
                model: root.screen.queue
                delegate: QueueLine {
                    width: lines.width
                }
            }
        }
    }
    PushButton {
        quiet: true
        iconName: root.logShown ? "chevron-up" : "chevron-down"
        text: root.logShown ? qsTr("Hide the technical log") : qsTr("Technical log")
        onClicked: root.logShown = !root.logShown
    }
    Card {
        visible: root.logShown
        width: root.columnWidth
        height: log.height + 24
        Column {
            id: log

            x: 16
            y: 12
            width: parent.width - 32
            spacing: 4
            InkText {
                visible: root.screen.events.count === 0
                text: qsTr("Nothing was logged yet.")
                quiet: true
            }
            Repeater {
                model: root.logShown ? root.screen.events : null
                delegate: InkText {
                    id: event

                    required property string whenText
                    required property string what

                    width: log.width
                    wrapMode: Text.Wrap
                    size: Theme.meta
                    font.family: "monospace"
                    text: event.whenText + "  " + event.what
                }
            }
        }
    }
}
