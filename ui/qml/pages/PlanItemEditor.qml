// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Staffroom.Models

// Every field of an item; each is kept as soon as it is left.
Column {
    id: root

    required property string key
    required property string title
    required property string goal
    required property string notes
    required property string due
    required property int target
    required property int spent
    required property string course
    required property bool hasAlternatives
    required property Session session
    readonly property PlanScreen screen: session.plan

    bottomPadding: 16
    topPadding: 8
    spacing: Theme.unit * 1.5

    Row {
        width: root.width
        spacing: Theme.unit * 2
        LabelledField {
            width: (parent.width - Theme.unit * 2) * 0.62
            label: qsTr("What to do")
            InputLine {
                width: parent.width
                focus: true
                text: root.title
                Accessible.name: qsTr("What to do")
                onEditingFinished: root.screen.changeItem(root.key, "title", text)
            }
        }
        LabelledField {
            width: (parent.width - Theme.unit * 2) * 0.38
            label: qsTr("Goal")
            InputLine {
                width: parent.width
                text: root.goal
                Accessible.name: qsTr("Goal")
                onEditingFinished: root.screen.changeItem(root.key, "goal", text)
            }
        }
    }
    Row {
        spacing: Theme.unit * 2
        LabelledField {
            width: 170 * Theme.textScale
            label: qsTr("Due")
            DayField {
                width: parent.width
                screen: root.screen
                day: root.due
                Accessible.name: qsTr("Due")
                onChosen: day => root.screen.changeItem(root.key, "due", day)
            }
        }
        LabelledField {
            width: 110 * Theme.textScale
            label: qsTr("Planned hours")
            HoursField {
                width: parent.width
                minutes: root.target
                Accessible.name: qsTr("Planned hours")
                onChosen: minutes => root.screen.changeItem(root.key, "target", minutes)
            }
        }
        LabelledField {
            width: 110 * Theme.textScale
            label: qsTr("Hours so far")
            HoursField {
                width: parent.width
                minutes: root.spent
                Accessible.name: qsTr("Hours so far")
                onChosen: minutes => root.screen.changeItem(root.key, "spent", minutes)
            }
        }
        LabelledField {
            width: root.width - (390 * Theme.textScale) - Theme.unit * 6
            label: qsTr("Course")
            ChoiceField {
                width: parent.width
                model: root.screen.courses
                textRole: "title"
                valueRole: "key"
                currentIndex: root.screen.courses.find(root.course)
                Accessible.name: qsTr("Course")
                onActivated: root.screen.changeItem(root.key, "course", String(currentValue))
            }
        }
    }
    Flow {
        width: root.width
        spacing: Theme.unit
        ChoiceChip {
            text: qsTr("Today")
            onClicked: root.screen.changeItem(root.key, "due", root.screen.dayAhead(0))
        }
        ChoiceChip {
            text: qsTr("In a week")
            onClicked: root.screen.changeItem(root.key, "due", root.screen.dayAhead(7))
        }
        ChoiceChip {
            text: qsTr("In a month")
            onClicked: root.screen.changeItem(root.key, "due", root.screen.dayAhead(30))
        }
        ChoiceChip {
            text: qsTr("End of term")
            onClicked: root.screen.changeItem(root.key, "due", root.screen.dayAhead(-1))
        }
        ChoiceChip {
            text: qsTr("No date")
            onClicked: root.screen.changeItem(root.key, "due", "")
        }
    }
    LabelledField {
        width: root.width
        label: qsTr("Notes")
        InputText {
            width: parent.width
            leastLines: 2
            text: root.notes
            hint: qsTr("What you noticed, what you want to try")
            onFinished: root.screen.changeItem(root.key, "notes", text)
        }
    }
    Row {
        spacing: Theme.unit
        PushButton {
            visible: root.hasAlternatives
            primary: true
            iconName: "split"
            text: qsTr("Look at both versions")
            onClicked: root.session.page = "sync"
        }
        PushButton {
            visible: root.course !== ""
            iconName: "courses"
            text: qsTr("Open the course")
            onClicked: root.session.course.open(root.course)
        }
        PushButton {
            quiet: true
            iconName: "trash"
            text: qsTr("Delete")
            onClicked: root.screen.deleteItem(root.key)
        }
    }
}
