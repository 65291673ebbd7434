// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/crypto.h"
#include "core/base/random.h"
#include "core/base/result.h"

#include <filesystem>
#include <optional>

namespace staffroom::node {

/// The key of a profile's next incarnation, beside the present one in its folder. It is durable before the server hears
/// of it, so that no kill leaves a store without its key.
std::optional<base::KeyPair> begunKey(const std::filesystem::path& folder);
/// The one that was begun with, or a new one. Errors: diskFull, storageFailed.
base::Result<base::KeyPair> beginKey(const std::filesystem::path& folder, base::Random& random);
/// The store belongs to it now: it becomes the profile's key. Errors: diskFull, storageFailed.
base::Result<void> takeBegunKey(const std::filesystem::path& folder);

} // namespace staffroom::node
