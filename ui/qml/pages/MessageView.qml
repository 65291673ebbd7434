// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Staffroom.Models
import Staffroom.Ui

// One message of a thread.
Item {
    id: root

    required property CommunityScreen screen
    required property string key
    required property string body
    required property string author
    required property string byline
    required property string whenText
    required property bool own
    required property bool isReply
    required property string placeText

    signal answer

    height: content.height + 20
    Accessible.role: Accessible.ListItem
    Accessible.name: author + ", " + byline + ", " + whenText + (placeText === "" ? "" : ", " + placeText) + ": " + body

    Separator {
        visible: root.isReply
        width: parent.width
    }
    Column {
        id: content

        y: 6
        width: parent.width

        Item {
            width: parent.width
            height: Math.max(name.height, actions.height)
            InkText {
                id: name

                anchors.verticalCenter: parent.verticalCenter
                text: root.author
                strong: true
            }
            // Where it is narrow, the time stays whole.
            InkText {
                id: about

                anchors.left: name.right
                anchors.leftMargin: 10
                anchors.baseline: name.baseline
                width: Math.min(implicitWidth, actions.x - 8 - when.width - x)
                text: root.byline
                size: Theme.meta
                quiet: true
            }
            InkText {
                id: when

                anchors.left: about.right
                anchors.baseline: name.baseline
                text: (root.byline === "" ? "" : " · ") + root.whenText
                size: Theme.meta
                quiet: true
            }
            Row {
                id: actions

                anchors.right: parent.right
                IconButton {
                    visible: root.own
                    iconName: "trash"
                    text: qsTr("Delete")
                    onClicked: root.screen.deleteMessage(root.key)
                }
                IconButton {
                    iconName: "reply"
                    text: qsTr("Answer this")
                    onClicked: {
                        root.screen.replyTo(root.isReply ? root.key : "");
                        root.answer();
                    }
                }
            }
        }
        InkText {
            visible: text !== ""
            width: parent.width
            bottomPadding: 6
            wrapMode: Text.Wrap
            text: root.placeText
            size: Theme.meta
            quiet: true
        }
        TextEdit {
            id: words

            width: Math.min(parent.width, 720 * Theme.textScale)
            text: root.body
            readOnly: true
            selectByMouse: true
            activeFocusOnPress: false
            wrapMode: TextEdit.Wrap
            color: Theme.ink
            selectionColor: Theme.accent
            selectedTextColor: Theme.accentInk
            font.pixelSize: Theme.text
            textFormat: TextEdit.PlainText
            Accessible.ignored: true

            LineHeight {
                document: words.textDocument
                height: Theme.textLine
            }
        }
    }
}
