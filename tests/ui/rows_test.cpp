// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/catch.hpp"
#include "ui/models/rows.h"

#include <QAbstractItemModelTester>

using namespace staffroom::ui;

namespace {

QList<Rows::Row> of(const char* keys)
{
    QList<Rows::Row> rows;
    for (const char* c = keys; *c; ++c)
        rows.append({QString(QLatin1Char(*c)), QStringLiteral("title %1").arg(QLatin1Char(*c))});
    return rows;
}

QString keys(const Rows& rows)
{
    QString text;
    for (int i = 0; i < rows.count(); ++i)
        text += rows.at(i, "key").toString();
    return text;
}

} // namespace

TEST_CASE("new rows are laid over the old ones whatever comes, goes or moves")
{
    Rows rows({"key", "title"});
    const QAbstractItemModelTester tester(&rows, QAbstractItemModelTester::FailureReportingMode::Fatal);
    for (const char* order : {"abc", "acb", "xaycz", "", "abcdef", "fedcba", "bdf", "abdf"}) {
        rows.setRows(of(order));
        CHECK(keys(rows) == QLatin1String(order));
    }
}

TEST_CASE("a row that is the same is not reported as changed")
{
    Rows rows({"key", "title"});
    rows.setRows(of("abc"));
    int changes = 0;
    QObject::connect(&rows, &QAbstractItemModel::dataChanged, [&changes] { ++changes; });
    auto same = of("abc");
    same[1][1] = QStringLiteral("other");
    rows.setRows(same);
    CHECK(changes == 1);
    CHECK(rows.at(rows.find(QStringLiteral("b")), "title") == QStringLiteral("other"));
    CHECK_FALSE(rows.at(7, "title").isValid());
}
