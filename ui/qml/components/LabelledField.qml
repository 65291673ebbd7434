// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// A word above, a field below.
Column {
    property alias label: word.text
    default property alias content: place.data

    spacing: 4

    FieldLabel {
        id: word

        width: parent.width
    }
    Item {
        id: place

        width: parent.width
        height: childrenRect.height
    }
}
