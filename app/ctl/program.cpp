// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/program.h"

#include "app/ctl/courier_words.h"
#include "app/ctl/examples.h"

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

void printOptions(const Command& command, std::ostream& out)
{
    for (const Option& option : command.options()) {
        std::string left = "  --" + std::string(option.name) + ' ' + std::string(option.value);
        left.resize(std::max<std::size_t>(left.size() + 1, 28), ' ');
        out << left << option.about;
        if (!option.fallback.empty())
            out << " (" << option.fallback << ')';
        out << '\n';
    }
    out << "\nfor example: " << exampleOf(command.name()) << '\n';
}

void printHelp(const Command& command, std::ostream& out)
{
    out << "usage: " << usageOf(command) << "\n\n" << command.about() << '\n';
    if (!command.details().empty())
        out << '\n' << command.details() << '\n';
    out << '\n';
    printOptions(command, out);
}

/// Of those whose names begin with the same word: "courier write", "courier read".
void printGroup(const std::vector<const Command*>& group, std::string_view word, std::ostream& out)
{
    out << "staffroomctl " << word << ": " << counted(group.size(), "command") << '\n';
    for (const Command* command : group) {
        std::string name(command->name());
        for (const std::string_view operand : command->operands())
            name += ' ' + std::string(operand);
        out << '\n' << "staffroomctl " << name << "\n  " << command->about() << '\n';
        printOptions(*command, out);
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
    out << "\nstaffroomctl help COMMAND, or COMMAND --help, tells more. Exit codes: 0 done, 1 failed, 2 not "
           "understood.\n";
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

std::vector<const Command*> groupOf(const Commands& commands, const std::string& word)
{
    std::vector<const Command*> group;
    for (const auto& command : commands)
        if (command->name() == word || command->name().starts_with(word + ' '))
            group.push_back(command.get());
    return group;
}

/// Help on the words after "help": all, those of a group, or one. False where they name nothing.
bool explain(const Commands& commands, std::span<const std::string> words, std::ostream& out)
{
    if (words.empty()) {
        printHelp(commands, out);
        return true;
    }
    const auto group = groupOf(commands, words[0]);
    if (words.size() == 1 && !group.empty() && (group.size() > 1 || group.front()->name() != words[0])) {
        printGroup(group, words[0], out);
        return true;
    }
    const Command* command = find(commands, words);
    if (!command || wordsOf(command->name()) != words.size())
        return false;
    printHelp(*command, out);
    return true;
}

ExitCode notACommand(const Commands& commands, std::span<const std::string> words, std::ostream& errors)
{
    const auto group = groupOf(commands, words[0]);
    if (words.size() == 1 && !group.empty()) { // half a command
        printGroup(group, words[0], errors);
        return ExitCode::usage;
    }
    errors << "staffroomctl: no such command: " << words[0];
    if (group.empty())
        errors << ": staffroomctl --help lists them\n";
    else
        errors << ' ' << words[1] << ": staffroomctl help " << words[0] << " lists those that there are\n";
    return ExitCode::usage;
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
    if (words.empty() || words[0] == "--help" || words[0] == "-h") {
        printHelp(commands, words.empty() ? errors : world.out);
        return words.empty() ? ExitCode::usage : ExitCode::done;
    }
    if (words[0] == "help")
        return explain(commands, words.subspan(1), world.out) ? ExitCode::done
                                                              : notACommand(commands, words.subspan(1), errors);
    if (words[0] == "--version") {
        world.out << "staffroomctl " STAFFROOM_VERSION "\n";
        return ExitCode::done;
    }
    const Command* command = find(commands, words);
    if (!command && words.size() == 2 && asksForHelp(words) && explain(commands, words.first(1), world.out))
        return ExitCode::done;
    if (!command)
        return notACommand(commands, words, errors);
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
