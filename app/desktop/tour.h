// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/automation.h"
#include "ui/models/course_window.h"

namespace staffroom::desktop {

/// Walks through the program as a person would: signs in and syncs, changes an item of the plan, fetches a course and
/// finishes its first part in the player, writes a post, syncs. Prints each step with counts and bytes, leaves a
/// picture after each in the folder of the options. Returns 0 only when everything written is at the server.
int takeTour(ui::Session& session, QQuickWindow& window, ui::CourseWindow& courseWindow, const Options& options);

} // namespace staffroom::desktop
