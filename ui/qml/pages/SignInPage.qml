// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Staffroom.Models

// The way in: who has worked here before, or somebody new.
Item {
    id: root

    required property Session session
    readonly property SignInScreen screen: session.signIn
    readonly property bool chosen: screen.chosenName !== ""
    property bool hubAsked: screen.hub !== ""

    Component.onCompleted: (chosen ? password : screen.server === "" ? server : login).forceActiveFocus()

    Connections {
        target: root.screen
        function onFinished(wellDone: bool) {
            if (wellDone)
                return;
            password.selectAll();
            password.forceActiveFocus();
        }
    }

    Row {
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.unit * 2
        spacing: Theme.unit
        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: "globe"
        }
        ChoiceChip {
            text: "中文"
            checked: root.session.appearance.language === "zh_CN"
            onClicked: root.session.appearance.language = "zh_CN"
        }
        ChoiceChip {
            text: "English"
            checked: root.session.appearance.language === "en"
            onClicked: root.session.appearance.language = "en"
        }
    }

    Flickable {
        anchors.fill: parent
        anchors.topMargin: 56
        contentHeight: Math.max(height, middle.height + 64)
        boundsBehavior: Flickable.StopAtBounds

        Column {
            id: middle

            anchors.horizontalCenter: parent.horizontalCenter
            y: Math.max(24, (parent.height - height) / 2 - 40)
            width: 420 * (1 + (Theme.textScale - 1) * 0.6)
            spacing: Theme.unit * 2

            Image {
                anchors.horizontalCenter: parent.horizontalCenter
                source: "image://icons/staffroom" // not by a path: that would load the plugins of all image formats
                sourceSize.width: 64
                sourceSize.height: 64
                Accessible.ignored: true
            }
            Column {
                width: parent.width
                spacing: 6
                InkText {
                    width: parent.width
                    horizontalAlignment: Text.AlignHCenter
                    text: root.chosen ? qsTr("Hello, %1").arg(root.screen.chosenName) : qsTr("Welcome to Staffroom")
                    size: Theme.page
                    strong: true
                    Accessible.role: Accessible.Heading
                }
                InkText {
                    width: parent.width
                    horizontalAlignment: Text.AlignHCenter
                    running: true
                    quiet: true
                    text: root.chosen ? qsTr("Signing in works without network.") : qsTr("Your plan, your courses and your colleagues, with or without network.")
                }
            }
            Card {
                visible: root.screen.known.count > 0 && !root.chosen
                width: parent.width
                height: people.height + 16
                Column {
                    id: people

                    y: 8
                    width: parent.width
                    FieldLabel {
                        leftPadding: 16
                        bottomPadding: 4
                        text: qsTr("Who is it today?")
                    }
                    Repeater {
                        model: root.screen.known
                        delegate: LineButton {
                            id: person

                            required property string key
                            required property string name
                            required property string school

                            width: people.width
                            inset: 4
                            text: name
                            onClicked: {
                                root.screen.choose(key);
                                password.forceActiveFocus();
                            }
                            contentItem: Row {
                                spacing: 12
                                Icon {
                                    anchors.verticalCenter: parent.verticalCenter
                                    name: "person"
                                    color: Theme.accent
                                }
                                InkText {
                                    anchors.verticalCenter: parent.verticalCenter
                                    text: person.name
                                    strong: true
                                }
                                InkText {
                                    anchors.verticalCenter: parent.verticalCenter
                                    text: person.school
                                    quiet: true
                                    size: Theme.meta
                                }
                            }
                        }
                    }
                }
            }
            Card {
                width: parent.width
                height: form.height + 40
                Column {
                    id: form

                    x: 20
                    y: 20
                    width: parent.width - 40
                    spacing: Theme.unit * 1.5

                    InkText {
                        visible: root.screen.known.count > 0 && !root.chosen
                        text: qsTr("Somebody new on this PC")
                        strong: true
                    }
                    LabelledField {
                        visible: !root.chosen
                        width: parent.width
                        label: qsTr("Address of the server (from your administrator)")
                        InputLine {
                            id: server

                            width: parent.width
                            placeholderText: "https://staffroom.example.org"
                            Accessible.name: qsTr("Address of the server")
                            text: root.screen.server
                            onTextEdited: root.screen.server = text
                            onAccepted: login.forceActiveFocus()
                        }
                    }
                    LabelledField {
                        visible: !root.chosen && root.hubAsked
                        width: parent.width
                        label: qsTr("Address of the school hub")
                        InputLine {
                            id: hub

                            width: parent.width
                            placeholderText: "192.168.1.20:8440"
                            Accessible.name: qsTr("Address of the school hub")
                            text: root.screen.hub
                            onTextEdited: {
                                root.hubAsked = true; // also where it is emptied
                                root.screen.hub = text;
                            }
                            onAccepted: login.forceActiveFocus()
                        }
                    }
                    LabelledField {
                        visible: !root.chosen
                        width: parent.width
                        label: qsTr("User name")
                        InputLine {
                            id: login

                            width: parent.width
                            Accessible.name: qsTr("User name")
                            text: root.screen.login
                            onTextEdited: root.screen.login = text
                            onAccepted: password.forceActiveFocus()
                        }
                    }
                    LabelledField {
                        width: parent.width
                        label: qsTr("Password")
                        InputLine {
                            id: password

                            width: parent.width
                            echoMode: TextInput.Password
                            Accessible.name: qsTr("Password")
                            Accessible.passwordEdit: true
                            wrong: root.screen.problem !== ""
                            onAccepted: root.screen.signIn(text)
                        }
                    }
                    Row {
                        visible: root.screen.caution !== ""
                        width: parent.width
                        spacing: 10
                        Icon {
                            y: 3
                            name: "alert"
                            color: Theme.attention
                        }
                        InkText {
                            width: parent.width - 34
                            running: true
                            size: Theme.meta
                            text: root.screen.caution
                        }
                    }
                    Row {
                        visible: root.screen.problem !== ""
                        width: parent.width
                        spacing: 10
                        Icon {
                            y: 3
                            name: "alert"
                            color: Theme.danger
                        }
                        Column {
                            width: parent.width - 34
                            spacing: 2
                            InkText {
                                width: parent.width
                                running: true
                                strong: true
                                text: root.screen.problem
                                color: Theme.danger
                                Accessible.role: Accessible.AlertMessage
                            }
                            InkText {
                                width: parent.width
                                running: true
                                text: root.screen.advice
                            }
                        }
                    }
                    PushButton {
                        width: parent.width
                        primary: true
                        enabled: !root.screen.busy
                        text: root.screen.busy ? qsTr("Signing in …") : qsTr("Sign in")
                        onClicked: root.screen.signIn(password.text)
                    }
                    PushButton {
                        visible: root.chosen
                        anchors.horizontalCenter: parent.horizontalCenter
                        quiet: true
                        text: qsTr("It's somebody else")
                        onClicked: root.screen.choose("")
                    }
                    PushButton {
                        visible: !root.chosen && !root.hubAsked
                        anchors.horizontalCenter: parent.horizontalCenter
                        quiet: true
                        text: qsTr("My school has a hub")
                        onClicked: {
                            root.hubAsked = true;
                            hub.forceActiveFocus();
                        }
                    }
                }
            }
            InkText {
                visible: !root.chosen && root.screen.known.count === 0
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                running: true
                quiet: true
                size: Theme.meta
                text: qsTr("The first time needs a network for a few minutes. After that everything works without.")
            }
        }
    }
}
