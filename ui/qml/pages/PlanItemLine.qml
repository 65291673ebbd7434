// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Staffroom.Models

// An item: one line that opens in place. The first of a goal carries the goal above it, the last a line to add another.
Column {
    id: root

    required property Session session
    required property string key
    required property string goal
    required property string title
    required property string notes
    required property string due
    required property string dueText
    required property bool overdue
    required property int target
    required property int spent
    required property string hoursText
    required property bool done
    required property string course
    required property string courseTitle
    required property bool hasAlternatives
    required property bool first
    required property bool last
    required property string goalText
    required property real goalFraction
    readonly property PlanScreen screen: session.plan
    readonly property bool opened: screen.openItem === key

    Column {
        visible: root.first
        width: root.width
        topPadding: Theme.unit * 2
        bottomPadding: 6
        spacing: 4
        SectionTitle {
            width: parent.width
            text: root.goal === "" ? qsTr("Without a goal") : root.goal
            note: root.goalText
        }
        ProgressLine {
            width: parent.width
            value: root.goalFraction
            label: root.goal
        }
    }
    Item {
        width: root.width
        height: root.opened ? editor.height + line.height + 16 : line.height

        Card {
            visible: root.opened
            anchors.fill: parent
            anchors.topMargin: 4
            anchors.bottomMargin: 4
        }
        CheckMark {
            id: check

            anchors.left: parent.left
            anchors.leftMargin: root.opened ? 4 : 0
            anchors.verticalCenter: line.verticalCenter
            checked: root.done
            Accessible.name: qsTr("Done: %1").arg(root.title)
            onToggled: root.screen.setDone(root.key, checked)
        }
        LineButton {
            id: line

            anchors.left: check.right
            anchors.right: parent.right
            anchors.rightMargin: root.opened ? 4 : 0
            y: root.opened ? 6 : 0
            leftPadding: 4
            rightPadding: 8
            text: root.title
            Accessible.name: root.title + ", " + root.dueText
            onClicked: root.screen.openItem = root.opened ? "" : root.key
            contentItem: Item {
                implicitHeight: words.implicitHeight + 6
                InkText {
                    id: words

                    anchors.verticalCenter: parent.verticalCenter
                    width: Math.min(implicitWidth, parent.width - facts.width - 16)
                    text: root.title
                    quiet: root.done
                    strong: root.opened
                }
                Row {
                    id: facts

                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    spacing: 14
                    Row {
                        visible: root.hasAlternatives
                        anchors.verticalCenter: parent.verticalCenter
                        spacing: 4
                        Icon {
                            name: "split"
                            color: Theme.attention
                            size: 16
                        }
                        InkText {
                            text: qsTr("Two versions")
                            size: Theme.meta
                            strong: true
                            color: Theme.attention
                        }
                    }
                    Icon {
                        visible: root.course !== ""
                        anchors.verticalCenter: parent.verticalCenter
                        name: "courses"
                        size: 16
                    }
                    InkText {
                        anchors.verticalCenter: parent.verticalCenter
                        text: root.dueText
                        size: Theme.meta
                        strong: root.overdue
                        color: root.overdue ? Theme.danger : Theme.quiet
                    }
                    InkText {
                        anchors.verticalCenter: parent.verticalCenter
                        width: 150 * Theme.textScale
                        horizontalAlignment: Text.AlignRight
                        text: root.hoursText
                        size: Theme.meta
                        quiet: true
                    }
                    Icon {
                        anchors.verticalCenter: parent.verticalCenter
                        name: root.opened ? "chevron-up" : "chevron-down"
                        size: 16
                    }
                }
            }
        }
        Loader {
            id: editor

            active: root.opened
            x: 48
            y: line.y + line.height
            width: parent.width - 64
            height: active && item ? (item as Item).implicitHeight : 0
            sourceComponent: Component {
                PlanItemEditor {
                    session: root.session
                    key: root.key
                    title: root.title
                    goal: root.goal
                    notes: root.notes
                    due: root.due
                    target: root.target
                    spent: root.spent
                    course: root.course
                    hasAlternatives: root.hasAlternatives
                }
            }
        }
    }
    Separator {
        visible: !root.opened
        x: 44
        width: root.width - 44
    }
    Row {
        visible: root.last
        height: Theme.hit + 8
        Icon {
            x: 10
            anchors.verticalCenter: parent.verticalCenter
            width: 40
            fillMode: Image.Pad
            name: "plus"
            size: 18
        }
        AddLine {
            anchors.verticalCenter: parent.verticalCenter
            width: root.width - 48
            placeholderText: qsTr("Add an item to this goal")
            onEntered: title => root.screen.addItem(root.goal, title)
        }
    }
}
