// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Staffroom.Player

// Modules and activities; what is finished carries a check mark.
Rectangle {
    id: outline

    required property CoursePlayer player

    color: Theme.paper

    ListView {
        id: list
        anchors.fill: parent
        model: outline.player.outline
        clip: true
        topMargin: Theme.unit
        bottomMargin: 2 * Theme.unit
        boundsBehavior: Flickable.StopAtBounds
        keyNavigationEnabled: true
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Contents of the course")
        ScrollBar.vertical: ScrollBar {}
        delegate: OutlineRow {
            width: ListView.view.width
            onChosen: file => outline.player.open(file)
            onIsCurrentChanged: if (isCurrent) list.positionViewAtIndex(index, ListView.Contain)
            Component.onCompleted: if (isCurrent) Qt.callLater(list.positionViewAtIndex, index, ListView.Contain)
        }
    }
}
