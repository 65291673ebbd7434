// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/arguments.h"
#include "core/base/advice.h"
#include "core/base/clock.h"
#include "core/base/random.h"

#include <memory>
#include <ostream>
#include <vector>

namespace staffroom::ctl {

using base::Error;
using base::ErrorCode;
using base::Result;

/// What a command is given of the world.
struct Surroundings
{
    std::ostream& out;
    const base::Clock& clock;
    base::Random& random;
};

/// One thing that staffroomctl does.
class Command
{
public:
    virtual ~Command() = default;
    /// One or two words: "seed", "user add".
    virtual std::string_view name() const = 0;
    /// Names of what stands without an option: {"FOLDER"}.
    virtual std::vector<std::string_view> operands() const { return {}; }
    virtual std::vector<Option> options() const = 0;
    /// What it does, in a line.
    virtual std::string_view about() const = 0;
    /// What else somebody must know; may have several lines.
    virtual std::string_view details() const { return {}; }
    /// What to do about an error of its work.
    virtual std::string_view advice(ErrorCode code) const { return base::adviceFor(code); }
    /// Errors: invalidArgument for what only the command can judge on its command line; any other for its work.
    virtual Result<void> run(const Arguments& arguments, const Surroundings& world) const = 0;
};

using Commands = std::vector<std::unique_ptr<Command>>;

/// For a damaged profile: a teacher's PC has no backup, and needs none for what was sent.
inline constexpr std::string_view adviceForDamagedProfile =
    "keep the folder, moved aside; sign in again with a connection: what had reached the server comes back";

/// The option that most commands have.
inline constexpr Option dataOption{"data", "DIR", "folder of the server's store", true};

} // namespace staffroom::ctl
