// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

namespace staffroom::ctl {

class GroupAddCommand final : public Command
{
public:
    std::string_view name() const override { return "group add"; }
    std::vector<Option> options() const override;
    std::string_view about() const override { return "make a group in which people discuss"; }
    Result<void> run(const Arguments& arguments, const Surroundings& world) const override;
};

class GroupJoinCommand final : public Command
{
public:
    std::string_view name() const override { return "group join"; }
    std::vector<Option> options() const override;
    std::string_view about() const override { return "make people members of a group"; }
    std::string_view details() const override
    {
        return "A workshop leader moderates the group. Who is a member already stays as they are.";
    }
    Result<void> run(const Arguments& arguments, const Surroundings& world) const override;
};

} // namespace staffroom::ctl
