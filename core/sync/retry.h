// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/session.h"
#include "core/sync/tuning.h"

#include <algorithm>

namespace staffroom::sync {

/// Whether the same question may be answered later: the link was cut, or the server asks to wait.
inline bool mayComeLater(const Response& response)
{
    return response.status == 0 || response.status == 429 || response.status == 503;
}

/// How long to wait before that question is asked again; nothing where it isn't worth it. tries: how often it was
/// asked.
inline std::optional<std::int64_t> pauseBefore(const Response& response, int tries)
{
    // A session isn't kept open longer than waitMostMs; the next one asks again.
    if (tries > tuning::retries || response.retryAfterMs > tuning::waitMostMs)
        return std::nullopt;
    return response.retryAfterMs > 0 ? response.retryAfterMs
                                     : std::min(tuning::retryFirstMs << (tries - 1), tuning::retryMostMs);
}

/// The store's own trouble with what came: what comes next would fare no better, and all of it may come again.
inline bool isStoresTrouble(base::ErrorCode code)
{
    return code == base::ErrorCode::diskFull || code == base::ErrorCode::storageBusy ||
           code == base::ErrorCode::storageFailed || code == base::ErrorCode::storageDamaged;
}

} // namespace staffroom::sync
