// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// The heading of a part of a page, with room for a word at the right.
Item {
    id: root

    property string text
    property string note

    implicitHeight: Math.max(32, title.implicitHeight + 8)
    implicitWidth: title.implicitWidth + 24 + noteText.implicitWidth

    InkText {
        id: title

        anchors.left: parent.left
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 6
        width: Math.min(implicitWidth, root.width - noteText.implicitWidth - 16)
        text: root.text
        size: Theme.card
        strong: true
        Accessible.role: Accessible.Heading
    }
    InkText {
        id: noteText

        anchors.right: parent.right
        anchors.baseline: title.baseline
        text: root.note
        size: Theme.meta
        quiet: true
    }
}
