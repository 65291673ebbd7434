// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T

// One of several to choose from, in a row.
T.Button {
    id: control

    implicitWidth: label.implicitWidth + 28
    // The finger's area is as high as of every button; what is drawn is lower.
    implicitHeight: Theme.hit
    topInset: (Theme.hit - Math.round(32 * Theme.textScale)) / 2
    bottomInset: topInset
    hoverEnabled: true
    font.pixelSize: Theme.meta
    Accessible.role: Accessible.RadioButton
    Accessible.checked: checked
    Accessible.onPressAction: control.clicked()
    Keys.onReturnPressed: control.clicked()

    contentItem: InkText {
        id: label

        text: control.text
        size: control.font.pixelSize
        strong: control.checked
        color: control.checked ? Theme.accent : Theme.ink
        horizontalAlignment: Text.AlignHCenter
        Accessible.ignored: true
    }
    background: Rectangle {
        radius: height / 2
        color: control.checked ? Theme.tint : control.hovered ? Theme.hover : Theme.surface
        border.width: 1
        border.color: control.checked ? Theme.accent : Theme.edge
        FocusRing {
            control: control
            radius: height / 2
        }
    }
}
