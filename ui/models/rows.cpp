// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/rows.h"

#include <QSet>

namespace staffroom::ui {

Rows::Rows(QList<QByteArray> roles, QObject* parent) : QAbstractListModel(parent), m_roles(std::move(roles)) {}

int Rows::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant Rows::data(const QModelIndex& index, int role) const
{
    const int column = role - Qt::UserRole;
    if (!index.isValid() || index.row() >= count() || column < 0 || column >= m_roles.size())
        return {};
    return m_rows[index.row()][column];
}

QHash<int, QByteArray> Rows::roleNames() const
{
    QHash<int, QByteArray> names;
    for (int i = 0; i < m_roles.size(); ++i)
        names.insert(Qt::UserRole + i, m_roles[i]);
    return names;
}

QVariant Rows::at(int row, const QByteArray& role) const
{
    const auto column = m_roles.indexOf(role);
    return row < 0 || row >= count() || column < 0 ? QVariant() : m_rows[row][column];
}

int Rows::find(const QVariant& key) const
{
    for (int i = 0; i < count(); ++i)
        if (m_rows[i].first() == key)
            return i;
    return -1;
}

void Rows::removeMissing(const QList<Row>& rows)
{
    QSet<QString> keys;
    for (const Row& row : rows)
        keys.insert(row.first().toString());
    for (int i = count() - 1; i >= 0; --i) {
        if (keys.contains(m_rows[i].first().toString()))
            continue;
        beginRemoveRows({}, i, i);
        m_rows.removeAt(i);
        endRemoveRows();
    }
}

void Rows::setRows(QList<Row> rows)
{
    const int before = count();
    removeMissing(rows);
    for (int i = 0; i < rows.size(); ++i) {
        int at = i < count() && m_rows[i].first() == rows[i].first() ? i : -1;
        for (int j = i + 1; at < 0 && j < count(); ++j)
            if (m_rows[j].first() == rows[i].first())
                at = j;
        if (at < 0) {
            beginInsertRows({}, i, i);
            m_rows.insert(i, rows[i]);
            endInsertRows();
            continue;
        }
        if (at != i) {
            beginMoveRows({}, at, at, {}, i);
            m_rows.move(at, i);
            endMoveRows();
        }
        if (m_rows[i] != rows[i]) {
            m_rows[i] = rows[i];
            Q_EMIT dataChanged(index(i), index(i));
        }
    }
    if (before != count())
        Q_EMIT countChanged();
}

} // namespace staffroom::ui
