// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

namespace staffroom::ctl {

class BenchCommand final : public Command
{
public:
    std::string_view name() const override { return "bench"; }
    std::vector<Option> options() const override;
    std::string_view about() const override
    {
        return "measure sync, search and start against bare measures, in one run";
    }
    std::string_view details() const override;
    Result<void> run(const Arguments& arguments, const Surroundings& world) const override;
};

} // namespace staffroom::ctl
