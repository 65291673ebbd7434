// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/player/outline_model.h"

namespace staffroom::player {

void OutlineModel::setCourse(const content::CourseManifest& manifest, const QSet<QString>& finished)
{
    beginResetModel();
    m_rows.clear();
    m_order.clear();
    m_finished.clear();
    for (const content::Module& module : manifest.modules) {
        m_rows.push_back({QString::fromStdString(module.title), {}, 0});
        for (const content::Activity& activity : module.activities) {
            m_order.push_back(m_rows.size());
            const QString file = QString::fromStdString(activity.file);
            m_rows.push_back({QString::fromStdString(activity.title), file, activity.minutes});
            if (finished.contains(file))
                m_finished.insert(file);
        }
    }
    endResetModel();
}

bool OutlineModel::has(const QString& file) const
{
    return std::any_of(m_order.begin(), m_order.end(), [&](std::size_t row) { return m_rows[row].file == file; });
}

QString OutlineModel::titleOf(const QString& file) const
{
    for (const Row& row : m_rows)
        if (row.file == file)
            return row.title;
    return {};
}

QString OutlineModel::neighbour(const QString& file, int step) const
{
    for (std::size_t i = 0; i < m_order.size(); ++i) {
        const auto to = static_cast<std::ptrdiff_t>(i) + step;
        if (m_rows[m_order[i]].file == file && to >= 0 && to < static_cast<std::ptrdiff_t>(m_order.size()))
            return m_rows[m_order[static_cast<std::size_t>(to)]].file;
    }
    return {};
}

QString OutlineModel::firstOpen() const
{
    for (const std::size_t row : m_order)
        if (!m_finished.contains(m_rows[row].file))
            return m_rows[row].file;
    return m_order.empty() ? QString() : m_rows[m_order.front()].file;
}

void OutlineModel::rowsChanged(const QString& file, Role role)
{
    for (std::size_t row = 0; row < m_rows.size(); ++row)
        if (!file.isEmpty() && m_rows[row].file == file) {
            const QModelIndex at = index(static_cast<int>(row));
            Q_EMIT dataChanged(at, at, {role});
        }
}

void OutlineModel::setCurrent(const QString& file)
{
    const QString before = m_current;
    m_current = file;
    rowsChanged(before, CurrentRole);
    rowsChanged(file, CurrentRole);
}

void OutlineModel::setFinished(const QString& file)
{
    m_finished.insert(file);
    rowsChanged(file, FinishedRole);
}

int OutlineModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant OutlineModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case TitleRole:
        return row.title;
    case FileRole:
        return row.file;
    case MinutesRole:
        return row.minutes;
    case HeadingRole:
        return row.file.isEmpty();
    case FinishedRole:
        return m_finished.contains(row.file);
    case CurrentRole:
        return !row.file.isEmpty() && row.file == m_current;
    default:
        return {};
    }
}

QHash<int, QByteArray> OutlineModel::roleNames() const
{
    return {{TitleRole, "title"},       {FileRole, "file"},         {MinutesRole, "minutes"},
            {HeadingRole, "isHeading"}, {FinishedRole, "finished"}, {CurrentRole, "isCurrent"}};
}

} // namespace staffroom::player
