// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Staffroom.Models

// The window: rail, top line, the page, and the bar of notices.
Window {
    id: root

    required property Session session
    readonly property var files: ({
            "home": "HomePage.qml",
            "plan": "PlanPage.qml",
            "courses": "CoursesPage.qml",
            "course": "CoursePage.qml",
            "community": "CommunityPage.qml",
            "search": "SearchPage.qml",
            "sync": "SyncPage.qml",
            "settings": "SettingsPage.qml"
        })
    readonly property string file: session.open ? files[session.page] : "SignInPage.qml"

    // The page is made with the session in hand, so the Loader can't simply be given a source.
    function load() {
        pageLoader.setSource(file, {
                "session": session
            });
    }

    width: 1366
    height: 768
    minimumWidth: 860
    minimumHeight: 480
    title: session.open ? qsTr("%1 – Staffroom").arg(session.personName) : qsTr("Staffroom")
    color: Theme.paper
    onFileChanged: load()
    Component.onCompleted: load()

    Binding {
        target: root.session.appearance
        property: "shownDark"
        value: root.session.appearance.theme === "dark" || (root.session.appearance.theme === "system" && system.window.hslLightness < 0.5)
    }
    Binding {
        target: Theme
        property: "dark"
        value: root.session.appearance.shownDark
    }
    Binding {
        target: Theme
        property: "textScale"
        value: root.session.appearance.textSize / 100
    }
    Binding {
        target: Theme
        property: "motion"
        value: root.session.appearance.motion
    }
    SystemPalette {
        id: system
    }

    Loader {
        id: rail

        active: root.session.open
        width: active ? Theme.rail : 0
        height: parent.height
        sourceComponent: Rail {
            session: root.session
        }
    }
    Loader {
        id: top

        active: root.session.open
        anchors.left: rail.right
        anchors.right: parent.right
        height: active ? Theme.topLine : 0
        sourceComponent: TopLine {
            session: root.session
        }
    }
    FocusScope {
        anchors.left: rail.right
        anchors.right: parent.right
        anchors.top: top.bottom
        anchors.bottom: parent.bottom
        focus: true
        Loader {
            id: pageLoader

            anchors.fill: parent
            focus: true
        }
    }
    NoticeBar {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.horizontalCenterOffset: rail.width / 2
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.unit * 3
        notice: root.session.notice
    }

    Instantiator {
        model: ["home", "plan", "courses", "community", "search", "sync"]
        delegate: Shortcut {
            required property int index
            required property string modelData

            sequence: "Ctrl+" + (index + 1)
            enabled: root.session.open
            onActivated: root.session.page = modelData
        }
    }
    Shortcut {
        sequence: "Ctrl+K"
        enabled: root.session.open
        onActivated: root.session.page = "search"
    }
    Shortcut {
        sequence: "Ctrl+L"
        enabled: root.session.open
        onActivated: root.session.lock()
    }
    Shortcut {
        sequence: "Ctrl+,"
        enabled: root.session.open
        onActivated: root.session.page = "settings"
    }
}
