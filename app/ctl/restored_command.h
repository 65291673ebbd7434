// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

namespace staffroom::ctl {

class RestoredCommand final : public Command
{
public:
    std::string_view name() const override { return "restored"; }
    std::vector<Option> options() const override { return {dataOption}; }
    std::string_view about() const override { return "tell the store that it was put back from a backup"; }
    std::string_view details() const override;
    Result<void> run(const Arguments& arguments, const Surroundings& world) const override;
};

} // namespace staffroom::ctl
