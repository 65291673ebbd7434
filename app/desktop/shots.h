// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/staging.h"

namespace staffroom::desktop {

/// Pictures of every page in Chinese and English, light and dark, 1366 × 768, into the folder of the options; where
/// openAccounts is given, with work on its way and a decision to make. Where the system scales (QT_SCALE_FACTOR), of
/// the fullest pages only, in as many pixels of the screen. Returns the exit code.
int takeShots(ui::Session& session, QQuickWindow& window, const Options& options, const OpenAccounts& openAccounts);

} // namespace staffroom::desktop
