// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// What is set, at the left; the choice at the right.
Item {
    id: root

    property string label
    property string note
    property bool wrong: false
    default property alias content: place.data

    height: Math.max(Theme.hit + 8, words.height + 16, place.childrenRect.height + 8)

    Column {
        id: words

        x: 16
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - place.childrenRect.width - 48
        spacing: 2
        InkText {
            width: parent.width
            text: root.label
        }
        InkText {
            visible: root.note !== ""
            width: parent.width
            text: root.note
            size: Theme.meta
            quiet: true
            color: root.wrong ? Theme.danger : Theme.quiet
        }
    }
    Item {
        id: place

        x: root.width - childrenRect.width - 16
        width: childrenRect.width
        height: childrenRect.height
        anchors.verticalCenter: parent.verticalCenter
    }
}
