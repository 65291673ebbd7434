// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// A word or two under what the pointer rests on.
Rectangle {
    property bool shown: false
    property alias text: words.text

    anchors.top: parent ? parent.bottom : undefined
    anchors.topMargin: 4
    anchors.horizontalCenter: parent ? parent.horizontalCenter : undefined
    z: 10
    visible: timer.due && shown && words.text !== ""
    width: words.implicitWidth + 16
    height: words.implicitHeight + 8
    radius: 4
    color: Theme.ink
    onShownChanged: {
        timer.due = false;
        timer.running = shown;
    }

    Timer {
        id: timer

        property bool due: false

        interval: 500
        onTriggered: due = true
    }
    Text {
        id: words

        anchors.centerIn: parent
        color: Theme.paper
        font.pixelSize: Theme.meta
        textFormat: Text.PlainText
    }
}
