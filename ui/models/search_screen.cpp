// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/search_screen.h"

#include "ui/models/dates.h"
#include "ui/models/text.h"
#include "ui/models/word_diff.h"

#include <QCoreApplication>

#include <algorithm>

namespace staffroom::ui {

namespace {

constexpr int typingPauseMs = 80;
constexpr std::int64_t mostHits = 60;

QString sortName(community::Found sort)
{
    switch (sort) {
    case community::Found::post:
        return QCoreApplication::translate("Search", "Threads");
    case community::Found::reply:
        return QCoreApplication::translate("Search", "Replies");
    case community::Found::course:
        return QCoreApplication::translate("Search", "Courses");
    case community::Found::planItem:
        return QCoreApplication::translate("Search", "My plan");
    case community::Found::announcement:
        return QCoreApplication::translate("Search", "Announcements");
    }
    return {};
}

} // namespace

SearchScreen::SearchScreen(Context& context, QObject* parent)
    : Screen(context, parent),
      m_hits({"key", "sortText", "title", "excerpt", "where", "first"})
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(typingPauseMs);
    connect(&m_timer, &QTimer::timeout, this, &Screen::markStale);
}

void SearchScreen::forget()
{
    m_found.clear();
    m_hits.setRows({});
    setQuery({});
}

void SearchScreen::setQuery(const QString& query)
{
    if (query == m_query)
        return;
    m_query = query;
    m_timer.start();
    Q_EMIT queryChanged();
    Q_EMIT changed();
}

void SearchScreen::refresh()
{
    m_found.clear();
    m_indexing = false;
    if (!m_query.trimmed().isEmpty()) {
        auto found = m_context.desktop->community().reads().search(toCore(m_query.trimmed()), mostHits);
        if (well(found)) {
            m_found = std::move(found->hits);
            m_indexing = found->indexing;
        }
    }
    // By sort, in the order in which the best of each sort was found.
    std::vector<community::Found> order;
    for (const community::Hit& hit : m_found)
        if (std::find(order.begin(), order.end(), hit.sort) == order.end())
            order.push_back(hit.sort);
    QList<Rows::Row> rows;
    for (const community::Found sort : order) {
        bool first = true;
        for (std::size_t i = 0; i < m_found.size(); ++i) {
            const community::Hit& hit = m_found[i];
            if (hit.sort != sort)
                continue;
            rows.append({toQt(hit.id), sortName(sort), toQt(hit.title), matchMarkup(toQt(hit.excerpt)),
                         withDots({toQt(hit.where), hit.when > 0 ? spokenDayOf(hit.when, m_context.now()) : QString()}),
                         first});
            first = false;
        }
    }
    m_hits.setRows(rows);
    Q_EMIT changed();
}

void SearchScreen::open(const QString& key)
{
    const base::RecordId id = toId(key);
    const auto hit = std::find_if(m_found.begin(), m_found.end(), [&](const auto& h) { return h.id == id; });
    if (hit != m_found.end())
        Q_EMIT opened(hit->sort, toQt(hit->id), toQt(hit->parent));
}

} // namespace staffroom::ui
