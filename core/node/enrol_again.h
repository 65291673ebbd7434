// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/node/profile.h"
#include "core/sync/messages.h"

namespace staffroom::node {

/// A server that was restored from a backup, or made anew, may not know this PC. A profile that met one is marked, and
/// the next sign-in enrols it again under the key that it has, while the password is at hand.
void markToEnrolAgain(const std::filesystem::path& folder);
bool isToEnrolAgain(const std::filesystem::path& folder);

/// Under which names the profile's PC went before, for the request; what was sent under them goes up again. Errors: as
/// Replica::open.
Result<std::vector<sync::EarlierName>> introduceEarlier(const Profile& profile);

/// Takes in what the server said. Where it has another key than before, the store is kept as it is under another name
/// first, and goes on with the server that was made in the place of the one before. Errors: otherServer where it is no
/// such server, or another person there: the profile is then left alone; diskFull, storageFailed.
Result<void> enrolledAgain(Profile& profile, const sync::EnrolAnswer& answer);

} // namespace staffroom::node
