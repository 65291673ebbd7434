// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/notice.h"

#include "ui/models/error_text.h"

#include <utility>

namespace staffroom::ui {

Notice::Notice(QObject* parent) : QObject(parent)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Notice::close);
}

void Notice::show(const QString& text, bool problem, std::function<void()> undo, int ms)
{
    m_text = text;
    m_problem = problem;
    m_undo = std::move(undo);
    if (ms > 0)
        m_timer.start(ms);
    else
        m_timer.stop();
    Q_EMIT changed();
}

void Notice::offerUndo(const QString& text, std::function<void()> undo)
{
    show(text, false, std::move(undo), 10'000);
}

void Notice::say(const QString& text)
{
    show(text, false, {}, 4'000);
}

void Notice::showProblem(const QString& sentence)
{
    show(sentence, true, {}, 0);
}

void Notice::showProblem(const base::Error& error)
{
    showProblem(errorText(error.code).sentence());
}

void Notice::undo()
{
    const auto action = std::exchange(m_undo, {});
    close();
    if (action)
        action();
}

void Notice::close()
{
    show({}, false, {}, 0);
}

} // namespace staffroom::ui
