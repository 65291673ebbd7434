// SPDX-License-Identifier: GPL-3.0-or-later
pragma Singleton

import QtQuick

// The only place with colours and sizes.
QtObject {
    // Set by the window from what the person chose.
    property bool dark: false
    property real textScale: 1
    property bool motion: true

    readonly property color paper: dark ? "#17191B" : "#FBFAF7"
    readonly property color surface: dark ? "#1F2225" : "#FFFFFF"
    readonly property color line: dark ? "#33373B" : "#E4E1DA"
    readonly property color ink: dark ? "#E8E6E1" : "#1F2328"
    readonly property color quiet: dark ? "#A3A8AD" : "#5E646B"
    readonly property color accent: dark ? "#57B89C" : "#1F6F5C"
    readonly property color accentInk: dark ? "#0F1F1A" : "#FFFFFF"
    readonly property color accentPressed: dark ? "#7CCBB3" : "#18594A"
    readonly property color tint: dark ? "#22332D" : "#E6F0EC"
    readonly property color hover: dark ? "#272B2E" : "#F8F6F2"
    readonly property color attention: dark ? "#E0B252" : "#9A6700"
    readonly property color danger: dark ? "#F0897D" : "#B3382C"
    // Behind words that differ, and matches.
    readonly property color mark: dark ? "#4A3D17" : "#FBEFC9"
    // The border of things that can be pressed or typed into: 3:1 against paper and surface.
    readonly property color edge: dark ? "#7A8086" : "#8A877F"

    // Fields don't take the font of the program by themselves.
    readonly property string family: Application.font.family
    readonly property int unit: 8
    readonly property int radius: 8
    readonly property int hit: Math.round(40 * Math.max(1, textScale * 0.9))
    readonly property int meta: Math.round(13 * textScale)
    readonly property int text: Math.round(15 * textScale)
    readonly property int card: Math.round(18 * textScale)
    readonly property int page: Math.round(24 * textScale)
    readonly property real lineFactor: 1.6
    // Of running text of the size "text".
    readonly property int textLine: Math.round(text * lineFactor)
    readonly property int column: 960
    readonly property int rail: Math.round(176 * (1 + (textScale - 1) * 0.6))
    readonly property int topLine: Math.round(56 * (1 + (textScale - 1) * 0.5))
    readonly property int duration: motion ? 120 : 0
}
