// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/arrival_words.h"

#include "ui/models/text.h"

#include <QCoreApplication>

#include <algorithm>

namespace staffroom::ui {

namespace {

using domain::Kind;

/// What a person looks for first.
constexpr Kind inOrder[] = {Kind::announcement, Kind::post,   Kind::reply,     Kind::plan,
                            Kind::planItem,     Kind::course, Kind::enrolment, Kind::statement};
constexpr Kind together[] = {Kind::group,        Kind::membership, Kind::person,
                             Kind::organisation, Kind::module,     Kind::activity};

/// A text with "%n" in it.
QString counted(const char* text, std::int64_t n)
{
    return QCoreApplication::translate("Arrivals", text, nullptr, static_cast<int>(n));
}

QString howMany(const node::Arrived& arrived)
{
    const std::int64_t n = arrived.count;
    switch (arrived.kind) {
    case Kind::announcement:
        return counted(QT_TRANSLATE_N_NOOP("Arrivals", "%n announcement(s)"), n);
    case Kind::post:
        return counted(QT_TRANSLATE_N_NOOP("Arrivals", "%n thread(s)"), n);
    case Kind::reply:
        return counted(QT_TRANSLATE_N_NOOP("Arrivals", "%n reply(s)"), n);
    case Kind::plan:
        return counted(QT_TRANSLATE_N_NOOP("Arrivals", "%n plan(s)"), n);
    case Kind::planItem:
        return counted(QT_TRANSLATE_N_NOOP("Arrivals", "%n plan item(s)"), n);
    case Kind::course:
        return counted(QT_TRANSLATE_N_NOOP("Arrivals", "%n course(s)"), n);
    case Kind::enrolment:
        return counted(QT_TRANSLATE_N_NOOP("Arrivals", "%n place(s) in courses"), n);
    case Kind::statement:
        return counted(QT_TRANSLATE_N_NOOP("Arrivals", "%n study step(s)"), n);
    case Kind::group:
        return counted(QT_TRANSLATE_N_NOOP("Arrivals", "%n group(s)"), n);
    case Kind::membership:
        return counted(QT_TRANSLATE_N_NOOP("Arrivals", "%n membership(s)"), n);
    case Kind::person:
        return counted(QT_TRANSLATE_N_NOOP("Arrivals", "%n person(s)"), n);
    case Kind::organisation:
        return counted(QT_TRANSLATE_N_NOOP("Arrivals", "%n school(s) and offices"), n);
    case Kind::module:
        return counted(QT_TRANSLATE_N_NOOP("Arrivals", "%n course section(s)"), n);
    case Kind::activity:
        return counted(QT_TRANSLATE_N_NOOP("Arrivals", "%n course part(s)"), n);
    case Kind::preference:
        break;
    }
    return {};
}

QString called(const node::Arrived& arrived)
{
    QStringList names;
    for (const std::string& name : arrived.names)
        names.append(QCoreApplication::translate("Arrivals", "“%1”", "the name of a thing").arg(toQt(name)));
    // Replies are named by their threads, of which there may be fewer.
    const bool more = arrived.count > static_cast<std::int64_t>(arrived.names.size()) && arrived.kind != Kind::reply;
    return names.join(QCoreApplication::translate("Arrivals", ", ", "between names")) +
           (more && !names.isEmpty() ? QStringLiteral(" …") : QString());
}

} // namespace

QList<Rows::Row> arrivalRows(const node::Arrivals& arrivals)
{
    const auto of = [&arrivals](Kind kind) {
        const auto found = std::find_if(arrivals.kinds.begin(), arrivals.kinds.end(),
                                        [kind](const node::Arrived& some) { return some.kind == kind; });
        return found == arrivals.kinds.end() ? nullptr : &*found;
    };
    QList<Rows::Row> rows;
    for (const Kind kind : inOrder)
        if (const node::Arrived* arrived = of(kind))
            rows.append({static_cast<int>(kind), howMany(*arrived), called(*arrived)});
    QStringList rest;
    for (const Kind kind : together)
        if (const node::Arrived* arrived = of(kind))
            rest.append(howMany(*arrived));
    if (!rest.isEmpty())
        rows.append({0, QCoreApplication::translate("Arrivals", "Also"), withDots(rest)});
    return rows;
}

} // namespace staffroom::ui
