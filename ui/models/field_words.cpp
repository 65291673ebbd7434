// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/field_words.h"

#include "ui/models/dates.h"
#include "ui/models/text.h"

#include <QCoreApplication>
#include <QLocale>

namespace staffroom::ui {

namespace {

using domain::Kind;
namespace f = domain::field;

QString words(const char* text)
{
    return QCoreApplication::translate("Fields", text);
}

QString planItemField(domain::FieldNo field)
{
    switch (field) {
    case f::plan_item::goal:
        return words(QT_TRANSLATE_NOOP("Fields", "Goal"));
    case f::plan_item::title:
        return words(QT_TRANSLATE_NOOP("Fields", "What to do"));
    case f::plan_item::notes:
        return words(QT_TRANSLATE_NOOP("Fields", "Notes"));
    case f::plan_item::due:
        return words(QT_TRANSLATE_NOOP("Fields", "Due"));
    case f::plan_item::targetMinutes:
        return words(QT_TRANSLATE_NOOP("Fields", "Planned hours"));
    case f::plan_item::spentMinutes:
        return words(QT_TRANSLATE_NOOP("Fields", "Hours so far"));
    case f::plan_item::state:
        return words(QT_TRANSLATE_NOOP("Fields", "Done or not"));
    case f::plan_item::course:
        return words(QT_TRANSLATE_NOOP("Fields", "Course"));
    case f::plan_item::position:
        return words(QT_TRANSLATE_NOOP("Fields", "Place in the list"));
    default:
        return {};
    }
}

QString planField(domain::FieldNo field)
{
    switch (field) {
    case f::plan::title:
        return words(QT_TRANSLATE_NOOP("Fields", "Title"));
    case f::plan::starts:
        return words(QT_TRANSLATE_NOOP("Fields", "First day"));
    case f::plan::ends:
        return words(QT_TRANSLATE_NOOP("Fields", "Last day"));
    case f::plan::targetMinutes:
        return words(QT_TRANSLATE_NOOP("Fields", "Planned hours"));
    case f::plan::state:
        return words(QT_TRANSLATE_NOOP("Fields", "State"));
    case f::plan::notes:
        return words(QT_TRANSLATE_NOOP("Fields", "Notes"));
    default:
        return {};
    }
}

bool isMinutes(Kind kind, domain::FieldNo field)
{
    return (kind == Kind::planItem && (field == f::plan_item::targetMinutes || field == f::plan_item::spentMinutes)) ||
           (kind == Kind::plan && field == f::plan::targetMinutes);
}

domain::FieldType typeOf(Kind kind, domain::FieldNo field)
{
    const domain::KindInfo* info = domain::kindInfo(static_cast<std::uint32_t>(kind));
    const domain::FieldInfo* fieldInfo = info ? info->field(field) : nullptr;
    return fieldInfo ? fieldInfo->type : domain::FieldType::any;
}

} // namespace

QString kindName(Kind kind)
{
    switch (kind) {
    case Kind::plan:
        return words(QT_TRANSLATE_NOOP("Fields", "Plan"));
    case Kind::planItem:
        return words(QT_TRANSLATE_NOOP("Fields", "Plan item"));
    case Kind::course:
    case Kind::module:
    case Kind::activity:
        return words(QT_TRANSLATE_NOOP("Fields", "Course"));
    case Kind::enrolment:
        return words(QT_TRANSLATE_NOOP("Fields", "Place in a course"));
    case Kind::statement:
        return words(QT_TRANSLATE_NOOP("Fields", "Study progress"));
    case Kind::post:
        return words(QT_TRANSLATE_NOOP("Fields", "Post"));
    case Kind::reply:
        return words(QT_TRANSLATE_NOOP("Fields", "Reply"));
    case Kind::announcement:
        return words(QT_TRANSLATE_NOOP("Fields", "Announcement"));
    case Kind::preference:
        return words(QT_TRANSLATE_NOOP("Fields", "Setting"));
    case Kind::person:
    case Kind::organisation:
    case Kind::group:
    case Kind::membership:
        return words(QT_TRANSLATE_NOOP("Fields", "Entry"));
    }
    return words(QT_TRANSLATE_NOOP("Fields", "Entry"));
}

QString fieldName(Kind kind, domain::FieldNo field)
{
    if (field == f::deleted)
        return words(QT_TRANSLATE_NOOP("Fields", "Deleted or kept"));
    const QString name = kind == Kind::planItem ? planItemField(field)
                         : kind == Kind::plan   ? planField(field)
                                                : QString();
    return name.isEmpty() ? words(QT_TRANSLATE_NOOP("Fields", "Content")) : name;
}

QString valueText(Kind kind, domain::FieldNo field, const domain::Value& value, const QDate& today)
{
    if (field == f::deleted)
        return value.asBoolean().value_or(false) ? words(QT_TRANSLATE_NOOP("Fields", "deleted"))
                                                 : words(QT_TRANSLATE_NOOP("Fields", "kept"));
    if (const auto number = value.asInteger())
        return isMinutes(kind, field) ? spokenMinutes(*number) : QLocale().toString(static_cast<qlonglong>(*number));
    if (const auto truth = value.asBoolean())
        return *truth ? words(QT_TRANSLATE_NOOP("Fields", "yes")) : words(QT_TRANSLATE_NOOP("Fields", "no"));
    if (const auto id = value.asId())
        return toQt(*id);
    const auto text = value.asText();
    if (!text || text->empty())
        return words(QT_TRANSLATE_NOOP("Fields", "(empty)"));
    if (typeOf(kind, field) == domain::FieldType::date)
        if (const QDate day = QDate::fromString(toQt(*text), Qt::ISODate); day.isValid())
            return spokenDay(day, today);
    if (kind == Kind::planItem && field == f::plan_item::state)
        return *text == "done" ? words(QT_TRANSLATE_NOOP("Fields", "done"))
                               : words(QT_TRANSLATE_NOOP("Fields", "not done"));
    return toQt(*text);
}

bool isWritten(Kind kind, domain::FieldNo field)
{
    const domain::FieldType type = typeOf(kind, field);
    const bool isState =
        (kind == Kind::planItem && field == f::plan_item::state) || (kind == Kind::plan && field == f::plan::state);
    return !isState && (type == domain::FieldType::text || type == domain::FieldType::longText);
}

} // namespace staffroom::ui
