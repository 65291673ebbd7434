// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace staffroom::base {

/// What whoever looks after the programs can do about an error, for a terminal or a log: "make room on the disk and try
/// again". Teachers get the sentences of ui/models/error_text.h in their language.
std::string_view adviceFor(ErrorCode code);
/// The error's own advice, or else its code's. The view lives as long as the error.
std::string_view adviceFor(const Error& error);

} // namespace staffroom::base
