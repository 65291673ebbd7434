// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// What this place is for, and the first step.
Column {
    id: root

    property string iconName
    property string title
    property string text
    property string action

    signal acted

    spacing: Theme.unit
    padding: Theme.unit * 4

    Icon {
        anchors.horizontalCenter: parent.horizontalCenter
        name: root.iconName
        size: 40
        color: Theme.accent
    }
    InkText {
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(implicitWidth, root.width - root.padding * 2)
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignHCenter
        text: root.title
        size: Theme.card
        strong: true
    }
    InkText {
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(440 * Theme.textScale, root.width - root.padding * 2)
        horizontalAlignment: Text.AlignHCenter
        running: true
        quiet: true
        text: root.text
    }
    Item {
        width: 1
        height: 4
        visible: root.action !== ""
    }
    PushButton {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: root.action !== ""
        primary: true
        text: root.action
        onClicked: root.acted()
    }
}
