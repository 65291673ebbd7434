// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/automation.h"

namespace staffroom::desktop {

/// Pictures of every page in Chinese and English, light and dark, 1366 × 768, into the folder of the options. Returns
/// the exit code.
int takeShots(ui::Session& session, QQuickWindow& window, const Options& options);

} // namespace staffroom::desktop
