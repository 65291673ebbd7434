// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <QString>
#include <QStringList>

#include <string>
#include <string_view>

namespace staffroom::ui {

/// Between the core's UTF-8 and Qt's UTF-16.
inline QString toQt(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}
inline std::string toCore(const QString& text)
{
    return text.toStdString();
}
inline QString toQt(const base::RecordId& id)
{
    return toQt(id.text());
}
/// A null id for text that is none.
inline base::RecordId toId(const QString& text)
{
    return base::RecordId::fromText(text.toStdString()).value_or(base::RecordId());
}

/// What there is of these, with dots between.
inline QString withDots(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

} // namespace staffroom::ui
