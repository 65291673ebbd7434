// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/arguments.h"

#include <algorithm>
#include <charconv>
#include <sstream>

namespace staffroom::ctl {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

Error refused(std::string detail)
{
    return Error{ErrorCode::invalidArgument, "reading the command line", std::move(detail)};
}

const Option* find(std::span<const Option> options, std::string_view name)
{
    const auto found =
        std::find_if(options.begin(), options.end(), [&](const Option& one) { return one.name == name; });
    return found == options.end() ? nullptr : &*found;
}

} // namespace

Result<Arguments> Arguments::parse(std::span<const std::string> words, std::span<const Option> options,
                                   std::size_t operands)
{
    Arguments out;
    for (const Option& option : options)
        if (!option.fallback.empty())
            out.m_values.emplace(option.name, option.fallback);
    bool onlyOperands = false;
    for (std::size_t at = 0; at < words.size(); ++at) {
        const std::string& word = words[at];
        if (onlyOperands || !word.starts_with("--")) {
            if (!onlyOperands && word.size() > 1 && word.starts_with('-'))
                return refused("unknown option " + word);
            out.m_operands.push_back(word);
            continue;
        }
        if (word == "--") {
            onlyOperands = true;
            continue;
        }
        const std::size_t equals = word.find('=');
        const std::string name = word.substr(2, equals == std::string::npos ? equals : equals - 2);
        const Option* option = find(options, name);
        if (!option)
            return refused("unknown option --" + name);
        if (!out.m_given.emplace(name, true).second)
            return refused("--" + name + " is given twice");
        if (option->value.empty()) {
            if (equals != std::string::npos)
                return refused("--" + name + " takes no value");
        } else if (equals != std::string::npos) {
            out.m_values[name] = word.substr(equals + 1);
        } else if (at + 1 < words.size()) {
            out.m_values[name] = words[++at];
        } else {
            return refused("--" + name + " needs a value (" + std::string(option->value) + ")");
        }
    }
    for (const Option& option : options)
        if (option.required && out.text(option.name).empty())
            return refused("--" + std::string(option.name) + " " + std::string(option.value) + " is missing");
    if (out.m_operands.size() < operands)
        return refused("something to work on is missing");
    if (out.m_operands.size() > operands)
        return refused("\"" + out.m_operands[operands] + "\" is one word too many");
    return out;
}

const std::string& Arguments::text(std::string_view option) const
{
    static const std::string none;
    const auto found = m_values.find(option);
    return found == m_values.end() ? none : found->second;
}

Result<std::uint64_t> Arguments::number(std::string_view option, std::uint64_t least) const
{
    const std::string& written = text(option);
    std::uint64_t value = 0;
    const auto [end, fault] = std::from_chars(written.data(), written.data() + written.size(), value);
    if (fault != std::errc() || end != written.data() + written.size() || value < least)
        return refused("--" + std::string(option) + " must be a whole number from " + std::to_string(least) +
                       ", not \"" + written + "\"");
    return value;
}

std::vector<std::string> Arguments::list(std::string_view option) const
{
    std::vector<std::string> parts;
    std::istringstream in(text(option));
    for (std::string part; std::getline(in, part, ',');)
        if (!part.empty())
            parts.push_back(part);
    return parts;
}

} // namespace staffroom::ctl
