// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Staffroom.Models

// Where I am, whose place this is, and how far my work has got.
Rectangle {
    id: root

    required property Session session
    readonly property var names: ({
            "home": qsTr("Home"),
            "plan": qsTr("Plan"),
            "courses": qsTr("Courses"),
            "course": qsTr("Courses"),
            "community": qsTr("Community"),
            "search": qsTr("Search"),
            "sync": qsTr("Sync"),
            "settings": qsTr("Settings")
        })

    // What the line needs without the school, which gives way first, and the words of the buttons, which go next.
    readonly property real leastWidth: title.implicitWidth + pill.width + person.width + name.width + Theme.unit * 14
    readonly property real buttonsWidth: switching.implicitWidth + locking.implicitWidth
    readonly property bool worded: leastWidth + buttonsWidth <= width
    readonly property real schoolWidth: width - leastWidth - (worded ? buttonsWidth : Theme.hit * 2)

    color: Theme.paper

    InkText {
        id: title

        x: Theme.unit * 3
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, parent.width - right.width - Theme.unit * 5)
        text: root.names[root.session.page]
        quiet: true
        Accessible.role: Accessible.Heading
    }
    Row {
        id: right

        anchors.right: parent.right
        anchors.rightMargin: Theme.unit * 2
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.unit

        SyncPill {
            id: pill

            anchors.verticalCenter: parent.verticalCenter
            sync: root.session.sync
            onClicked: root.session.page = "sync"
        }
        Item {
            width: Theme.unit
            height: 1
        }
        Icon {
            id: person

            anchors.verticalCenter: parent.verticalCenter
            name: "person"
        }
        InkText {
            id: name

            anchors.verticalCenter: parent.verticalCenter
            text: root.session.personName
            strong: true
        }
        InkText {
            visible: width >= 60
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, 260 * Theme.textScale, root.schoolWidth)
            text: root.session.school
            quiet: true
            size: Theme.meta
        }
        PushButton {
            id: switching

            visible: root.worded
            quiet: true
            iconName: "switch"
            text: qsTr("Switch person")
            hint: qsTr("Somebody else goes on at this PC")
            onClicked: root.session.switchPerson()
        }
        PushButton {
            id: locking

            visible: root.worded
            quiet: true
            iconName: "lock"
            text: qsTr("Lock")
            hint: qsTr("Asks for your password again (Ctrl+L)")
            onClicked: root.session.lock()
        }
        IconButton {
            visible: !root.worded
            iconName: "switch"
            text: qsTr("Switch person")
            onClicked: root.session.switchPerson()
        }
        IconButton {
            visible: !root.worded
            iconName: "lock"
            text: qsTr("Lock (Ctrl+L)")
            onClicked: root.session.lock()
        }
    }
    Separator {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
