// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Staffroom.Models

// Modules and what is in them; an activity opens in the player once the course is on this PC.
Card {
    id: root

    required property CourseScreen screen

    visible: screen.parts.count > 0
    height: content.height + 16

    Column {
        id: content

        x: 8
        y: 8
        width: parent.width - 16

        Repeater {
            model: root.screen.parts
            delegate: Item {
                id: part

                required property string key
                required property bool isModule
                required property string title
                required property string sortText
                required property string minutesText
                required property bool completed
                required property bool resume

                width: content.width
                height: isModule ? module.height + 8 : line.height

                SectionTitle {
                    id: module

                    visible: part.isModule
                    x: 8
                    y: 4
                    width: parent.width - 16
                    text: part.title
                    note: part.sortText
                }
                LineButton {
                    id: line

                    visible: !part.isModule
                    enabled: root.screen.onThisPc
                    width: parent.width
                    leftPadding: 8
                    rightPadding: 8
                    text: part.title
                    Accessible.name: part.title + (part.completed ? ", " + qsTr("done") : "")
                    onClicked: root.screen.study(part.key)
                    contentItem: Item {
                        implicitHeight: words.implicitHeight + 6
                        Icon {
                            id: mark

                            anchors.verticalCenter: parent.verticalCenter
                            name: part.completed ? "check" : "page"
                            color: part.completed ? Theme.accent : Theme.quiet
                            size: 18
                        }
                        InkText {
                            id: words

                            anchors.left: mark.right
                            anchors.leftMargin: 10
                            anchors.right: facts.left
                            anchors.rightMargin: 12
                            anchors.verticalCenter: parent.verticalCenter
                            text: part.title
                            strong: part.resume
                        }
                        Row {
                            id: facts

                            anchors.right: parent.right
                            anchors.verticalCenter: parent.verticalCenter
                            spacing: 12
                            InkText {
                                visible: part.resume
                                text: qsTr("You stopped here")
                                size: Theme.meta
                                color: Theme.accent
                            }
                            InkText {
                                text: part.minutesText
                                size: Theme.meta
                                quiet: true
                            }
                        }
                    }
                }
            }
        }
    }
}
