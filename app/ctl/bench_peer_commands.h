// SPDX-License-Identifier: GPL-3.0-or-later
// Our half of `./dev bench-peers` (tests/bench/peers), which runs the same steps with another program.
#pragma once

#include "app/ctl/command.h"

namespace staffroom::ctl {

/// Makes the store of `bench`, and the same posts as files for whoever is measured beside it.
class BenchStoreCommand final : public Command
{
public:
    std::string_view name() const override { return "bench store"; }
    std::vector<Option> options() const override;
    std::string_view about() const override { return "make the store of `bench`, and its posts as files"; }
    std::string_view details() const override;
    Result<void> run(const Arguments& arguments, const Surroundings& world) const override;
};

/// A profile that does one step after another as it is told, so that each can be measured from outside.
class BenchClientCommand final : public Command
{
public:
    std::string_view name() const override { return "bench client"; }
    std::vector<Option> options() const override;
    std::string_view about() const override { return "sync and post step by step, as standard input says"; }
    std::string_view details() const override;
    Result<void> run(const Arguments& arguments, const Surroundings& world) const override;
};

} // namespace staffroom::ctl
