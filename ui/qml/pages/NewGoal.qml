// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Staffroom.Models

// A new goal comes with its first item.
Card {
    id: root

    required property PlanScreen screen
    property bool opened: false

    height: opened ? fields.height + 32 : button.height
    color: opened ? Theme.surface : "transparent"
    border.width: opened ? 1 : 0

    PushButton {
        id: button

        visible: !root.opened
        iconName: "plus"
        text: qsTr("New goal")
        onClicked: {
            root.opened = true;
            goal.forceActiveFocus();
        }
    }
    Column {
        id: fields

        visible: root.opened
        x: 16
        y: 16
        width: parent.width - 32
        spacing: Theme.unit * 1.5
        LabelledField {
            width: parent.width
            label: qsTr("Goal")
            InputLine {
                id: goal

                width: parent.width
                placeholderText: qsTr("For example: children talk more than I do")
                Accessible.name: qsTr("Goal")
                onAccepted: first.forceActiveFocus()
            }
        }
        LabelledField {
            width: parent.width
            label: qsTr("The first thing to do for it")
            InputLine {
                id: first

                width: parent.width
                placeholderText: qsTr("For example: watch one lesson of a colleague")
                Accessible.name: qsTr("The first thing to do for it")
                onAccepted: add.clicked()
            }
        }
        Row {
            spacing: Theme.unit
            PushButton {
                id: add

                primary: true
                enabled: goal.text.trim() !== "" && first.text.trim() !== ""
                text: qsTr("Add goal")
                onClicked: {
                    if (!enabled)
                        return;
                    root.screen.addItem(goal.text, first.text);
                    goal.clear();
                    first.clear();
                    root.opened = false;
                }
            }
            PushButton {
                text: qsTr("Cancel")
                onClicked: root.opened = false
            }
        }
    }
}
