// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

namespace staffroom::ctl {

class HubAddCommand final : public Command
{
public:
    std::string_view name() const override { return "hub add"; }
    std::vector<Option> options() const override;
    std::string_view about() const override { return "make the kit of a school's hub"; }
    std::string_view details() const override
    {
        return "The school's people are its members. Carry the kit to the school and start there\n"
               "\"staffroom-server --role hub --data DIR --kit FILE --upstream URL\". Whoever has the kit can be that "
               "hub.";
    }
    Result<void> run(const Arguments& arguments, const Surroundings& world) const override;
};

class HubJoinCommand final : public Command
{
public:
    std::string_view name() const override { return "hub join"; }
    std::vector<Option> options() const override;
    std::string_view about() const override { return "make people members of a hub"; }
    Result<void> run(const Arguments& arguments, const Surroundings& world) const override;
};

class HubLeaveCommand final : public Command
{
public:
    std::string_view name() const override { return "hub leave"; }
    std::vector<Option> options() const override;
    std::string_view about() const override { return "let people be members of a hub no more"; }
    Result<void> run(const Arguments& arguments, const Surroundings& world) const override;
};

class HubListCommand final : public Command
{
public:
    std::string_view name() const override { return "hub list"; }
    std::vector<Option> options() const override { return {dataOption}; }
    std::string_view about() const override { return "list the hubs and how many members each has"; }
    Result<void> run(const Arguments& arguments, const Surroundings& world) const override;
};

class VerifyHubCommand final : public Command
{
public:
    std::string_view name() const override { return "verify hub"; }
    std::vector<std::string_view> operands() const override { return {"FOLDER"}; }
    std::vector<Option> options() const override { return {}; }
    std::string_view about() const override { return "check a hub's folder: chains, signatures, snapshots"; }
    std::string_view details() const override
    {
        return "Prints a line \"log SCOPE CHAIN SEQ\" for each scope. The hub must not be running.";
    }
    Result<void> run(const Arguments& arguments, const Surroundings& world) const override;
};

} // namespace staffroom::ctl
