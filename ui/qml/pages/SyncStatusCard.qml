// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Staffroom.Models

// The state of syncing in words, its progress, and the two buttons.
Card {
    id: root

    required property SyncScreen screen

    height: content.height + 40

    Icon {
        id: mark

        x: 20
        y: 22
        size: 28
        name: root.screen.mood === "attention" ? "alert" : root.screen.mood === "good" ? "check" : root.screen.mood === "offline" ? "offline" : root.screen.mood === "busy" ? "sync" : "clock"
        color: root.screen.mood === "attention" ? Theme.attention : Theme.accent
    }
    Column {
        id: content

        anchors.left: mark.right
        anchors.leftMargin: 16
        anchors.right: parent.right
        anchors.rightMargin: 20
        y: 20
        spacing: 6

        Item {
            width: parent.width
            height: Math.max(words.height, buttons.height)
            Column {
                id: words

                width: parent.width - buttons.width - 16
                anchors.verticalCenter: parent.verticalCenter
                spacing: 2
                InkText {
                    width: parent.width
                    wrapMode: Text.Wrap
                    maximumLineCount: 2
                    text: root.screen.phaseText
                    size: Theme.card
                    strong: true
                }
                InkText {
                    width: parent.width
                    text: root.screen.lastText
                    size: Theme.meta
                    quiet: true
                }
            }
            Row {
                id: buttons

                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.unit
                PushButton {
                    iconName: root.screen.paused ? "play" : "pause"
                    text: root.screen.paused ? qsTr("Go on") : qsTr("Pause")
                    onClicked: root.screen.setPaused(!root.screen.paused)
                }
                PushButton {
                    primary: true
                    enabled: !root.screen.running
                    iconName: "sync"
                    text: qsTr("Sync now")
                    onClicked: root.screen.syncNow()
                }
            }
        }
        ProgressLine {
            visible: root.screen.running
            width: parent.width
            height: 6
            value: root.screen.fraction
            label: root.screen.phaseText
        }
        InkText {
            visible: text !== ""
            width: parent.width
            text: root.screen.progressText
            size: Theme.meta
            quiet: true
        }
        InkText {
            visible: text !== ""
            width: parent.width
            running: true
            text: root.screen.problem
        }
    }
}
