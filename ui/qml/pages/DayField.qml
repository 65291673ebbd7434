// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Staffroom.Models

// A day: shown as people say it, typed in digits; what is no day is marked and not taken.
InputLine {
    id: root

    required property PlanScreen screen
    property string day

    signal chosen(string day)

    // The text is the person's own from the first key until the end of editing.
    property bool typing: false

    function show() {
        if (!typing)
            text = activeFocus ? day : screen.shownDay(day);
    }

    placeholderText: qsTr("no date")
    wrong: typing && screen.typedDay(text) === "?"
    Component.onCompleted: show()
    onDayChanged: show()
    onActiveFocusChanged: show()
    onTextEdited: typing = true
    onEditingFinished: {
        if (typing) {
            const typed = screen.typedDay(text);
            typing = false;
            if (typed !== "?" && typed !== day)
                chosen(typed);
        }
        show();
    }
}
