// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Staffroom.Models

// Title, term, hours against target; opens in place.
Column {
    id: root

    required property PlanScreen screen
    property bool editing: false

    visible: screen.current !== ""
    height: visible ? implicitHeight : 0
    topPadding: Theme.unit * 3
    bottomPadding: Theme.unit
    spacing: Theme.unit

    Item {
        width: root.width
        height: Math.max(title.height, buttons.height)
        InkText {
            id: title

            width: parent.width - buttons.width - 16
            anchors.verticalCenter: parent.verticalCenter
            text: root.screen.title
            size: Theme.page
            strong: true
            Accessible.role: Accessible.Heading
        }
        Row {
            id: buttons

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.unit
            ChoiceField {
                visible: root.screen.plans.count > 1
                model: root.screen.plans
                textRole: "title"
                valueRole: "key"
                currentIndex: root.screen.plans.find(root.screen.current)
                Accessible.name: qsTr("Which plan")
                onActivated: root.screen.choosePlan(String(currentValue))
            }
            PushButton {
                quiet: true
                iconName: "pen"
                text: root.editing ? qsTr("Close") : qsTr("Edit plan")
                onClicked: root.editing = !root.editing
            }
        }
    }
    Row {
        spacing: 12
        InkText {
            text: root.screen.spanText
            quiet: true
        }
        InkText {
            text: root.screen.stateText
            quiet: true
        }
        InkText {
            text: root.screen.doneText
            quiet: true
        }
    }
    Item {
        width: root.width
        height: hours.height + 14
        InkText {
            id: hours

            text: qsTr("Hours: %1").arg(root.screen.hoursText)
            strong: true
        }
        ProgressLine {
            anchors.bottom: parent.bottom
            width: parent.width
            height: 6
            value: root.screen.fraction
            label: qsTr("Hours")
        }
    }
    InkText {
        visible: root.screen.notes !== "" && !root.editing
        width: root.width
        topPadding: 4
        running: true
        text: root.screen.notes
    }
    Card {
        visible: root.editing
        width: root.width
        height: fields.height + 32
        Column {
            id: fields

            x: 16
            y: 16
            width: parent.width - 32
            spacing: Theme.unit * 1.5
            LabelledField {
                width: parent.width
                label: qsTr("Title")
                InputLine {
                    width: parent.width
                    text: root.screen.title
                    Accessible.name: qsTr("Title")
                    onEditingFinished: root.screen.changePlan("title", text)
                }
            }
            Row {
                spacing: Theme.unit * 2
                LabelledField {
                    width: 180 * Theme.textScale
                    label: qsTr("First day")
                    DayField {
                        width: parent.width
                        screen: root.screen
                        day: root.screen.starts
                        Accessible.name: qsTr("First day")
                        onChosen: day => root.screen.changePlan("starts", day)
                    }
                }
                LabelledField {
                    width: 180 * Theme.textScale
                    label: qsTr("Last day")
                    DayField {
                        width: parent.width
                        screen: root.screen
                        day: root.screen.ends
                        Accessible.name: qsTr("Last day")
                        onChosen: day => root.screen.changePlan("ends", day)
                    }
                }
                LabelledField {
                    width: 160 * Theme.textScale
                    label: qsTr("Planned hours")
                    HoursField {
                        width: parent.width
                        minutes: root.screen.target
                        Accessible.name: qsTr("Planned hours")
                        onChosen: minutes => root.screen.changePlan("target", minutes)
                    }
                }
            }
            LabelledField {
                width: parent.width
                label: qsTr("Notes")
                InputText {
                    width: parent.width
                    text: root.screen.notes
                    hint: qsTr("What this term is about for you")
                    onFinished: root.screen.changePlan("notes", text)
                }
            }
        }
    }
}
