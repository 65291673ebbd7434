// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

#include <array>
#include <utility>

namespace staffroom::base {

namespace {

constexpr std::array<std::pair<ErrorCode, std::string_view>, 40> names = {{
    {ErrorCode::invalidArgument, "invalid-argument"},
    {ErrorCode::notFound, "not-found"},
    {ErrorCode::malformed, "malformed"},
    {ErrorCode::truncated, "truncated"},
    {ErrorCode::tooLarge, "too-large"},
    {ErrorCode::tooSlow, "too-slow"},
    {ErrorCode::unsupported, "unsupported"},
    {ErrorCode::upgradeRequired, "upgrade-required"},
    {ErrorCode::unauthenticated, "unauthenticated"},
    {ErrorCode::wrongPassword, "wrong-password"},
    {ErrorCode::tooManyAttempts, "too-many-attempts"},
    {ErrorCode::forbidden, "forbidden"},
    {ErrorCode::revoked, "revoked"},
    {ErrorCode::badSignature, "bad-signature"},
    {ErrorCode::badHash, "bad-hash"},
    {ErrorCode::brokenChain, "broken-chain"},
    {ErrorCode::replayed, "replayed"},
    {ErrorCode::forked, "forked"},
    {ErrorCode::epochChanged, "epoch-changed"},
    {ErrorCode::cursorTooOld, "cursor-too-old"},
    {ErrorCode::scopeMismatch, "scope-mismatch"},
    {ErrorCode::schemaViolation, "schema-violation"},
    {ErrorCode::diskFull, "disk-full"},
    {ErrorCode::storageBusy, "storage-busy"},
    {ErrorCode::storageFailed, "storage-failed"},
    {ErrorCode::storageDamaged, "storage-damaged"},
    {ErrorCode::profileLocked, "profile-locked"},
    {ErrorCode::newerStore, "newer-store"},
    {ErrorCode::hostUnreachable, "host-unreachable"},
    {ErrorCode::linkCut, "link-cut"},
    {ErrorCode::timedOut, "timed-out"},
    {ErrorCode::serverBusy, "server-busy"},
    {ErrorCode::serverFull, "server-full"},
    {ErrorCode::serverFailed, "server-failed"},
    {ErrorCode::badCertificate, "bad-certificate"},
    {ErrorCode::otherServer, "other-server"},
    {ErrorCode::archiveUnsafe, "archive-unsafe"},
    {ErrorCode::packageBroken, "package-broken"},
    {ErrorCode::cancelled, "cancelled"},
    {ErrorCode::internal, "internal"},
}};

} // namespace

std::string_view errorName(ErrorCode code)
{
    for (const auto& [candidate, name] : names)
        if (candidate == code)
            return name;
    return "internal";
}

ErrorCode errorFromName(std::string_view name)
{
    for (const auto& [code, candidate] : names)
        if (candidate == name)
            return code;
    return ErrorCode::internal;
}

std::string describe(const Error& error)
{
    std::string line(errorName(error.code));
    if (!error.doing.empty())
        line += " while " + error.doing;
    if (!error.detail.empty())
        line += ": " + error.detail;
    return line;
}

} // namespace staffroom::base
