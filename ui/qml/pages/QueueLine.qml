// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Staffroom.Ui

// One thing I made and its receipt. Of what was not accepted, and is shown nowhere else, the words stand behind a click.
Item {
    id: root

    property bool open: false
    readonly property bool rejected: receipt === "rejected"
    readonly property color receiptInk: receipt === "server" ? Theme.accent : rejected ? Theme.danger : receipt === "seen" ? Theme.quiet : Theme.ink

    signal seen

    required property string title
    required property string kindText
    required property string whenText
    required property string receipt
    required property string receiptText
    required property string reasonText
    required property string wordsText

    height: Math.max(Theme.hit, (below.visible ? below.y + below.height : words.y + words.height) + 10)
    Accessible.role: Accessible.ListItem
    Accessible.name: kindText + " " + title + ", " + receiptText

    InkText {
        id: words

        x: 16
        y: 10
        width: parent.width - facts.width - 48
        text: root.title
    }
    Row {
        id: facts

        anchors.right: parent.right
        anchors.rightMargin: 16
        anchors.verticalCenter: words.verticalCenter
        spacing: 12
        InkText {
            anchors.verticalCenter: parent.verticalCenter
            text: root.kindText + " · " + root.whenText
            size: Theme.meta
            quiet: true
        }
        Row {
            width: 140 * Theme.textScale // the longest: "At the school hub"
            spacing: 6
            Icon {
                anchors.verticalCenter: parent.verticalCenter
                size: 16
                name: root.rejected || root.receipt === "seen" ? "alert" : root.receipt === "pc" ? "pc" : "server"
                color: root.receipt === "pc" || root.receipt === "hub" ? Theme.quiet : root.receiptInk
            }
            InkText {
                text: root.receiptText
                size: Theme.meta
                strong: root.receipt !== "server" && root.receipt !== "seen"
                color: root.receiptInk
            }
        }
    }
    Column {
        id: below

        visible: root.reasonText !== "" || root.wordsText !== ""
        x: 16
        y: words.y + words.height + 4
        width: parent.width - 32
        spacing: 8
        InkText {
            visible: root.reasonText !== ""
            width: parent.width
            running: true
            text: root.reasonText
            size: Theme.meta
            quiet: true
        }
        Flow {
            x: -8
            width: parent.width + 8
            spacing: 8
            PushButton {
                visible: root.wordsText !== ""
                quiet: true
                iconName: root.open ? "chevron-up" : "chevron-down"
                text: root.open ? qsTr("Hide what you wrote") : qsTr("Show what you wrote")
                onClicked: root.open = !root.open
            }
            PushButton {
                visible: root.rejected
                quiet: true
                iconName: "check"
                text: qsTr("I have seen this")
                onClicked: {
                    nextItemInFocusChain().forceActiveFocus(Qt.TabFocusReason); // this one goes
                    root.seen();
                }
            }
        }
        Rectangle {
            visible: root.open && root.wordsText !== ""
            width: parent.width
            height: written.height + 32
            radius: Theme.radius
            color: Theme.tint
            TextEdit {
                id: written

                x: 16
                y: 16
                width: parent.width - 32
                readOnly: true
                selectByMouse: true
                activeFocusOnTab: true
                wrapMode: TextEdit.Wrap
                text: root.wordsText
                textFormat: TextEdit.PlainText
                color: Theme.ink
                selectionColor: Theme.accent
                selectedTextColor: Theme.accentInk
                font.pixelSize: Theme.text
                Accessible.role: Accessible.StaticText
                Accessible.name: qsTr("What you wrote: %1").arg(text)

                LineHeight {
                    document: written.textDocument
                    height: Theme.textLine
                }
            }
        }
        PushButton {
            id: copy

            property bool done: false

            visible: root.open && root.wordsText !== ""
            x: -8
            quiet: true
            iconName: done ? "check" : ""
            text: done ? qsTr("Copied") : qsTr("Copy it")
            onClicked: {
                written.selectAll();
                written.copy();
                written.deselect();
                done = true;
                soon.restart();
            }

            Timer {
                id: soon

                interval: 4000
                onTriggered: copy.done = false
            }
        }
    }
}
