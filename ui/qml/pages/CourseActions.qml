// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Staffroom.Models

// The next step in a course, and what is on this PC.
Card {
    id: root

    required property CourseScreen screen

    height: content.height + 32

    Column {
        id: content

        x: 16
        y: 16
        width: parent.width - 32
        spacing: Theme.unit * 1.5

        Column {
            visible: root.screen.enrolled
            width: parent.width
            spacing: 8
            InkText {
                text: root.screen.finished ? qsTr("Finished") : root.screen.progressText
                strong: true
            }
            ProgressLine {
                width: parent.width
                height: 6
                value: root.screen.fraction
                label: root.screen.title
            }
        }
        InkText {
            visible: !root.screen.enrolled
            width: parent.width
            running: true
            text: root.screen.onThisPc ? qsTr("This course is on this PC. Take it and it appears under My courses.") : qsTr("Take this course and it appears under My courses. To study without a network, download it once: %1.").arg(root.screen.sizeText)
        }
        Column {
            visible: root.screen.downloading
            width: parent.width
            spacing: 6
            ProgressLine {
                width: parent.width
                height: 6
                value: root.screen.downloadFraction
                label: qsTr("Download")
            }
            InkText {
                text: root.screen.downloadText
                size: Theme.meta
                quiet: true
            }
        }
        Flow {
            width: parent.width
            spacing: Theme.unit
            PushButton {
                visible: root.screen.onThisPc
                primary: true
                iconName: "play"
                text: root.screen.finished ? qsTr("Look at it again") : root.screen.started ? qsTr("Continue studying") : qsTr("Start studying")
                onClicked: root.screen.study("")
            }
            PushButton {
                visible: !root.screen.onThisPc && !root.screen.downloading
                primary: true
                iconName: "download"
                text: qsTr("Download to this PC (%1)").arg(root.screen.sizeText)
                onClicked: root.screen.download()
            }
            PushButton {
                visible: !root.screen.enrolled
                iconName: "plus"
                text: qsTr("Take this course")
                onClicked: root.screen.enrol()
            }
            PushButton {
                visible: root.screen.onThisPc
                quiet: true
                text: qsTr("Remove from this PC")
                onClicked: root.screen.removePackage()
            }
            PushButton {
                visible: root.screen.enrolled
                quiet: true
                text: qsTr("Leave the course")
                onClicked: root.screen.withdraw()
            }
        }
    }
}
