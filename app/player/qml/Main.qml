// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Controls.Basic
import Staffroom.Player

ApplicationWindow {
    id: window

    required property CoursePlayer player

    width: 1180
    height: 700
    minimumWidth: 720
    minimumHeight: 480
    visible: true
    title: player.courseTitle
    color: Theme.paper

    onActiveChanged: player.attentive = active
    onClosing: function (close) {
        close.accepted = false;
        player.leave(false);
    }
    Component.onCompleted: {
        Theme.dark = player.dark;
        requestActivate();
    }
    Binding {
        target: Theme
        property: "textScale"
        value: Math.min(window.player.textScale, 1.5)
    }
    Connections {
        target: window.player
        function onScrollRequested(location) {
            if (String(window.player.document) !== "")
                documentView.goTo(location);
            else
                pageView.scrollTo(location);
        }
    }
    Shortcut {
        sequence: "Ctrl+Right"
        onActivated: window.player.next()
    }
    Shortcut {
        sequence: "Ctrl+Left"
        onActivated: window.player.previous()
    }
    Shortcut {
        sequences: [StandardKey.ZoomIn, "Ctrl+="]
        onActivated: window.player.textScale += 0.1
    }
    Shortcut {
        sequences: [StandardKey.ZoomOut]
        onActivated: window.player.textScale -= 0.1
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        TopLine {
            Layout.fillWidth: true
            player: window.player
        }
        NoticeLine {
            Layout.fillWidth: true
            player: window.player
        }
        RowLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: 0
            visible: window.player.error === ""

            Outline {
                Layout.fillHeight: true
                Layout.preferredWidth: Math.min(320 * Math.min(Theme.textScale, 1.25), window.width * 0.34)
                player: window.player
            }
            Rectangle {
                Layout.fillHeight: true
                implicitWidth: 1
                color: Theme.line
            }
            ColumnLayout {
                Layout.fillWidth: true
                Layout.fillHeight: true
                spacing: 0

                Item {
                    Layout.fillWidth: true
                    Layout.fillHeight: true

                    PageView {
                        id: pageView
                        anchors.fill: parent
                        visible: String(window.player.document) === ""
                        player: window.player
                    }
                    DocumentView {
                        id: documentView
                        anchors.fill: parent
                        visible: String(window.player.document) !== ""
                        player: window.player
                    }
                }
                BottomLine {
                    Layout.fillWidth: true
                    player: window.player
                }
            }
        }
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: window.player.error !== ""

            ColumnLayout {
                anchors.centerIn: parent
                width: Math.min(parent.width - 6 * Theme.unit, 520)
                spacing: 2 * Theme.unit

                Label {
                    Layout.fillWidth: true
                    text: qsTr("This course can't be opened")
                    font.pixelSize: Theme.page
                    font.weight: Font.DemiBold
                    color: Theme.ink
                    wrapMode: Text.Wrap
                }
                Label {
                    Layout.fillWidth: true
                    text: qsTr("Its files on this PC are not complete. What you have finished is kept. Close this window and download the course again.")
                    font.pixelSize: Theme.text
                    lineHeight: Theme.lineFactor
                    color: Theme.quiet
                    wrapMode: Text.Wrap
                }
                PlayerButton {
                    text: qsTr("Close")
                    strong: true
                    onClicked: window.close()
                }
            }
        }
    }
}
