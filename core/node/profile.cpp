// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/node/profile.h"

#include "core/base/cbor.h"

#include <fcntl.h>
#include <fstream>
#include <unistd.h>

namespace staffroom::node {

using base::Error;
using base::ErrorCode;
using base::cbor::Reader;
using base::cbor::Writer;

namespace {

constexpr std::uint64_t format = 1;

/// fsync before the rename: a profile that a power cut emptied would lock the person out.
Result<void> writeFile(const std::filesystem::path& file, base::BytesView bytes)
{
    const std::string part = file.string() + ".new";
    const int descriptor = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return Error{ErrorCode::storageFailed, "saving the profile", part};
    bool written = true;
    for (std::size_t at = 0; written && at < bytes.size();) {
        const ssize_t some = ::write(descriptor, bytes.data() + at, bytes.size() - at);
        written = some > 0;
        at += written ? static_cast<std::size_t>(some) : 0;
    }
    written = written && ::fsync(descriptor) == 0;
    ::close(descriptor);
    if (!written || ::rename(part.c_str(), file.c_str()) != 0)
        return Error{ErrorCode::diskFull, "saving the profile", file.string()};
    return {};
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
    std::error_code missing;
    if (!std::filesystem::exists(folder / "profile", missing))
        return Error{ErrorCode::notFound, "reading the profile", folder.string()};
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

Result<void> writeProfile(const Profile& profile)
{
    std::error_code failed;
    std::filesystem::create_directories(profile.folder, failed);
    if (failed)
        return Error{ErrorCode::storageFailed, "saving the profile", failed.message()};
    // Messages and notes are the person's own, also where others work on the same PC.
    std::filesystem::permissions(profile.folder, std::filesystem::perms::owner_all, failed);
    if (failed)
        return Error{ErrorCode::storageFailed, "saving the profile", failed.message()};
    STAFFROOM_TRY(writeFile(profile.folder / "device.key", profile.deviceSeed));
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
    return writeFile(profile.folder / "profile", out.view()); // last: its presence says that the profile is whole
}

} // namespace staffroom::node
