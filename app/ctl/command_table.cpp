// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/init_command.h"
#include "app/ctl/program.h"
#include "app/ctl/seed_command.h"

namespace staffroom::ctl {

Commands commands()
{
    Commands all;
    all.push_back(std::make_unique<InitCommand>());
    all.push_back(std::make_unique<SeedCommand>());
    return all;
}

} // namespace staffroom::ctl
