// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace staffroom::desktop {

/// Takes the software renderer where there is no graphics card, which saves memory and time there. To be called before
/// the application object is made; what the environment says already stands.
void chooseRenderer();

} // namespace staffroom::desktop
