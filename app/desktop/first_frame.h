// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QQuickWindow;

namespace staffroom::desktop {

/// Prints {"first_frame_ms": …, "rss_mb": …} to standard output once the window has shown its first frame, then quits
/// the application. Time counts from the start of the process as the kernel noted it (10 ms steps).
void reportFirstFrame(QQuickWindow& window);

} // namespace staffroom::desktop
