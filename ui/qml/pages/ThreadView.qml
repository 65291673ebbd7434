// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Staffroom.Models

// A thread and the place to answer it.
Item {
    id: root

    required property CommunityScreen screen

    InkText {
        id: title

        x: Theme.unit * 3
        width: parent.width - Theme.unit * 6
        topPadding: Theme.unit * 2
        bottomPadding: Theme.unit
        wrapMode: Text.Wrap
        maximumLineCount: 2
        text: root.screen.threadTitle
        size: Theme.page
        strong: true
        Accessible.role: Accessible.Heading
    }
    ListView {
        id: list

        anchors.top: title.bottom
        anchors.bottom: reply.top
        width: parent.width
        model: root.screen.messages
        clip: true
        leftMargin: Theme.unit * 3
        bottomMargin: Theme.unit * 2
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ThinScrollBar {}
        Accessible.role: Accessible.List
        Accessible.name: root.screen.threadTitle

        delegate: MessageView {
            width: list.width - Theme.unit * 6
            screen: root.screen
            onAnswer: field.area.forceActiveFocus()
        }
    }
    Rectangle {
        id: reply

        anchors.bottom: parent.bottom
        width: parent.width
        height: box.height + Theme.unit * 3
        color: Theme.paper

        Separator {
            width: parent.width
        }
        Column {
            id: box

            x: Theme.unit * 3
            y: Theme.unit * 1.5
            width: parent.width - Theme.unit * 6
            spacing: 6

            Row {
                visible: root.screen.replyToName !== ""
                spacing: 8
                InkText {
                    anchors.verticalCenter: parent.verticalCenter
                    text: qsTr("Answer to %1").arg(root.screen.replyToName)
                    size: Theme.meta
                    quiet: true
                }
                PushButton {
                    quiet: true
                    font.pixelSize: Theme.meta
                    text: qsTr("to everybody instead")
                    onClicked: root.screen.replyTo("")
                }
            }
            Row {
                width: parent.width
                spacing: Theme.unit
                InputText {
                    id: field

                    width: parent.width - send.width - Theme.unit
                    leastLines: 1
                    mostLines: 7
                    hint: qsTr("Write a reply")
                    text: root.screen.reply.body
                    onEdited: root.screen.reply.body = text
                    area.Keys.onPressed: event => {
                        if (event.key === Qt.Key_Return && (event.modifiers & Qt.ControlModifier))
                            send.clicked();
                    }
                }
                PushButton {
                    id: send

                    anchors.bottom: parent.bottom
                    primary: true
                    enabled: root.screen.reply.body.trim() !== ""
                    iconName: "send"
                    text: qsTr("Reply")
                    onClicked: if (root.screen.sendReply())
                        list.positionViewAtEnd()
                }
            }
            InkText {
                text: root.screen.reply.body === "" ? qsTr("Ctrl+Enter sends. Works without network too.") : root.screen.reply.saved ? qsTr("Draft kept on this PC") : qsTr("Keeping draft …")
                size: Theme.meta
                quiet: true
            }
        }
    }
}
