// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/node/enrol_again.h"

#include "core/node/device_keys.h"
#include "core/storage/replica.h"
#include "core/sync/tuning.h"

#include <fstream>

namespace staffroom::node {

using base::Error;
using base::ErrorCode;

namespace {

constexpr std::string_view doing = "enrolling this PC again";

std::filesystem::path mark(const std::filesystem::path& folder)
{
    return folder / "enrol-again";
}

/// What others wrote and have lost with their PCs may be nowhere else.
Result<void> keepAside(const Profile& profile)
{
    const std::string name = "store.db.at-" + base::toHex(base::viewOf(profile.serverKey)).substr(0, 8);
    const auto lock = storage::ProfileLock::take(profile.folder);
    if (!lock)
        return lock.error();
    auto store = storage::Database::openWriter(profile.folder / "store.db");
    return store ? (*store)->copyTo(profile.folder / name) : Result<void>(store.error());
}

} // namespace

void markToEnrolAgain(const std::filesystem::path& folder)
{
    std::ofstream(mark(folder), std::ios::trunc) << '\n'; // where it can't be written, the next sync tries again
}

bool isToEnrolAgain(const std::filesystem::path& folder)
{
    std::error_code missing;
    return std::filesystem::exists(mark(folder), missing);
}

Result<std::vector<sync::EarlierName>> introduceEarlier(const Profile& profile)
{
    const auto device = base::KeyPair::fromSeed(profile.deviceSeed);
    if (!device)
        return Error{ErrorCode::storageDamaged, std::string(doing), "the profile has no key"};
    const auto lock = storage::ProfileLock::take(profile.folder);
    if (!lock)
        return lock.error();
    const base::SystemClock clock;
    const auto replica = storage::Replica::open(
        {profile.folder, *device, profile.serverId, profile.serverKey, clock, begunKey(profile.folder)});
    auto names = replica ? (*replica)->introduceEarlier() : Result<std::vector<sync::EarlierName>>(replica.error());
    if (names && names->size() > sync::tuning::earlierNames)
        names->resize(sync::tuning::earlierNames);
    return names;
}

Result<void> enrolledAgain(Profile& profile, const sync::EnrolAnswer& answer)
{
    if (answer.server != profile.serverId || answer.person != profile.person)
        return Error{ErrorCode::otherServer, std::string(doing),
                     "server " + answer.server.text() + " in place of " + profile.serverId.text()};
    if (answer.serverKey != profile.serverKey) {
        STAFFROOM_TRY(keepAside(profile));
        profile.serverKey = answer.serverKey;
        STAFFROOM_TRY(writeProfile(profile));
    }
    std::error_code ignored; // one left over asks once more
    std::filesystem::remove(mark(profile.folder), ignored);
    return {};
}

} // namespace staffroom::node
