// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// One filter: all, or one of its values.
Flow {
    id: root

    property string label
    property var values: []
    property string chosen

    signal picked(string value)

    visible: values.length > 1
    spacing: Theme.unit

    InkText {
        height: Theme.hit
        rightPadding: 4
        text: root.label
        quiet: true
        size: Theme.meta
    }
    ChoiceChip {
        text: qsTr("All")
        checked: root.chosen === ""
        onClicked: root.picked("")
    }
    Repeater {
        model: root.values
        delegate: ChoiceChip {
            required property string modelData

            text: modelData
            checked: root.chosen === modelData
            onClicked: root.picked(modelData)
        }
    }
}
