// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>
#include <QVariantList>

namespace staffroom::ui {

/// The list model of every screen: rows of ready values under named roles, the first of which is the key. New rows are
/// laid over the old ones key by key, so that a list keeps its place and an open line stays open when something
/// arrives.
class Rows : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to a screen")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    using Row = QVariantList;

    /// One value per role in each row, in this order.
    explicit Rows(QList<QByteArray> roles, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    int count() const { return static_cast<int>(m_rows.size()); }
    /// The value of a role in a row; invalid where there is no such row or role.
    Q_INVOKABLE QVariant at(int row, const QByteArray& role) const;
    /// The row with this key, -1 where there is none.
    Q_INVOKABLE int find(const QVariant& key) const;
    void setRows(QList<Row> rows);

Q_SIGNALS:
    void countChanged();

private:
    void removeMissing(const QList<Row>& rows);

    QList<QByteArray> m_roles;
    QList<Row> m_rows;
};

} // namespace staffroom::ui
