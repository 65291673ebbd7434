// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace staffroom::base {

/// What went wrong, in one word that every layer and every language of the interface agrees on. The interface turns it
/// into a sentence for the person; logs, the command line and problem details (RFC 9457 "type") print its name.
enum class ErrorCode {
    invalidArgument,
    notFound,
    malformed,
    truncated,
    tooLarge,
    tooSlow,
    unsupported,
    upgradeRequired,
    unauthenticated,
    wrongPassword,
    tooManyAttempts,
    forbidden,
    revoked,
    badSignature,
    badHash,
    brokenChain,
    replayed,
    forked,
    epochChanged,
    cursorTooOld,
    scopeMismatch,
    schemaViolation,
    diskFull,
    storageBusy,
    storageFailed,
    storageDamaged,
    profileLocked,
    newerStore,
    hostUnreachable,
    linkCut,
    timedOut,
    serverBusy,
    serverFull,
    serverFailed,
    badCertificate,
    otherServer,
    archiveUnsafe,
    packageBroken,
    cancelled,
    internal,
};

/// The name as printed in logs and problem details, e.g. "bad-signature".
std::string_view errorName(ErrorCode code);

/// The inverse of errorName; ErrorCode::internal for a name this program doesn't know.
ErrorCode errorFromName(std::string_view name);

/// An error as a value. The doing field says what was attempted ("opening the profile"), detail carries the facts that
/// a log needs (path, SQLite message, HTTP status); neither is shown to a teacher without the sentence for the code.
/// Where what to do doesn't follow from the code alone, advice says it, for a terminal or a log (core/base/advice.h).
struct Error
{
    ErrorCode code = ErrorCode::internal;
    std::string doing;
    std::string detail;
    std::string advice = {};
};

/// "bad-signature while checking a batch: incarnation 12ab…": one line for a log or a terminal.
std::string describe(const Error& error);

} // namespace staffroom::base
