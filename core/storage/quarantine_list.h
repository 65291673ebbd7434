// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/messages.h"

namespace staffroom::storage {

/// "3:forbidden 7:too-large ": the quarantined changes of a batch, as the table received keeps them.
std::string listed(const std::vector<sync::Verdict::Quarantined>& quarantined);
std::vector<sync::Verdict::Quarantined> unlisted(std::string_view text);

} // namespace staffroom::storage
