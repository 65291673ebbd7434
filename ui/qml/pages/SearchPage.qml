// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Staffroom.Models

// Finds as one types, over everything on this PC.
FocusScope {
    id: root

    required property Session session
    readonly property SearchScreen screen: session.search
    readonly property real columnWidth: Math.min(Theme.column, width - Theme.unit * 6)

    focus: true
    Component.onCompleted: {
        screen.shown = true;
        field.forceActiveFocus();
        field.selectAll();
    }
    Component.onDestruction: screen.shown = false

    InputLine {
        id: field

        x: Math.round((root.width - root.columnWidth) / 2)
        y: Theme.unit * 3
        width: root.columnWidth
        implicitHeight: Theme.hit + 8
        focus: true
        iconName: "search"
        placeholderText: qsTr("Threads, replies, courses, your plan")
        text: root.screen.query
        font.pixelSize: Theme.card
        onTextEdited: root.screen.query = text
        Keys.onDownPressed: list.forceActiveFocus()
        onAccepted: if (list.count > 0)
            root.screen.open(root.screen.hits.at(0, "key"))
    }
    InkText {
        id: note

        x: field.x
        anchors.top: field.bottom
        anchors.topMargin: 6
        visible: root.screen.indexing
        height: visible ? implicitHeight : 0
        text: qsTr("This PC is still reading what came with the last sync: there may be more in a moment.")
        size: Theme.meta
        quiet: true
    }
    EmptyState {
        visible: root.screen.query.trim() === ""
        anchors.horizontalCenter: parent.horizontalCenter
        y: 160
        width: root.columnWidth
        iconName: "search"
        title: qsTr("Search everything on this PC")
        text: qsTr("One word is enough, in Chinese even one character. It works without network, and Ctrl+K brings you here from anywhere.")
    }
    EmptyState {
        visible: root.screen.query.trim() !== "" && list.count === 0 && root.screen.settled
        anchors.horizontalCenter: parent.horizontalCenter
        y: 160
        width: root.columnWidth
        iconName: "search"
        title: qsTr("Nothing found for “%1”").arg(root.screen.query.trim())
        text: qsTr("Try a shorter word, or one that a colleague would use.")
    }
    ListView {
        id: list

        anchors.top: note.bottom
        anchors.topMargin: Theme.unit
        anchors.bottom: parent.bottom
        width: parent.width
        leftMargin: field.x
        bottomMargin: Theme.unit * 3
        model: root.screen.hits
        clip: true
        keyNavigationEnabled: true
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ThinScrollBar {}
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Found")

        delegate: FocusScope {
            id: hit

            required property string key
            required property string sortText
            required property string title
            required property string excerpt
            required property string where
            required property bool first

            width: root.columnWidth
            height: line.y + line.height

            SectionTitle {
                id: heading

                visible: hit.first
                y: 8
                width: parent.width
                text: hit.sortText
            }
            LineButton {
                id: line

                focus: true
                y: hit.first ? heading.height + 10 : 0
                width: parent.width
                leftPadding: 12
                rightPadding: 12
                text: hit.title
                current: activeFocus
                onClicked: root.screen.open(hit.key)
                contentItem: Item {
                    implicitHeight: words.implicitHeight + excerpt.implicitHeight + 4
                    InkText {
                        id: words

                        width: parent.width - facts.width - 16
                        text: hit.title
                        strong: true
                    }
                    InkText {
                        id: facts

                        anchors.right: parent.right
                        anchors.baseline: words.baseline
                        width: Math.min(implicitWidth, parent.width / 2)
                        text: hit.where
                        size: Theme.meta
                        quiet: true
                    }
                    InkText {
                        id: excerpt

                        anchors.top: words.bottom
                        anchors.topMargin: 4
                        width: parent.width
                        textFormat: Text.StyledText
                        text: hit.excerpt
                        color: Theme.ink
                        wrapMode: Text.Wrap
                        maximumLineCount: 2
                    }
                }
            }
        }
    }
}
