// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

namespace staffroom::ctl {

class PackCommand final : public Command
{
public:
    std::string_view name() const override { return "pack"; }
    std::vector<Option> options() const override;
    std::string_view about() const override { return "make a server's snapshots before many new PCs come"; }
    std::string_view details() const override;
    Result<void> run(const Arguments& arguments, const Surroundings& world) const override;
};

} // namespace staffroom::ctl
