// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

namespace staffroom::ctl {

class UserAddCommand final : public Command
{
public:
    std::string_view name() const override { return "user add"; }
    std::vector<Option> options() const override;
    std::string_view about() const override { return "give somebody an account, a person record and rights"; }
    Result<void> run(const Arguments& arguments, const Surroundings& world) const override;
};

} // namespace staffroom::ctl
