// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

namespace staffroom::ctl {

class OrganisationAddCommand final : public Command
{
public:
    std::string_view name() const override { return "organisation add"; }
    std::vector<Option> options() const override;
    std::string_view about() const override { return "make a school, an office or a cooperative"; }
    Result<void> run(const Arguments& arguments, const Surroundings& world) const override;
};

class OrganisationListCommand final : public Command
{
public:
    std::string_view name() const override { return "organisation list"; }
    std::vector<Option> options() const override;
    std::string_view about() const override { return "show organisations and groups with their slugs"; }
    Result<void> run(const Arguments& arguments, const Surroundings& world) const override;
};

} // namespace staffroom::ctl
