// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/program.h"

#include <algorithm>

namespace staffroom::ctl {

namespace {

std::string usageOf(const Command& command)
{
    std::string line = "staffroomctl " + std::string(command.name());
    for (const std::string_view operand : command.operands())
        line += ' ' + std::string(operand);
    for (const Option& option : command.options()) {
        const std::string written =
            "--" + std::string(option.name) + (option.value.empty() ? std::string() : ' ' + std::string(option.value));
        line += option.required ? ' ' + written : " [" + written + ']';
    }
    return line;
}

void printHelp(const Command& command, std::ostream& out)
{
    out << "usage: " << usageOf(command) << "\n\n" << command.about() << '\n';
    if (!command.details().empty())
        out << '\n' << command.details() << '\n';
    out << '\n';
    for (const Option& option : command.options()) {
        std::string left = "  --" + std::string(option.name) + ' ' + std::string(option.value);
        left.resize(std::max<std::size_t>(left.size() + 1, 28), ' ');
        out << left << option.about;
        if (!option.fallback.empty())
            out << " (" << option.fallback << ')';
        out << '\n';
    }
}

void printHelp(const Commands& commands, std::ostream& out)
{
    out << "usage: staffroomctl COMMAND [OPTION …]\n\n";
    for (const auto& command : commands) {
        std::string left = "  " + std::string(command->name());
        left.resize(std::max<std::size_t>(left.size() + 1, 22), ' ');
        out << left << command->about() << '\n';
    }
    out << "\nstaffroomctl COMMAND --help tells more. Exit codes: 0 done, 1 failed, 2 not understood.\n";
}

std::size_t wordsOf(std::string_view name)
{
    return 1 + static_cast<std::size_t>(std::count(name.begin(), name.end(), ' '));
}

const Command* find(const Commands& commands, std::span<const std::string> words)
{
    const Command* found = nullptr; // "verify profile" before "verify"
    std::size_t most = 0;
    for (const auto& command : commands) {
        const std::size_t count = wordsOf(command->name());
        if (words.size() < count || count <= most)
            continue;
        std::string written = words[0];
        for (std::size_t at = 1; at < count; ++at)
            written += ' ' + words[at];
        if (written == command->name()) {
            found = command.get();
            most = count;
        }
    }
    return found;
}

bool asksForHelp(std::span<const std::string> words)
{
    const auto end = std::find(words.begin(), words.end(), "--");
    return std::any_of(words.begin(), end, [](const std::string& word) { return word == "--help" || word == "-h"; });
}

} // namespace

std::string errorLine(const Error& error, std::string_view advice)
{
    std::string line =
        error.doing + ": " + (error.detail.empty() ? std::string(base::errorName(error.code)) : error.detail);
    // A command that refuses what somebody wants says itself what to do instead.
    if (!error.advice.empty())
        line += ": " + error.advice;
    else if (error.code != ErrorCode::forbidden && error.code != ErrorCode::invalidArgument)
        line += ": " + std::string(advice);
    else if (error.detail.find(": ") == std::string::npos)
        line += ": look at the command's --help";
    std::replace(line.begin(), line.end(), '\n', ' ');
    return line;
}

ExitCode run(const Commands& commands, std::span<const std::string> words, const Surroundings& world,
             std::ostream& errors)
{
    if (words.empty() || words[0] == "--help" || words[0] == "-h" || words[0] == "help") {
        printHelp(commands, words.empty() ? errors : world.out);
        return words.empty() ? ExitCode::usage : ExitCode::done;
    }
    if (words[0] == "--version") {
        world.out << "staffroomctl " STAFFROOM_VERSION "\n";
        return ExitCode::done;
    }
    const Command* command = find(commands, words);
    if (!command) {
        errors << "staffroomctl: no such command: " << words[0] << ": staffroomctl --help lists them\n";
        return ExitCode::usage;
    }
    const auto rest = words.subspan(wordsOf(command->name()));
    if (asksForHelp(rest)) {
        printHelp(*command, world.out);
        return ExitCode::done;
    }
    const std::vector<Option> options = command->options();
    const auto arguments = Arguments::parse(rest, options, command->operands().size());
    if (!arguments) {
        errors << "staffroomctl " << command->name() << ": " << arguments.error().detail << ": staffroomctl "
               << command->name() << " --help tells what it takes\n";
        return ExitCode::usage;
    }
    if (const auto done = command->run(*arguments, world); !done) {
        errors << "staffroomctl " << command->name() << ": "
               << errorLine(done.error(), command->advice(done.error().code)) << '\n';
        return done.error().code == ErrorCode::invalidArgument ? ExitCode::usage : ExitCode::failed;
    }
    world.out.flush();
    return ExitCode::done;
}

} // namespace staffroom::ctl
