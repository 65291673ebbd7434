// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Staffroom.Models

// The term on one page: items by goal, each a line that opens in place.
ListView {
    id: root

    required property Session session
    readonly property PlanScreen screen: session.plan
    readonly property real columnWidth: Math.min(Theme.column, width - Theme.unit * 6)

    // Shows the item that stands open, after it was chosen elsewhere.
    function reveal() {
        const row = screen.items.find(screen.openItem);
        if (row >= 0)
            positionViewAtIndex(row, ListView.Contain);
        else
            positionViewAtBeginning();
    }

    Component.onCompleted: {
        screen.shown = true;
        Qt.callLater(reveal); // the head has its height then
    }
    Component.onDestruction: screen.shown = false

    model: screen.items
    clip: true
    leftMargin: Math.max(Theme.unit * 3, Math.round((width - columnWidth) / 2))
    bottomMargin: Theme.unit * 4
    boundsBehavior: Flickable.StopAtBounds
    cacheBuffer: 400
    T.ScrollBar.vertical: ThinScrollBar {}

    header: PlanHead {
        width: root.columnWidth
        screen: root.screen
        // The head gets its height only with the plan; without this the list would stay scrolled by as much.
        onHeightChanged: Qt.callLater(root.reveal)
    }
    delegate: PlanItemLine {
        width: root.columnWidth
        session: root.session
    }
    footer: Column {
        width: root.columnWidth
        topPadding: Theme.unit * 2

        NewGoal {
            visible: root.screen.current !== ""
            width: parent.width
            screen: root.screen
        }
        EmptyState {
            visible: root.screen.current === ""
            width: parent.width
            iconName: "plan"
            title: qsTr("Your learning plan for this term")
            text: qsTr("Here stand the goals you set yourself, what you do for each of them, and how many hours it has taken. Start with one goal: it can be changed at any time.")
            action: qsTr("Start a plan")
            onActed: root.screen.startPlan()
        }
    }
}
