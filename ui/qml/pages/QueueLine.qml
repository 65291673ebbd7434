// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// One thing I made and its receipt.
Item {
    id: root

    required property string title
    required property string kindText
    required property string whenText
    required property string receipt
    required property string receiptText
    required property string reasonText

    height: Math.max(Theme.hit, reason.visible ? words.height + reason.height + 24 : words.height + 20)
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
                name: root.receipt === "rejected" ? "alert" : root.receipt === "pc" ? "pc" : "server"
                color: root.receipt === "server" ? Theme.accent : root.receipt === "rejected" ? Theme.danger : Theme.quiet
            }
            InkText {
                text: root.receiptText
                size: Theme.meta
                strong: root.receipt !== "server"
                color: root.receipt === "server" ? Theme.accent : root.receipt === "rejected" ? Theme.danger : Theme.ink
            }
        }
    }
    InkText {
        id: reason

        visible: root.reasonText !== ""
        x: 16
        anchors.top: words.bottom
        anchors.topMargin: 4
        width: parent.width - 32
        running: true
        text: root.reasonText
        size: Theme.meta
        quiet: true
    }
}
