// SPDX-License-Identifier: GPL-3.0-or-later
// How what a courier file brings fits to what a PC has.
#pragma once

#include "core/sync/courier_up.h"

namespace staffroom::sync::courier_fit {

/// What would hit every frame ends the reading.
bool endsAll(const base::Error& error);
/// Leaves out what the cursor has already: false where the cursor isn't a place within the page.
bool dropHeld(Page& page, const Cursor& cursor);
bool sameSnapshot(const Manifest& a, const Manifest& b);
/// Whether the server was put back to a backup: it held less than this PC had told it of when the file was made. What
/// the PC learned since by another way says nothing about that, for a file is older than its reading.
bool wasPutBack(const Head& head, const CourierStanding::Place& told);

} // namespace staffroom::sync::courier_fit
