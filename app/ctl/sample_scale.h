// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/sample_county.h"

namespace staffroom::ctl::sample {

/// The county with `times` as many teachers, mentors and threads. Copies have names mixed from those that are there
/// and, in each message, one more sentence of somebody of the same role and language; the same input gives the same.
County multiplied(County county, std::size_t times);

/// The first sentence of a text, with its mark.
std::string firstSentence(const std::string& text);

} // namespace staffroom::ctl::sample
