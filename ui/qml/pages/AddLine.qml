// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// A quiet field that hands over what was typed and is empty again.
InputLine {
    id: root

    signal entered(string title)

    leftPadding: 4
    background: Rectangle {
        color: "transparent"
        radius: Theme.radius
        border.width: root.activeFocus ? 2 : 0
        border.color: Theme.accent
    }
    onAccepted: {
        if (text.trim() === "")
            return;
        const title = text;
        clear();
        entered(title);
    }
}
