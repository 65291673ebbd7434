// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T

// Several lines to type into; grows with its text up to mostLines, then scrolls.
Rectangle {
    id: root

    property alias text: area.text
    property alias area: area
    property string hint
    property int leastLines: 3
    property int mostLines: 10
    readonly property real lineSize: metrics.lineSpacing

    signal edited
    signal finished

    implicitWidth: 320
    implicitHeight: Math.min(Math.max(area.contentHeight, leastLines * lineSize), mostLines * lineSize) + 20
    radius: Theme.radius
    color: Theme.surface
    border.width: area.activeFocus ? 2 : 1
    border.color: area.activeFocus ? Theme.accent : Theme.edge

    FontMetrics {
        id: metrics

        font: area.font
    }
    Flickable {
        id: flick

        anchors.fill: parent
        anchors.margins: 2
        clip: true
        contentWidth: width
        contentHeight: area.implicitHeight
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ThinScrollBar {}
        T.TextArea.flickable: T.TextArea {
            id: area

            implicitHeight: Math.max(contentHeight + topPadding + bottomPadding, flick.height)
            padding: 8
            leftPadding: 10
            rightPadding: 10
            wrapMode: TextEdit.Wrap
            color: Theme.ink
            selectionColor: Theme.accent
            selectedTextColor: Theme.accentInk
            font.family: Theme.family
            font.pixelSize: Theme.text
            textFormat: TextEdit.PlainText
            selectByMouse: true
            // Tab goes on to the next field: this is prose, not a table.
            KeyNavigation.priority: KeyNavigation.BeforeItem
            KeyNavigation.tab: area.nextItemInFocusChain(true)
            Accessible.name: root.hint
            Accessible.multiLine: true
            onTextChanged: if (activeFocus)
                root.edited()
            onEditingFinished: root.finished()

            Text {
                x: area.leftPadding
                y: area.topPadding
                width: area.width - area.leftPadding - area.rightPadding
                visible: area.text === "" && area.preeditText === ""
                text: root.hint
                color: Theme.quiet
                font.pixelSize: Theme.text
                wrapMode: Text.Wrap
                textFormat: Text.PlainText
                Accessible.ignored: true
            }
        }
    }
}
