// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Staffroom.Models

// Items of the plan that are due within a week.
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
            text: qsTr("Due this week")
        }
        InkText {
            visible: root.screen.due.count === 0
            x: 12
            width: parent.width - 24
            bottomPadding: 8
            running: true
            quiet: true
            text: qsTr("Nothing is due in the next seven days. Give the items of your plan a date and they appear here in time.")
        }
        Repeater {
            model: root.screen.due
            delegate: Item {
                id: item

                required property string key
                required property string title
                required property string dueText
                required property bool overdue
                required property string hoursText

                width: content.width
                height: line.height

                CheckMark {
                    id: check

                    anchors.verticalCenter: parent.verticalCenter
                    Accessible.name: qsTr("Done: %1").arg(item.title)
                    onToggled: root.screen.finishItem(item.key)
                }
                LineButton {
                    id: line

                    anchors.left: check.right
                    anchors.right: parent.right
                    leftPadding: 4
                    rightPadding: 12
                    text: item.title
                    onClicked: root.session.showPlanItem(item.key)
                    contentItem: Item {
                        implicitHeight: words.implicitHeight + meta.implicitHeight + 2
                        InkText {
                            id: words

                            width: parent.width
                            text: item.title
                        }
                        Row {
                            id: meta

                            anchors.top: words.bottom
                            anchors.topMargin: 2
                            spacing: 12
                            InkText {
                                text: item.dueText
                                size: Theme.meta
                                strong: item.overdue
                                color: item.overdue ? Theme.danger : Theme.quiet
                            }
                            InkText {
                                text: item.hoursText
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
