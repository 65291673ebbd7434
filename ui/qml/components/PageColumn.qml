// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T

// A page that scrolls: one column of at most 960 px.
Flickable {
    id: root

    default property alias content: column.data
    property alias spacing: column.spacing
    readonly property alias columnWidth: column.width

    contentWidth: width
    contentHeight: column.implicitHeight + Theme.unit * 7
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    T.ScrollBar.vertical: ThinScrollBar {}

    Column {
        id: column

        x: Math.max(Theme.unit * 3, Math.round((root.width - width) / 2))
        y: Theme.unit * 3
        width: Math.min(Theme.column, root.width - Theme.unit * 6)
        spacing: Theme.unit * 2
    }
}
