// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T

// One of a longer list; the list opens below.
T.ComboBox {
    id: control

    implicitWidth: 240
    implicitHeight: Theme.hit
    leftPadding: 12
    rightPadding: 36
    font.pixelSize: Theme.text
    hoverEnabled: true
    Accessible.onPressAction: control.popup.open()

    contentItem: InkText {
        text: control.displayText
        Accessible.ignored: true
    }
    indicator: Icon {
        x: control.width - width - 10
        y: (control.height - height) / 2
        name: "chevron-down"
        size: 18
    }
    background: Rectangle {
        radius: Theme.radius
        color: control.hovered ? Theme.hover : Theme.surface
        border.width: control.activeFocus ? 2 : 1
        border.color: control.activeFocus ? Theme.accent : Theme.edge
    }
    delegate: T.ItemDelegate {
        id: line

        required property int index

        width: ListView.view ? ListView.view.width : 0
        height: Theme.hit
        highlighted: control.highlightedIndex === index
        hoverEnabled: true
        contentItem: InkText {
            leftPadding: 12
            rightPadding: 12
            text: control.textAt(line.index)
            strong: control.currentIndex === line.index
        }
        background: Rectangle {
            color: line.highlighted ? Theme.tint : "transparent"
        }
    }
    popup: T.Popup {
        y: control.height + 4
        width: control.width
        height: Math.min(contentItem.implicitHeight + 8, 320)
        padding: 4
        contentItem: ListView {
            clip: true
            implicitHeight: contentHeight
            model: control.delegateModel
            currentIndex: control.highlightedIndex
            T.ScrollBar.vertical: ThinScrollBar {}
        }
        background: Rectangle {
            radius: Theme.radius
            color: Theme.surface
            border.width: 1
            border.color: Theme.edge
        }
    }
}
