// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/content/manifest.h"

#include <QAbstractListModel>
#include <QSet>

#include <vector>

namespace staffroom::player {

/// Modules and activities in the order of study, one row each.
class OutlineModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { TitleRole = Qt::UserRole, FileRole, MinutesRole, HeadingRole, FinishedRole, CurrentRole };

    void setCourse(const content::CourseManifest& manifest, const QSet<QString>& finished);
    void setCurrent(const QString& file);
    void setFinished(const QString& file);

    int activityCount() const { return static_cast<int>(m_order.size()); }
    int finishedCount() const { return static_cast<int>(m_finished.size()); }
    bool isFinished(const QString& file) const { return m_finished.contains(file); }
    bool has(const QString& file) const;
    QString titleOf(const QString& file) const;
    /// The activity that many places further; empty beyond the ends.
    QString neighbour(const QString& file, int step) const;
    /// The first that isn't finished, else the first.
    QString firstOpen() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    struct Row
    {
        QString title;
        QString file; ///< empty for a module
        int minutes = 0;
    };
    void rowsChanged(const QString& file, Role role);

    std::vector<Row> m_rows;
    std::vector<std::size_t> m_order; ///< rows of the activities
    QSet<QString> m_finished;
    QString m_current;
};

} // namespace staffroom::player
