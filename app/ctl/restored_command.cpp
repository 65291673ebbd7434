// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/restored_command.h"

#include "app/ctl/county.h"

namespace staffroom::ctl {

std::string_view RestoredCommand::details() const
{
    return "Run it once, before the server is started on the backup. Checks the logs, and lets what the server writes "
           "itself from now on\n"
           "go under another name than what it wrote since the backup was made, which PCs may still know.";
}

Result<void> RestoredCommand::run(const Arguments& arguments, const Surroundings& world) const
{
    auto store = openStore(arguments.text("data"), world.clock, world.random);
    if (!store)
        return store.error();
    STAFFROOM_TRY((*store)->verifyLogs());
    STAFFROOM_TRY((*store)->beginLife(world.random));
    const auto scopes = (*store)->digests();
    if (!scopes)
        return scopes.error();
    std::uint64_t changes = 0;
    for (const SqliteCentral::ScopeReport& scope : *scopes)
        changes += scope.seq;
    world.out << "store " << (*store)->id().text() << " goes on with " << scopes->size() << " scopes, " << changes
              << " changes; PCs send again what it lacks\n";
    return {};
}

} // namespace staffroom::ctl
