// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/advice.h"

namespace staffroom::base {

std::string_view adviceFor(ErrorCode code)
{
    switch (code) {
    case ErrorCode::notFound:
        return "check the name and the path";
    case ErrorCode::malformed:
    case ErrorCode::truncated:
    case ErrorCode::packageBroken:
    case ErrorCode::archiveUnsafe:
        return "get the file anew or correct it";
    case ErrorCode::tooLarge:
        return "split it into smaller parts";
    case ErrorCode::diskFull:
    case ErrorCode::serverFull:
        return "make room on the disk and try again";
    case ErrorCode::storageFailed:
        return "check the disk and the permissions of the folder, then try again";
    case ErrorCode::serverFailed:
        return "nothing is lost here; tell whoever looks after the server, whose log says more";
    case ErrorCode::badCertificate:
        return "check the address, the date of this computer and the certificate";
    case ErrorCode::tooManyAttempts:
        return "wait some minutes, then try again";
    case ErrorCode::storageBusy:
    case ErrorCode::profileLocked:
        return "stop the program that uses this folder, then try again";
    case ErrorCode::storageDamaged:
    case ErrorCode::brokenChain:
    case ErrorCode::badHash:
    case ErrorCode::badSignature:
        return "keep the folder as it is and restore the last backup beside it";
    case ErrorCode::newerStore:
    case ErrorCode::upgradeRequired:
        return "use the newer version of Staffroom";
    case ErrorCode::hostUnreachable:
    case ErrorCode::linkCut:
    case ErrorCode::timedOut:
        return "check the address and the network, then try again";
    case ErrorCode::serverBusy:
        return "nothing is lost; try again in a moment";
    case ErrorCode::replayed:
        return "nothing is lost; what is here is newer";
    case ErrorCode::otherServer:
        return "nothing was sent and nothing is lost; see \"A server that is gone\" in the administrator's guide";
    case ErrorCode::unauthenticated:
    case ErrorCode::wrongPassword:
        return "check login and password";
    default:
        return "report it with this line";
    }
}

std::string_view adviceFor(const Error& error)
{
    return error.advice.empty() ? adviceFor(error.code) : std::string_view(error.advice);
}

} // namespace staffroom::base
