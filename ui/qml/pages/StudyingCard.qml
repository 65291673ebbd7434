// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Staffroom.Models

// Where I stopped in my courses.
Card {
    id: root

    required property Session session
    readonly property HomeScreen screen: session.home

    height: content.height + 24

    Column {
        id: content

        x: 8
        y: 12
        width: parent.width - 16

        SectionTitle {
            x: 12
            width: parent.width - 24
            text: qsTr("Continue studying")
        }
        InkText {
            visible: root.screen.studying.count === 0
            x: 12
            width: parent.width - 24
            running: true
            quiet: true
            text: qsTr("You aren't taking a course at the moment.")
        }
        PushButton {
            visible: root.screen.studying.count === 0
            x: 4
            quiet: true
            text: qsTr("Look for a course")
            onClicked: root.session.page = "courses"
        }
        Repeater {
            model: root.screen.studying
            delegate: LineButton {
                id: line

                required property string key
                required property string title
                required property string progressText
                required property real fraction
                required property string studiedText

                width: content.width
                leftPadding: 12
                rightPadding: 12
                text: title
                onClicked: root.session.course.open(key)
                contentItem: Item {
                    implicitHeight: words.implicitHeight + progress.implicitHeight + meta.implicitHeight + 12
                    InkText {
                        id: words

                        width: parent.width
                        text: line.title
                    }
                    ProgressLine {
                        id: progress

                        anchors.top: words.bottom
                        anchors.topMargin: 6
                        width: parent.width
                        value: line.fraction
                        label: line.title
                    }
                    InkText {
                        id: meta

                        anchors.top: progress.bottom
                        anchors.topMargin: 6
                        width: parent.width
                        text: line.progressText + " · " + line.studiedText
                        size: Theme.meta
                        quiet: true
                    }
                }
            }
        }
    }
}
