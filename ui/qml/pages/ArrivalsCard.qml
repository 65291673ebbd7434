// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Staffroom.Models

// What the last sync brought: how many of what, and what they are called.
Card {
    id: root

    required property SyncScreen screen

    height: lines.height + 24

    Column {
        id: lines

        x: 16
        y: 12
        width: parent.width - 32
        spacing: 4

        InkText {
            visible: root.screen.arrivals.count === 0
            width: parent.width
            running: true
            quiet: true
            text: qsTr("Nothing has come to this PC yet. What colleagues write, new courses and what you did on another PC are counted here after each sync.")
        }
        Repeater {
            model: root.screen.arrivals
            delegate: Item {
                id: line

                required property string countText
                required property string namesText

                width: lines.width
                height: Math.max(28, words.height)
                Accessible.role: Accessible.ListItem
                Accessible.name: countText + " " + namesText

                InkText {
                    id: count

                    width: Math.min(170 * Theme.textScale, parent.width * 0.4)
                    anchors.baseline: words.baseline
                    text: line.countText
                    strong: true
                }
                InkText {
                    id: words

                    anchors.left: count.right
                    anchors.leftMargin: Theme.unit
                    anchors.right: parent.right
                    wrapMode: Text.Wrap
                    maximumLineCount: 2
                    text: line.namesText
                    quiet: true
                }
            }
        }
    }
}
