// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/kinds.h"
#include "core/domain/value.h"

#include <QDate>
#include <QString>

namespace staffroom::ui {

/// What a person calls a kind of thing ("Plan item") and a field of it ("Due").
QString kindName(domain::Kind kind);
QString fieldName(domain::Kind kind, domain::FieldNo field);

/// A value as a person reads it: dates, hours and states in words. For a course that is pointed to: its id.
QString valueText(domain::Kind kind, domain::FieldNo field, const domain::Value& value, const QDate& today);

/// Whether a value of the field is written text, so that two can be joined and edited.
bool isWritten(domain::Kind kind, domain::FieldNo field);

} // namespace staffroom::ui
