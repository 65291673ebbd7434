// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/node/device_keys.h"

#include "core/base/files.h"

#include <fstream>

namespace staffroom::node {

namespace {

constexpr std::string_view doing = "saving the profile's next key";

std::filesystem::path begunFile(const std::filesystem::path& folder)
{
    return folder / "device.key.next";
}

} // namespace

std::optional<base::KeyPair> begunKey(const std::filesystem::path& folder)
{
    std::ifstream in(begunFile(folder), std::ios::binary);
    const base::Bytes seed{std::istreambuf_iterator<char>(in), {}};
    return base::KeyPair::fromSeed(seed);
}

base::Result<base::KeyPair> beginKey(const std::filesystem::path& folder, base::Random& random)
{
    if (auto begun = begunKey(folder))
        return *begun;
    const base::KeyPair key = base::KeyPair::make(random);
    STAFFROOM_TRY(base::writeWhole(begunFile(folder), key.seed(), doing));
    return key;
}

base::Result<void> takeBegunKey(const std::filesystem::path& folder)
{
    const auto begun = begunKey(folder);
    if (!begun)
        return {};
    STAFFROOM_TRY(base::writeWhole(folder / "device.key", begun->seed(), doing));
    std::error_code failed;
    std::filesystem::remove(begunFile(folder), failed);
    return failed ? base::Error{base::ErrorCode::storageFailed, std::string(doing), failed.message()}
                  : base::Result<void>();
}

} // namespace staffroom::node
