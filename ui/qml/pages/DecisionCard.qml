// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Staffroom.Models

// A field with several versions, side by side, what differs marked.
Card {
    id: root

    required property SyncScreen screen
    required property string key
    required property string title
    required property string kindText
    required property string fieldText
    required property bool canJoin
    required property string joined
    required property var versions
    property bool editing: false

    height: content.height + 36

    Column {
        id: content

        x: 20
        y: 16
        width: parent.width - 40
        spacing: Theme.unit * 1.5

        InkText {
            width: parent.width
            text: qsTr("%1 “%2”: %3").arg(root.kindText).arg(root.title).arg(root.fieldText)
            strong: true
        }
        Grid {
            id: sides

            readonly property real cell: (width - columnSpacing) / 2

            width: parent.width
            columns: 2
            columnSpacing: Theme.unit * 2
            rowSpacing: Theme.unit * 2
            Repeater {
                model: root.versions
                delegate: Rectangle {
                    id: version

                    required property var modelData
                    required property int index

                    width: sides.cell
                    height: side.height + 24
                    radius: Theme.radius
                    color: Theme.paper
                    border.width: 1
                    border.color: Theme.line
                    Column {
                        id: side

                        x: 14
                        y: 12
                        width: parent.width - 28
                        spacing: 12
                        InkText {
                            width: parent.width
                            text: version.modelData.byline
                            size: Theme.meta
                            quiet: true
                        }
                        InkText {
                            width: parent.width
                            running: true
                            textFormat: Text.RichText
                            text: root.screen.marked(root.key, version.index, version.index === 0 ? 1 : 0, String(Theme.mark))
                        }
                        PushButton {
                            text: qsTr("Keep this")
                            onClicked: root.screen.keepVersion(root.key, version.index)
                        }
                    }
                }
            }
        }
        Row {
            visible: root.canJoin && !root.editing
            spacing: Theme.unit
            PushButton {
                text: qsTr("Keep both, joined")
                onClicked: root.screen.keepText(root.key, root.joined)
            }
            PushButton {
                quiet: true
                iconName: "pen"
                text: qsTr("Write it anew")
                onClicked: {
                    root.editing = true;
                    field.area.forceActiveFocus();
                }
            }
        }
        InputText {
            id: field

            visible: root.editing
            width: parent.width
            hint: qsTr("The text that is to hold")
            text: root.joined
        }
        Row {
            visible: root.editing
            spacing: Theme.unit
            PushButton {
                primary: true
                text: qsTr("Keep this text")
                onClicked: root.screen.keepText(root.key, field.text)
            }
            PushButton {
                text: qsTr("Cancel")
                onClicked: root.editing = false
            }
        }
    }
}
