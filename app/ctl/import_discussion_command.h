// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

namespace staffroom::ctl {

class ImportDiscussionCommand final : public Command
{
public:
    std::string_view name() const override { return "import discussion"; }
    std::vector<std::string_view> operands() const override { return {"FILE.xml"}; }
    std::vector<Option> options() const override;
    std::string_view about() const override { return "make a group of questions and answers of a Stack Exchange dump"; }
    std::string_view details() const override;
    Result<void> run(const Arguments& arguments, const Surroundings& world) const override;
};

} // namespace staffroom::ctl
