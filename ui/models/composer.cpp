// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/composer.h"

#include "ui/models/text.h"

namespace staffroom::ui {

namespace {

constexpr int keepAfterMs = 400; // a pause in typing

} // namespace

Composer::Composer(Context& context, QObject* parent) : QObject(parent), m_context(context)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(keepAfterMs);
    connect(&m_timer, &QTimer::timeout, this, &Composer::keep);
}

Composer::~Composer() = default;

void Composer::touched()
{
    m_saved = false;
    m_timer.start();
    Q_EMIT changed();
}

void Composer::setTitle(const QString& title)
{
    if (title == m_title)
        return;
    m_title = title;
    touched();
}

void Composer::setBody(const QString& body)
{
    if (body == m_body)
        return;
    m_body = body;
    touched();
}

void Composer::keep()
{
    m_timer.stop();
    if (m_saved || m_place.isNull() || !m_context.desktop)
        return;
    const auto kept = m_context.desktop->community().drafts().saveDraft(m_place, {toCore(m_title), toCore(m_body)});
    if (!kept)
        m_context.notice.showProblem(kept.error());
    m_saved = kept.ok();
    Q_EMIT changed();
}

void Composer::moveTo(const base::RecordId& place)
{
    if (place == m_place)
        return;
    keep();
    m_place = place;
    m_title.clear();
    m_body.clear();
    m_saved = true;
    if (!place.isNull() && m_context.desktop) {
        const auto draft = m_context.desktop->community().drafts().draft(place);
        if (draft) {
            m_title = toQt(draft->title);
            m_body = toQt(draft->body);
        } else {
            m_context.notice.showProblem(draft.error());
        }
    }
    Q_EMIT changed();
}

void Composer::clear()
{
    m_timer.stop();
    m_title.clear();
    m_body.clear();
    m_saved = true;
    Q_EMIT changed();
}

} // namespace staffroom::ui
