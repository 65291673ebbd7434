// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Staffroom.Models

// How far my work has got, what waits for my decision, what came, and the log behind one more click.
PageColumn {
    id: root

    required property Session session
    readonly property SyncScreen screen: session.sync
    property bool logShown: false
    property bool allShown: false
    readonly property int firstLines: 8

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
        iconName: "sync"
        title: qsTr("Follow your work on its way")
        text: qsTr("Write a post, change your plan or study a course: each gets a line here. It says “on this PC” until the server has it, then “at the server”: from then on it is safe even if this PC breaks, and those it is meant for can read it. In a school with a hub, “at the school hub” stands in between: your school can read it already, and it goes on to the server from there.")
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
                // The older ones that have arrived are behind a click: what came stands below them.
                delegate: QueueLine {
                    required property int index
                    required property string key

                    visible: root.allShown || index < root.firstLines || (receipt !== "server" && receipt !== "seen")
                    width: lines.width
                    onSeen: root.screen.setSeen(key)
                }
            }
            PushButton {
                visible: root.screen.queue.count > root.firstLines
                x: 8
                quiet: true
                iconName: root.allShown ? "chevron-up" : "chevron-down"
                text: root.allShown ? qsTr("Fewer") : qsTr("Show all")
                onClicked: root.allShown = !root.allShown
            }
        }
    }
    SectionTitle {
        width: root.columnWidth
        text: qsTr("What came last")
        note: root.screen.arrivedText
    }
    ArrivalsCard {
        width: root.columnWidth
        screen: root.screen
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
