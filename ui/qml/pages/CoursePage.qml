// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Staffroom.Models

// What a course is and needs, before anything is fetched; then the way into it.
PageColumn {
    id: root

    required property Session session
    readonly property CourseScreen screen: session.course
    readonly property bool twoColumns: columnWidth >= 760 && Theme.textScale < 1.3
    readonly property real rightWidth: twoColumns ? 296 : columnWidth
    readonly property real leftWidth: twoColumns ? columnWidth - rightWidth - 24 : columnWidth

    Component.onCompleted: screen.shown = true
    Component.onDestruction: screen.shown = false

    PushButton {
        quiet: true
        leftPadding: 0
        iconName: "back"
        text: qsTr("All courses")
        onClicked: root.session.page = "courses"
    }
    InkText {
        width: root.columnWidth
        wrapMode: Text.Wrap
        text: root.screen.title
        size: Theme.page
        strong: true
        Accessible.role: Accessible.Heading
    }
    InkText {
        width: root.columnWidth
        running: true
        text: root.screen.summary
    }
    Grid {
        columns: root.twoColumns ? 2 : 1
        columnSpacing: 24
        rowSpacing: Theme.unit * 2

        Column {
            width: root.leftWidth
            spacing: Theme.unit * 2
            CourseActions {
                width: parent.width
                screen: root.screen
            }
            CourseParts {
                width: parent.width
                screen: root.screen
            }
        }
        Card {
            width: root.rightWidth
            height: facts.height + 32
            Column {
                id: facts

                x: 16
                y: 16
                width: parent.width - 32
                spacing: Theme.unit * 1.5
                Repeater {
                    model: root.screen.facts
                    delegate: Column {
                        id: fact

                        required property string label
                        required property string value

                        width: facts.width
                        InkText {
                            text: fact.label
                            size: Theme.meta
                            quiet: true
                        }
                        InkText {
                            width: parent.width
                            running: true
                            text: fact.value
                        }
                    }
                }
            }
        }
    }
}
