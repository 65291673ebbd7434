// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

Rectangle {
    implicitHeight: 1
    color: Theme.line
}
