// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/node/desktop.h"
#include "ui/models/rows.h"

namespace staffroom::ui {

/// What came, a line a kind: {key, how many ("3 threads"), what they are called}. Kinds that say little by themselves
/// (members, parts of courses) share the last line.
QList<Rows::Row> arrivalRows(const node::Arrivals& arrivals);

} // namespace staffroom::ui
