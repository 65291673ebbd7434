// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// The word above a field.
InkText {
    size: Theme.meta
    quiet: true
}
