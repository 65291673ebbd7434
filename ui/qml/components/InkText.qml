// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// Every word on the screen: one of four sizes, two weights, ink or quiet ink.
Text {
    property bool quiet: false
    property bool strong: false
    // Running text gets the wide line that Chinese needs.
    property bool running: false
    property int size: Theme.text

    color: quiet ? Theme.quiet : Theme.ink
    font.pixelSize: size
    font.weight: strong ? Font.DemiBold : Font.Normal
    textFormat: Text.PlainText
    linkColor: Theme.accent
    lineHeightMode: running ? Text.FixedHeight : Text.ProportionalHeight
    lineHeight: running ? Math.round(size * Theme.lineFactor) : 1
    wrapMode: running ? Text.Wrap : Text.NoWrap
    elide: running ? Text.ElideNone : Text.ElideRight
    verticalAlignment: Text.AlignVCenter
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
