// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// A line icon in a colour of the theme.
Image {
    property string name
    property color color: Theme.quiet
    // At 100 %; grows with the text, a little less.
    property int size: 20
    readonly property int drawn: Math.round(size * (1 + (Theme.textScale - 1) * 0.6))

    width: drawn
    height: drawn
    sourceSize.width: drawn
    sourceSize.height: drawn
    source: name === "" ? "" : "image://icons/" + name + "/" + String(color).substring(1)
    Accessible.ignored: true
}
