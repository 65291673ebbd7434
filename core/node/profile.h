// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/crypto.h"
#include "core/node/desktop.h"

namespace staffroom::node {

/// What a profile's folder says about whose it is: everything needed to sign in without a network.
struct Profile
{
    std::filesystem::path folder;
    std::string login, name, server;
    RecordId person;
    base::StoreId serverId;
    base::PublicKey serverKey{};
    std::string passwordHash; ///< Argon2id
    base::Bytes deviceSeed;   ///< Ed25519; in a file of its own that only the owner of the account may read
    std::int64_t opened = 0;  ///< ms since 1970 of the last sign-in
};

/// The folder for that login at that server: "<login>-<8 hex digits of the server's address>".
std::filesystem::path profileFolder(const std::filesystem::path& root, const std::string& server,
                                    const std::string& login);
/// Errors: notFound, storageDamaged.
Result<Profile> readProfile(const std::filesystem::path& folder);
/// Its owner's alone. Errors: storageFailed.
Result<void> makeProfileFolder(const std::filesystem::path& folder);
/// The address of a school's hub that this profile syncs through; empty: with the server itself.
std::string hubAddress(const std::filesystem::path& folder);
/// address: one that net::readAddress takes; empty: none any more. Errors: diskFull, storageFailed.
Result<void> keepHubAddress(const std::filesystem::path& folder, const std::string& address);
/// Writes whole or not at all, into its folder. Errors: diskFull, storageFailed.
Result<void> writeProfile(const Profile& profile);

} // namespace staffroom::node
