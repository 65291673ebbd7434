// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T

// One line to type into.
T.TextField {
    id: control

    property string iconName
    property bool wrong: false

    implicitWidth: 240
    implicitHeight: Theme.hit
    leftPadding: iconName === "" ? 12 : 40
    rightPadding: 12
    verticalAlignment: TextInput.AlignVCenter
    color: Theme.ink
    placeholderTextColor: Theme.quiet
    selectionColor: Theme.accent
    selectedTextColor: Theme.accentInk
    font.family: Theme.family
    font.pixelSize: Theme.text
    selectByMouse: true
    Accessible.name: placeholderText
    // What doesn't fit is read from its beginning.
    onTextChanged: if (!activeFocus)
        cursorPosition = 0
    onActiveFocusChanged: if (!activeFocus)
        cursorPosition = 0

    Text {
        x: control.leftPadding
        width: control.width - control.leftPadding - control.rightPadding
        height: control.height
        visible: control.text === "" && control.preeditText === ""
        text: control.placeholderText
        color: control.placeholderTextColor
        font: control.font
        elide: Text.ElideRight
        verticalAlignment: Text.AlignVCenter
        textFormat: Text.PlainText
        Accessible.ignored: true
    }
    Icon {
        x: 12
        anchors.verticalCenter: parent.verticalCenter
        visible: control.iconName !== ""
        name: control.iconName
        size: 18
    }
    background: Rectangle {
        radius: Theme.radius
        color: Theme.surface
        border.width: control.activeFocus ? 2 : 1
        border.color: control.wrong ? Theme.danger : control.activeFocus ? Theme.accent : Theme.edge
    }
}
