// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/node/profile.h"

#include "core/base/cbor.h"
#include "core/base/files.h"

#include <fstream>

namespace staffroom::node {

using base::Error;
using base::ErrorCode;
using base::cbor::Reader;
using base::cbor::Writer;

namespace {

constexpr std::uint64_t format = 1;

std::filesystem::path hubFile(const std::filesystem::path& folder)
{
    return folder / "hub-address";
}

base::Bytes readFile(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace

std::filesystem::path profileFolder(const std::filesystem::path& root, const std::string& server,
                                    const std::string& login)
{
    std::string safe;
    for (const char c : login)
        safe.push_back(std::isalnum(static_cast<unsigned char>(c)) || c == '.' || c == '-' || c == '_' ? c : '_');
    return root / (safe + '-' + base::Hash::of(server + '\n' + login).hex().substr(0, 8));
}

Result<Profile> readProfile(const std::filesystem::path& folder)
{
    std::error_code unseen; // may be there: nobody is enrolled anew for that
    const bool there = std::filesystem::exists(folder / "profile", unseen);
    if (unseen)
        return Error{ErrorCode::storageFailed, "reading the profile", folder.string() + ": " + unseen.message()};
    if (!there)
        return Error{ErrorCode::notFound, "reading the profile", folder.string() + " isn't a person's folder",
                     "it lies below the place that Settings shows as Kept in, and is called like the login with eight "
                     "digits or letters: li.meiling-1a2b3c4d"};
    const base::Bytes bytes = readFile(folder / "profile");
    Reader reader(bytes);
    Profile profile;
    profile.folder = folder;
    reader.array(9);
    const std::uint64_t version = reader.uint();
    profile.login = reader.text();
    profile.name = reader.text();
    profile.server = reader.text();
    const auto person = RecordId::fromBytes(reader.bytes());
    const auto server = base::StoreId::fromBytes(reader.bytes());
    const auto key = base::arrayOf<32>(reader.bytes());
    profile.passwordHash = reader.text();
    profile.opened = reader.integer();
    profile.deviceSeed = readFile(folder / "device.key");
    if (reader.ok() && version > format)
        return Error{ErrorCode::newerStore, "reading the profile", folder.string()};
    if (!reader.atEnd() || !person || !server || !key || !base::KeyPair::fromSeed(profile.deviceSeed))
        return Error{ErrorCode::storageDamaged, "reading the profile", folder.string()};
    profile.person = *person;
    profile.serverId = *server;
    profile.serverKey = *key;
    return profile;
}

Result<void> makeProfileFolder(const std::filesystem::path& folder)
{
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    // Messages and notes are the person's own, also where others work on the same PC.
    if (!failed)
        std::filesystem::permissions(folder, std::filesystem::perms::owner_all, failed);
    return failed ? Error{ErrorCode::storageFailed, "making the profile's folder", failed.message()} : Result<void>();
}

std::string hubAddress(const std::filesystem::path& folder)
{
    return readFile(hubFile(folder)); // one that isn't there reads as none
}

Result<void> keepHubAddress(const std::filesystem::path& folder, const std::string& address)
{
    constexpr std::string_view doing = "saving the hub's address";
    if (!address.empty())
        return base::writeWhole(hubFile(folder), address, doing);
    std::error_code failed;
    std::filesystem::remove(hubFile(folder), failed);
    return failed ? Error{ErrorCode::storageFailed, std::string(doing), failed.message()} : Result<void>();
}

Result<void> writeProfile(const Profile& profile)
{
    STAFFROOM_TRY(base::writeWhole(profile.folder / "device.key", profile.deviceSeed, "saving the profile"));
    Writer out;
    out.array(9);
    out.uint(format);
    out.text(profile.login);
    out.text(profile.name);
    out.text(profile.server);
    out.bytes(profile.person.view());
    out.bytes(profile.serverId.view());
    out.bytes(base::viewOf(profile.serverKey));
    out.text(profile.passwordHash);
    out.integer(profile.opened);
    // Last: its presence says that the profile is whole.
    return base::writeWhole(profile.folder / "profile", out.view(), "saving the profile");
}

} // namespace staffroom::node
