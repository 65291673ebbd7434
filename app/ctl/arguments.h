// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace staffroom::ctl {

/// An option of a command: "--data DIR". Without a value name it is a switch.
struct Option
{
    std::string_view name;  ///< without the dashes
    std::string_view value; ///< what stands in its place in the help: "DIR"
    std::string_view about;
    bool required = false;
    std::string_view fallback = {};
};

/// What was written after the name of a command, checked against what the command takes.
class Arguments
{
public:
    /// Options may stand before, between and after operands, as "--name value" or "--name=value"; "--" ends them.
    /// Errors: invalidArgument for an unknown, repeated, incomplete or missing option and for a wrong number of
    /// operands.
    static base::Result<Arguments> parse(std::span<const std::string> words, std::span<const Option> options,
                                         std::size_t operands);

    /// The option's value or its fallback; empty where it has neither.
    const std::string& text(std::string_view option) const;
    bool has(std::string_view option) const { return m_given.contains(option); }
    /// A whole number of at least `least`. Errors: invalidArgument.
    base::Result<std::uint64_t> number(std::string_view option, std::uint64_t least) const;
    /// What is written between commas; empty parts are left out.
    std::vector<std::string> list(std::string_view option) const;
    const std::string& operand(std::size_t index) const { return m_operands.at(index); }

private:
    std::map<std::string, std::string, std::less<>> m_values;
    std::map<std::string, bool, std::less<>> m_given;
    std::vector<std::string> m_operands;
};

} // namespace staffroom::ctl
