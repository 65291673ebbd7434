// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

namespace staffroom::ctl {

class SyncCommand final : public Command
{
public:
    std::string_view name() const override { return "sync"; }
    std::vector<Option> options() const override;
    std::string_view about() const override { return "sync a profile with its server, without a window"; }
    std::string_view details() const override;
    /// What came over the link was wrong, not a file here.
    std::string_view advice(ErrorCode code) const override;
    Result<void> run(const Arguments& arguments, const Surroundings& world) const override;
};

class VerifyProfileCommand final : public Command
{
public:
    std::string_view name() const override { return "verify profile"; }
    std::vector<std::string_view> operands() const override { return {"FOLDER"}; }
    std::vector<Option> options() const override { return {}; }
    std::string_view about() const override { return "check a desktop profile: states, digests, read models"; }
    std::string_view details() const override;
    std::string_view advice(ErrorCode code) const override;
    Result<void> run(const Arguments& arguments, const Surroundings& world) const override;
};

} // namespace staffroom::ctl
