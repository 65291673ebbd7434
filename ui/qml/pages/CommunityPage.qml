// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Staffroom.Models

// Groups left, threads in the middle, the thread right.
Item {
    id: root

    required property Session session
    readonly property CommunityScreen screen: session.community
    readonly property real groupsWidth: Math.round(Math.min(212 * (1 + (Theme.textScale - 1) * 0.5), width * 0.2))
    readonly property real threadsWidth: Math.round(Math.min(340 * (1 + (Theme.textScale - 1) * 0.5), width * 0.32))

    Component.onCompleted: screen.shown = true
    Component.onDestruction: screen.shown = false

    EmptyState {
        visible: root.screen.groups.count === 0
        anchors.centerIn: parent
        width: Math.min(parent.width, 600)
        iconName: "community"
        title: qsTr("Your groups meet here")
        text: qsTr("Cooperatives, workshops and study groups that you belong to appear after the first sync. You can read and write without network; it is sent when there is one.")
        action: qsTr("Sync now")
        onActed: root.session.sync.syncNow()
    }
    GroupList {
        id: groups

        visible: root.screen.groups.count > 0
        width: root.groupsWidth
        height: parent.height
        screen: root.screen
    }
    ThreadList {
        id: threads

        visible: groups.visible
        anchors.left: groups.right
        width: root.threadsWidth
        height: parent.height
        screen: root.screen
    }
    ThreadView {
        visible: groups.visible && root.screen.thread !== "" && !root.screen.composing
        anchors.left: threads.right
        anchors.right: parent.right
        height: parent.height
        screen: root.screen
    }
    NewThread {
        visible: groups.visible && root.screen.composing
        anchors.left: threads.right
        anchors.right: parent.right
        height: parent.height
        screen: root.screen
    }
    EmptyState {
        visible: groups.visible && root.screen.thread === "" && !root.screen.composing
        anchors.left: threads.right
        anchors.right: parent.right
        y: 80
        iconName: "community"
        title: root.screen.groupName
        text: root.screen.groupAbout
        action: qsTr("Write the first thread")
        onActed: root.screen.startThread()
    }
}
