// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Controls.Basic
import Staffroom.Player

AbstractButton {
    id: row

    required property int index
    required property string title
    required property string file
    required property int minutes
    required property bool isHeading
    required property bool finished
    required property bool isCurrent

    signal chosen(string file)

    enabled: !isHeading
    implicitHeight: Math.max(isHeading ? 5 * Theme.unit : Theme.hit, content.implicitHeight + (isHeading ? 2.5 : 2) * Theme.unit)
    focusPolicy: isHeading ? Qt.NoFocus : Qt.StrongFocus
    Accessible.role: isHeading ? Accessible.Heading : Accessible.ListItem
    Accessible.name: finished ? qsTr("%1, finished").arg(title) : title
    Accessible.onPressAction: clicked()
    onClicked: chosen(file)
    Keys.onReturnPressed: clicked()

    background: Rectangle {
        anchors.fill: parent
        anchors.leftMargin: Theme.unit
        anchors.rightMargin: Theme.unit
        radius: Theme.radius
        color: row.isCurrent ? Theme.tint : row.hovered && row.enabled ? Theme.hover : "transparent"
        border.width: row.visualFocus ? 2 : 0
        border.color: Theme.accent
    }
    contentItem: RowLayout {
        id: content
        spacing: Theme.unit

        Label {
            Layout.leftMargin: 2 * Theme.unit
            Layout.preferredWidth: 2 * Theme.unit
            Layout.alignment: Qt.AlignVCenter
            visible: !row.isHeading
            text: row.finished ? "✓" : row.isCurrent ? "•" : ""
            font.pixelSize: Theme.text
            font.weight: Font.DemiBold
            color: Theme.accent
        }
        Label {
            Layout.fillWidth: true
            Layout.leftMargin: row.isHeading ? 2 * Theme.unit : 0
            Layout.topMargin: row.isHeading ? Theme.unit : 0
            text: row.title
            textFormat: Text.PlainText
            font.pixelSize: row.isHeading ? Theme.meta : Theme.text
            font.weight: row.isHeading || row.isCurrent ? Font.DemiBold : Font.Normal
            color: row.isHeading ? Theme.quiet : Theme.ink
            wrapMode: Text.Wrap
            maximumLineCount: 3
            elide: Text.ElideRight
        }
        Label {
            Layout.rightMargin: 2 * Theme.unit
            visible: !row.isHeading && row.minutes > 0
            text: qsTr("%1 min").arg(row.minutes)
            font.pixelSize: Theme.meta
            color: Theme.quiet
        }
    }
}
