// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/pack_command.h"

#include "app/ctl/county.h"

namespace staffroom::ctl {

std::vector<Option> PackCommand::options() const
{
    return {dataOption};
}

std::string_view PackCommand::details() const
{
    return "A new PC fetches what its teacher may read as files, which the server makes when the first one asks and "
           "makes\n"
           "a fifth smaller when it has nothing else to do. This does both now, for every scope: a processor's second "
           "for\n"
           "10,000 records. The store must not be open elsewhere.";
}

Result<void> PackCommand::run(const Arguments& arguments, const Surroundings& world) const
{
    auto opened = openStore(arguments.text("data"), world.clock, world.random);
    if (!opened)
        return opened.error();
    SqliteCentral& store = **opened;
    const auto scopes = store.largeScopes();
    if (!scopes)
        return scopes.error();
    std::uint64_t records = 0, bytes = 0;
    for (const domain::ScopeId& scope : *scopes) {
        if (const auto packed = store.packSnapshot(scope, [] { return true; }); !packed)
            return packed.error();
        const auto encoded = store.snapshot(scope);
        if (!encoded)
            return encoded.error();
        const auto manifest = sync::decodeManifest(*encoded, store.key().publicKey());
        if (!manifest)
            return manifest.error();
        records += manifest->records();
        bytes += manifest->bytes();
    }
    world.out << scopes->size() << " scopes, " << records << " records in " << bytes << " bytes\n";
    return {};
}

} // namespace staffroom::ctl
