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

    color: Theme.paper

    InkText {
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
            anchors.verticalCenter: parent.verticalCenter
            sync: root.session.sync
            onClicked: root.session.page = "sync"
        }
        Item {
            width: Theme.unit
            height: 1
        }
        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: "person"
        }
        InkText {
            anchors.verticalCenter: parent.verticalCenter
            text: root.session.personName
            strong: true
        }
        InkText {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, 260 * Theme.textScale)
            text: root.session.school
            quiet: true
            size: Theme.meta
        }
        IconButton {
            iconName: "switch"
            text: qsTr("Switch person")
            onClicked: root.session.switchPerson()
        }
        IconButton {
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
