// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Staffroom.Models

// A day, typed as people write it; what is no day is marked and not taken.
InputLine {
    id: root

    required property PlanScreen screen
    property string day

    signal chosen(string day)

    text: day
    placeholderText: qsTr("no date")
    wrong: activeFocus && screen.typedDay(text) === "?"
    onDayChanged: text = day
    onEditingFinished: {
        const typed = screen.typedDay(text);
        if (typed !== "?" && typed !== day)
            chosen(typed);
        text = typed === "?" ? day : typed;
    }
}
