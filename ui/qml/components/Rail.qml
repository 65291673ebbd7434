// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Staffroom.Models

// The places of the program, always with their names.
Rectangle {
    id: root

    required property Session session

    color: Theme.paper
    Accessible.role: Accessible.PageTabList
    Accessible.name: qsTr("Pages")

    Column {
        x: Theme.unit
        y: Theme.unit
        width: parent.width - Theme.unit * 2
        spacing: 4

        Row {
            height: Theme.topLine - Theme.unit
            leftPadding: 12
            spacing: 10
            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: "courses"
                size: 22
                color: Theme.accent
            }
            InkText {
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("Staffroom")
                size: Theme.card
                strong: true
            }
        }
        RailButton {
            width: parent.width
            text: qsTr("Home")
            iconName: "home"
            current: root.session.page === "home"
            onClicked: root.session.page = "home"
        }
        RailButton {
            width: parent.width
            text: qsTr("Plan")
            iconName: "plan"
            current: root.session.page === "plan"
            onClicked: root.session.page = "plan"
        }
        RailButton {
            width: parent.width
            text: qsTr("Courses")
            iconName: "courses"
            current: root.session.page === "courses" || root.session.page === "course"
            onClicked: root.session.page = "courses"
        }
        RailButton {
            width: parent.width
            text: qsTr("Community")
            iconName: "community"
            current: root.session.page === "community"
            onClicked: root.session.page = "community"
        }
        RailButton {
            width: parent.width
            text: qsTr("Search")
            iconName: "search"
            current: root.session.page === "search"
            onClicked: root.session.page = "search"
        }
    }
    Column {
        x: Theme.unit
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.unit
        width: parent.width - Theme.unit * 2
        spacing: 4

        RailButton {
            width: parent.width
            text: qsTr("Sync")
            iconName: "sync"
            badge: root.session.sync.mood === "attention" ? root.session.sync.undecided : 0
            current: root.session.page === "sync"
            onClicked: root.session.page = "sync"
        }
        RailButton {
            width: parent.width
            text: qsTr("Settings")
            iconName: "settings"
            current: root.session.page === "settings"
            onClicked: root.session.page = "settings"
        }
    }
    Rectangle {
        anchors.right: parent.right
        width: 1
        height: parent.height
        color: Theme.line
    }
}
