// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/content/box_words.h"

#include <algorithm>
#include <array>

namespace staffroom::content {
namespace {

struct Known
{
    std::string_view kind;
    std::string_view english;
    std::string_view chinese;
    std::string_view css;
    bool folded;
};

constexpr std::array known{
    Known{"challenge", "Exercise", "练习", "exercise", false},
    Known{"exercise", "Exercise", "练习", "exercise", false},
    Known{"discussion", "Discussion", "讨论", "exercise", false},
    Known{"checklist", "Checklist", "清单", "exercise", false},
    Known{"solution", "Solution", "参考答案", "fold", true},
    Known{"hint", "Hint", "提示", "fold", true},
    Known{"spoiler", "More about this", "展开阅读", "fold", true},
    Known{"instructor", "For the instructor", "给主讲人的说明", "fold", true},
    Known{"callout", "Note", "说明", "note", false},
    Known{"note", "Note", "说明", "note", false},
    Known{"tip", "Tip", "小贴士", "note", false},
    Known{"warning", "Take care", "注意", "warning", false},
    Known{"caution", "Take care", "注意", "warning", false},
    Known{"prereq", "Before you start", "学前准备", "note", false},
    Known{"prerequisites", "Before you start", "学前准备", "note", false},
    Known{"testimonial", "In their own words", "学员感言", "note", false},
    Known{"questions", "Questions", "思考问题", "aims", false},
    Known{"objectives", "Objectives", "学习目标", "aims", false},
    Known{"keypoints", "Key points", "要点回顾", "aims", false},
};

} // namespace

BoxLook boxLook(std::string_view kind, std::string_view lang)
{
    const auto* const found =
        std::find_if(known.begin(), known.end(), [&](const Known& candidate) { return candidate.kind == kind; });
    if (found != known.end())
        return {std::string(lang.starts_with("zh") ? found->chinese : found->english), found->css, found->folded};
    std::string title(kind);
    std::replace(title.begin(), title.end(), '-', ' ');
    if (!title.empty() && title[0] >= 'a' && title[0] <= 'z')
        title[0] = static_cast<char>(title[0] - 'a' + 'A');
    return {title, "note", false};
}

} // namespace staffroom::content
