// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

namespace staffroom::ctl {

class ImportCourseCommand final : public Command
{
public:
    std::string_view name() const override { return "import course"; }
    std::vector<std::string_view> operands() const override { return {"FOLDER"}; }
    std::vector<Option> options() const override;
    std::string_view about() const override
    {
        return "publish a folder of Markdown, HTML, pictures and PDF as a course";
    }
    std::string_view details() const override;
    Result<void> run(const Arguments& arguments, const Surroundings& world) const override;
};

} // namespace staffroom::ctl
