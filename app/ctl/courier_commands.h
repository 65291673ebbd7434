// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

namespace staffroom::ctl {

class CourierWriteCommand final : public Command
{
public:
    std::string_view name() const override { return "courier write"; }
    std::vector<Option> options() const override;
    std::string_view about() const override { return "write what has to travel onto a USB stick"; }
    std::string_view details() const override;
    std::string_view advice(ErrorCode code) const override;
    Result<void> run(const Arguments& arguments, const Surroundings& world) const override;
};

class CourierReadCommand final : public Command
{
public:
    std::string_view name() const override { return "courier read"; }
    std::vector<std::string_view> operands() const override { return {"PLACE"}; }
    std::vector<Option> options() const override;
    std::string_view about() const override { return "take in what a USB stick brought"; }
    std::string_view details() const override;
    std::string_view advice(ErrorCode code) const override;
    Result<void> run(const Arguments& arguments, const Surroundings& world) const override;
};

class CourierInspectCommand final : public Command
{
public:
    std::string_view name() const override { return "courier inspect"; }
    std::vector<std::string_view> operands() const override { return {"PLACE"}; }
    std::vector<Option> options() const override;
    std::string_view about() const override { return "say what a courier file is, without taking it in"; }
    std::string_view details() const override;
    std::string_view advice(ErrorCode code) const override;
    Result<void> run(const Arguments& arguments, const Surroundings& world) const override;
};

} // namespace staffroom::ctl
