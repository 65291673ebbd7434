// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/verify_command.h"

#include "app/ctl/county.h"
#include "app/ctl/verify_report.h"
#include "core/storage/central_verify.h"

#include <iomanip>

namespace staffroom::ctl {

std::vector<Option> VerifyCommand::options() const
{
    return {dataOption};
}

std::string_view VerifyCommand::details() const
{
    return "Prints a line \"digest SCOPE HEX SEQ\" for each scope: two stores that hold the same print the same HEX.\n"
           "\"server ID\" is the store's id: init --in-place-of asks for it where the store is gone.\n"
           "The store must not be open elsewhere; nothing in it is changed.";
}

Result<void> VerifyCommand::run(const Arguments& arguments, const Surroundings& world) const
{
    const std::int64_t started = world.clock.monotonicMs();
    auto opened = openStore(arguments.text("data"), world.clock, world.random);
    if (!opened)
        return opened.error();
    SqliteCentral& store = **opened;
    const auto digests = store.digests();
    if (!digests)
        return digests.error();
    std::uint64_t changes = 0;
    for (const SqliteCentral::ScopeReport& scope : *digests) {
        printDigest(world.out, scope.scope, scope.digest, scope.seq);
        changes += scope.seq;
    }
    STAFFROOM_TRY(store.verifyLogs());
    const auto batches = storage::verifyBatches(store);
    if (!batches)
        return batches.error();
    const auto snapshots = storage::verifySnapshots(store);
    if (!snapshots)
        return snapshots.error();
    const auto blobs = storage::verifyBlobs(store);
    if (!blobs)
        return blobs.error();
    {
        const std::lock_guard lock(store.mutex());
        STAFFROOM_TRY(verifyReadModels(store.writer(), store.records(), world.out));
    }
    world.out << "server " << store.id().text() << "\nclean: " << digests->size() << " scopes, " << changes
              << " changes, " << *batches << " batches as signed, " << *snapshots << " snapshots, " << *blobs
              << " packages, read models as rebuilt; " << std::fixed << std::setprecision(1)
              << static_cast<double>(world.clock.monotonicMs() - started) / 1000 << " s\n";
    return {};
}

} // namespace staffroom::ctl
