// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// Hours in halves or finer, kept as minutes.
InputLine {
    id: root

    property int minutes: 0

    signal chosen(int minutes)

    function shown(): string {
        return minutes === 0 ? "" : String(Math.round(minutes / 6) / 10);
    }

    text: shown()
    placeholderText: "0"
    inputMethodHints: Qt.ImhFormattedNumbersOnly
    wrong: activeFocus && isNaN(Number(text.replace(",", ".")))
    onMinutesChanged: text = shown()
    onEditingFinished: {
        const hours = Number(text.replace(",", "."));
        if (!isNaN(hours) && hours >= 0 && Math.round(hours * 60) !== minutes)
            chosen(Math.round(hours * 60));
        text = shown();
    }
}
