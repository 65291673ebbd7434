// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// A line icon in a colour of the theme.
Image {
    property string name
    property color color: Theme.quiet
    property int size: Math.round(20 * (1 + (Theme.textScale - 1) * 0.6))

    width: size
    height: size
    sourceSize.width: size
    sourceSize.height: size
    source: name === "" ? "" : "image://icons/" + name + "/" + String(color).substring(1)
    Accessible.ignored: true
}
