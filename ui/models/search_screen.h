// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/rows.h"
#include "ui/models/screen.h"

#include <QTimer>

namespace staffroom::ui {

/// Finds as one types, over everything on this PC.
class SearchScreen : public Screen
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the session")
    /// Roles: key, sortText, title, excerpt (StyledText), where (and when), first (of its sort).
    Q_PROPERTY(staffroom::ui::Rows* hits READ hits CONSTANT)
    Q_PROPERTY(QString query READ query WRITE setQuery NOTIFY queryChanged)
    /// Whether the hits belong to the query as it stands.
    Q_PROPERTY(bool settled READ settled NOTIFY changed)
    Q_PROPERTY(bool indexing READ indexing NOTIFY changed)

public:
    explicit SearchScreen(Context& context, QObject* parent = nullptr);

    Rows* hits() { return &m_hits; }
    QString query() const { return m_query; }
    bool settled() const { return !m_timer.isActive(); }
    bool indexing() const { return m_indexing; }
    void setQuery(const QString& query);
    void forget() override;

    Q_INVOKABLE void open(const QString& key);

Q_SIGNALS:
    void queryChanged();
    void changed();
    /// The session shows the thing.
    void opened(staffroom::community::Found sort, const QString& id, const QString& parent);

protected:
    void refresh() override;

private:
    Rows m_hits;
    std::vector<community::Hit> m_found;
    QString m_query;
    QTimer m_timer;
    bool m_indexing = false;
};

} // namespace staffroom::ui
