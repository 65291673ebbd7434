// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Staffroom.Models

// Mine first, then the catalogue with its filters.
PageColumn {
    id: root

    required property Session session
    readonly property CoursesScreen screen: session.courses
    readonly property int columns: columnWidth >= 720 && Theme.textScale < 1.4 ? 2 : 1
    readonly property real cell: (columnWidth - (columns - 1) * Theme.unit * 2) / columns

    Component.onCompleted: screen.shown = true
    Component.onDestruction: screen.shown = false

    InkText {
        text: qsTr("My courses")
        size: Theme.page
        strong: true
        Accessible.role: Accessible.Heading
    }
    InkText {
        visible: root.screen.mine.count === 0
        width: root.columnWidth
        running: true
        quiet: true
        text: qsTr("What you study stands here, with how far you have got and whether it works without network. Choose a first course below.")
    }
    Grid {
        visible: root.screen.mine.count > 0
        columns: root.columns
        spacing: Theme.unit * 2
        Repeater {
            model: root.screen.mine
            delegate: CourseCard {
                width: root.cell
                session: root.session
            }
        }
    }
    Item {
        width: 1
        height: Theme.unit
    }
    InkText {
        text: qsTr("Catalogue")
        size: Theme.page
        strong: true
        Accessible.role: Accessible.Heading
    }
    InputLine {
        width: Math.min(root.columnWidth, 420 * Theme.textScale)
        iconName: "search"
        placeholderText: qsTr("Title, description or provider")
        text: root.screen.text
        onTextEdited: root.screen.text = text
    }
    FilterRow {
        width: root.columnWidth
        label: qsTr("Subject")
        values: root.screen.subjects
        chosen: root.screen.subject
        onPicked: value => root.screen.subject = value
    }
    FilterRow {
        width: root.columnWidth
        label: qsTr("Stage")
        values: root.screen.stages
        chosen: root.screen.stage
        onPicked: value => root.screen.stage = value
    }
    EmptyState {
        visible: root.screen.catalogue.count === 0
        width: root.columnWidth
        iconName: "courses"
        title: root.screen.all === 0 ? qsTr("No courses on this PC yet") : qsTr("No course fits")
        text: root.screen.all === 0 ? qsTr("The catalogue comes with the first sync. It is small; a course itself is only fetched when you ask for it.") : qsTr("Take away a filter or try a shorter word.")
    }
    Grid {
        columns: root.columns
        spacing: Theme.unit * 2
        Repeater {
            model: root.screen.catalogue
            delegate: CourseCard {
                width: root.cell
                session: root.session
            }
        }
    }
}
