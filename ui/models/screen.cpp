// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/screen.h"

namespace staffroom::ui {

void Screen::setShown(bool shown)
{
    if (shown != m_shown) {
        m_shown = shown;
        Q_EMIT shownChanged();
    }
    if (m_shown && m_stale)
        markStale();
}

void Screen::markStale()
{
    m_stale = true;
    if (!m_shown || !m_context.desktop)
        return;
    m_stale = false;
    refresh();
}

} // namespace staffroom::ui
