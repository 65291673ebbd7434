// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/http/message.h"

#include "core/base/log.h"

namespace staffroom::server {

std::string_view Request::header(std::string_view name) const
{
    for (const auto& [candidate, value] : headers)
        if (candidate == name)
            return value;
    return {};
}

std::optional<std::string_view> Request::parameter(std::string_view name) const
{
    for (const auto& [candidate, value] : query)
        if (candidate == name)
            return value;
    return std::nullopt;
}

int statusFor(base::ErrorCode code)
{
    using enum base::ErrorCode;
    switch (code) {
    case invalidArgument:
    case malformed:
    case truncated:
    case badHash:
    case scopeMismatch:
        return 400;
    case unauthenticated:
    case wrongPassword:
    case revoked:
        return 401;
    case forbidden:
        return 403;
    case notFound:
        return 404;
    case tooSlow:
        return 408;
    case forked:
    case replayed:
        return 409;
    case cursorTooOld:
        return 410;
    case epochChanged:
        return 412;
    case tooLarge:
        return 413;
    case badSignature:
    case brokenChain:
    case schemaViolation:
    case archiveUnsafe:
    case packageBroken:
        return 422;
    case upgradeRequired:
        return 426;
    case tooManyAttempts:
        return 429;
    case unsupported:
        return 501;
    case storageBusy:
    case serverBusy:
    case timedOut:
    case cancelled:
        return 503;
    case diskFull:
    case serverFull:
        return 507;
    case serverFailed:
    case storageFailed:
    case storageDamaged:
    case profileLocked:
    case newerStore:
    case hostUnreachable:
    case linkCut:
    case badCertificate:
    case otherServer:
    case internal:
        return 500;
    }
    return 500;
}

Response problem(int status, base::ErrorCode code, std::string_view detail)
{
    const std::string_view name = base::errorName(code);
    std::string title(name);
    for (char& c : title)
        if (c == '-')
            c = ' ';
    Response response;
    response.status = status;
    response.contentType = "application/problem+json";
    response.body = "{\"type\":" + base::jsonString("urn:staffroom:error:" + std::string(name)) +
                    ",\"title\":" + base::jsonString(title) + ",\"status\":" + std::to_string(status);
    if (!detail.empty())
        response.body += ",\"detail\":" + base::jsonString(detail);
    response.body += '}';
    return response;
}

namespace {

/// Whoever asks has a disk of their own, and must not go and look at it for what is wrong with the server's.
base::ErrorCode asSeenFromOutside(base::ErrorCode code)
{
    using enum base::ErrorCode;
    switch (code) {
    case diskFull:
        return serverFull;
    case storageBusy:
        return serverBusy;
    case storageFailed:
    case storageDamaged:
    case profileLocked:
    case newerStore:
        return serverFailed;
    default:
        return code;
    }
}

} // namespace

Response problem(const base::Error& error)
{
    const base::ErrorCode code = asSeenFromOutside(error.code);
    Response response = problem(statusFor(code), code, error.doing);
    response.logDetail = base::describe(error);
    return response;
}

} // namespace staffroom::server
