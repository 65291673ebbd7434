// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Staffroom.Models

// A new thread, written in place and kept while typing.
FocusScope {
    id: root

    required property CommunityScreen screen

    onVisibleChanged: if (visible)
        title.forceActiveFocus()

    Column {
        x: Theme.unit * 3
        y: Theme.unit * 2
        width: parent.width - Theme.unit * 6
        spacing: Theme.unit * 1.5

        InkText {
            width: parent.width
            text: qsTr("New thread in %1").arg(root.screen.groupName)
            size: Theme.page
            strong: true
            Accessible.role: Accessible.Heading
        }
        LabelledField {
            width: parent.width
            label: qsTr("Title")
            InputLine {
                id: title

                width: parent.width
                focus: true
                placeholderText: qsTr("What it is about, in one line")
                Accessible.name: qsTr("Title")
                text: root.screen.newThread.title
                onTextEdited: root.screen.newThread.title = text
                onAccepted: body.area.forceActiveFocus()
            }
        }
        LabelledField {
            width: parent.width
            label: qsTr("Text")
            InputText {
                id: body

                width: parent.width
                leastLines: 8
                mostLines: Math.max(8, Math.floor((root.height - 320) / lineSize))
                hint: qsTr("A question, something that went well, or that didn't …")
                text: root.screen.newThread.body
                onEdited: root.screen.newThread.body = text
                area.Keys.onPressed: event => {
                    if (event.key === Qt.Key_Return && (event.modifiers & Qt.ControlModifier))
                        post.clicked();
                }
            }
        }
        Row {
            spacing: Theme.unit
            PushButton {
                id: post

                primary: true
                enabled: root.screen.newThread.title.trim() !== "" && root.screen.newThread.body.trim() !== ""
                iconName: "send"
                text: qsTr("Post")
                onClicked: if (enabled)
                    root.screen.sendThread()
            }
            PushButton {
                text: qsTr("Go on later")
                onClicked: root.screen.stopThread()
            }
            InkText {
                anchors.verticalCenter: parent.verticalCenter
                leftPadding: 8
                text: root.screen.newThread.title + root.screen.newThread.body === "" ? qsTr("What you type is kept on this PC as you go.") : root.screen.newThread.saved ? qsTr("Draft kept on this PC") : qsTr("Keeping draft …")
                size: Theme.meta
                quiet: true
            }
        }
    }
}
