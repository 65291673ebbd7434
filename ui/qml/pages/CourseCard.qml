// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Staffroom.Models

// A course in a list.
T.AbstractButton {
    id: root

    required property Session session
    required property string key
    required property string title
    required property string summary
    required property string factsText
    required property string progressText
    required property real fraction
    required property bool onThisPc
    required property bool enrolled
    required property bool finished

    implicitHeight: content.implicitHeight + 32
    padding: 16
    hoverEnabled: true
    text: title
    Accessible.role: Accessible.Button
    Accessible.name: title + ", " + factsText
    Accessible.onPressAction: root.clicked()
    Keys.onReturnPressed: root.clicked()
    onClicked: session.course.open(key)

    background: Card {
        color: root.down || root.hovered ? Theme.hover : Theme.surface
        FocusRing {
            control: root
        }
    }
    contentItem: Column {
        id: content

        spacing: 6
        InkText {
            width: parent.width
            text: root.title
            size: Theme.card
            strong: true
        }
        InkText {
            visible: !root.enrolled
            width: parent.width
            height: Math.round(Theme.text * Theme.lineFactor) * 2
            running: true
            verticalAlignment: Text.AlignTop
            text: root.summary
            maximumLineCount: 2
            elide: Text.ElideRight
        }
        ProgressLine {
            visible: root.enrolled
            width: parent.width
            value: root.fraction
            label: root.title
        }
        Item {
            width: parent.width
            height: facts.height + 2
            InkText {
                id: facts

                width: parent.width - state.width - 12
                text: root.enrolled ? root.progressText : root.factsText
                size: Theme.meta
                quiet: true
            }
            Row {
                id: state

                anchors.right: parent.right
                anchors.verticalCenter: facts.verticalCenter
                spacing: 4
                visible: root.onThisPc || root.enrolled
                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    name: root.onThisPc ? "pc" : "download"
                    size: 16
                    color: root.onThisPc ? Theme.accent : Theme.quiet
                }
                InkText {
                    text: root.onThisPc ? qsTr("On this PC") : qsTr("Not on this PC")
                    size: Theme.meta
                    color: root.onThisPc ? Theme.accent : Theme.quiet
                }
            }
        }
    }
}
