// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QString>

namespace staffroom::ui {

/// An error for a person: what happened, what it means for their work, what to do. Never empty, distinct for each code.
struct ErrorText
{
    QString happened, meaning, advice;
    /// The three as one paragraph.
    QString sentence() const;
};

ErrorText errorText(base::ErrorCode code);

} // namespace staffroom::ui
