// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/course_words.h"

#include "ui/models/text.h"

#include <QCoreApplication>

namespace staffroom::ui {

QString languageName(const std::string& tag)
{
    if (tag.starts_with("zh"))
        return QStringLiteral("中文");
    if (tag.starts_with("en"))
        return QStringLiteral("English");
    return toQt(tag);
}

QString moduleSortName(const std::string& sort)
{
    if (sort == "knowledge")
        return QCoreApplication::translate("Course", "Knowledge");
    if (sort == "activities")
        return QCoreApplication::translate("Course", "Activities");
    if (sort == "guidance")
        return QCoreApplication::translate("Course", "Guidance");
    if (sort == "cases")
        return QCoreApplication::translate("Course", "Cases");
    if (sort == "evaluation")
        return QCoreApplication::translate("Course", "Evaluation");
    return {};
}

QString stageName(const std::string& stage)
{
    if (stage == "any")
        return QCoreApplication::translate("Course", "All stages");
    if (stage == "preschool")
        return QCoreApplication::translate("Course", "Preschool");
    if (stage == "primary")
        return QCoreApplication::translate("Course", "Primary school");
    if (stage == "junior")
        return QCoreApplication::translate("Course", "Junior middle school");
    if (stage == "senior")
        return QCoreApplication::translate("Course", "Senior middle school");
    return toQt(stage);
}

} // namespace staffroom::ui
