// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Staffroom.Models

// How it looks and speaks, where the data is, and leaving.
PageColumn {
    id: root

    required property Session session
    readonly property SettingsScreen screen: session.settings
    readonly property Appearance appearance: session.appearance

    Component.onCompleted: screen.shown = true
    Component.onDestruction: screen.shown = false

    InkText {
        text: qsTr("Settings")
        size: Theme.page
        strong: true
        Accessible.role: Accessible.Heading
    }
    Card {
        width: root.columnWidth
        height: looks.height + 16
        Column {
            id: looks

            y: 8
            width: parent.width
            SettingLine {
                width: parent.width
                label: qsTr("Language")
                Row {
                    spacing: Theme.unit
                    ChoiceChip {
                        text: "中文"
                        checked: root.appearance.language === "zh_CN"
                        onClicked: root.appearance.language = "zh_CN"
                    }
                    ChoiceChip {
                        text: "English"
                        checked: root.appearance.language === "en"
                        onClicked: root.appearance.language = "en"
                    }
                }
            }
            SettingLine {
                width: parent.width
                label: qsTr("Appearance")
                Row {
                    spacing: Theme.unit
                    ChoiceChip {
                        text: qsTr("Light")
                        checked: root.appearance.theme === "light"
                        onClicked: root.appearance.theme = "light"
                    }
                    ChoiceChip {
                        text: qsTr("Dark")
                        checked: root.appearance.theme === "dark"
                        onClicked: root.appearance.theme = "dark"
                    }
                    ChoiceChip {
                        text: qsTr("As the system")
                        checked: root.appearance.theme === "system"
                        onClicked: root.appearance.theme = "system"
                    }
                }
            }
            SettingLine {
                width: parent.width
                label: qsTr("Text size")
                Row {
                    spacing: Theme.unit
                    Repeater {
                        model: [100, 115, 130, 150]
                        delegate: ChoiceChip {
                            required property int modelData

                            text: modelData + " %"
                            checked: root.appearance.textSize === modelData
                            onClicked: root.appearance.textSize = modelData
                        }
                    }
                }
            }
            SettingLine {
                width: parent.width
                label: qsTr("Motion")
                note: qsTr("Off makes old PCs quicker")
                ToggleSwitch {
                    text: qsTr("Motion")
                    checked: root.appearance.motion
                    onToggled: root.appearance.motion = checked
                }
            }
        }
    }
    SectionTitle {
        width: root.columnWidth
        text: qsTr("Your data on this PC")
    }
    Card {
        width: root.columnWidth
        height: data.height + 16
        Column {
            id: data

            y: 8
            width: parent.width
            SettingLine {
                width: parent.width
                label: qsTr("Kept in")
                note: root.screen.folder
            }
            SettingLine {
                width: parent.width
                label: qsTr("Size with downloaded courses")
                InkText {
                    text: root.screen.sizeText
                }
            }
            SettingLine {
                width: parent.width
                label: qsTr("Server")
                note: root.screen.server
            }
            SettingLine {
                width: parent.width
                label: qsTr("School hub address")
                wrong: root.screen.hubProblem !== ""
                note: wrong ? root.screen.hubProblem : qsTr("Where the school has a hub, this PC syncs through it. Empty: with the server itself.")
                InputLine {
                    width: 300 * Theme.textScale
                    text: root.screen.hub
                    placeholderText: qsTr("No hub")
                    wrong: root.screen.hubProblem !== ""
                    Accessible.name: qsTr("School hub address")
                    Accessible.description: root.screen.hubProblem
                    onEditingFinished: if (text !== root.screen.hub || wrong)
                        root.screen.setHub(text)
                }
            }
            SettingLine {
                width: parent.width
                label: qsTr("Version")
                InkText {
                    text: root.screen.version
                }
            }
        }
    }
    SectionTitle {
        width: root.columnWidth
        text: root.session.personName
        note: root.screen.login
    }
    Card {
        width: root.columnWidth
        height: leave.height + 32
        Column {
            id: leave

            x: 16
            y: 16
            width: parent.width - 32
            spacing: Theme.unit * 1.5
            InkText {
                width: parent.width
                running: true
                text: qsTr("Lock when you leave your desk: it asks for your password again. Switch when somebody else goes on at this PC. Both keep everything you wrote, and you can sign in again here without network.")
            }
            InkText {
                visible: text !== ""
                width: parent.width
                running: true
                text: root.screen.unsentWarning
                color: Theme.attention
            }
            Row {
                spacing: Theme.unit
                PushButton {
                    iconName: "lock"
                    text: qsTr("Lock")
                    onClicked: root.session.lock()
                }
                PushButton {
                    iconName: "switch"
                    text: qsTr("Switch person")
                    onClicked: root.session.switchPerson()
                }
            }
        }
    }
}
