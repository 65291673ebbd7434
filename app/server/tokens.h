// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/crypto.h"

#include <optional>

namespace staffroom::server {

/// Challenges and session tokens that carry their own proof, so that a restarted server still knows them and nothing
/// has to be stored: a time, whom it is for, and a keyed BLAKE2b over both.
class Tokens
{
public:
    /// The seed is the server's signing seed; the key is derived from it.
    Tokens(base::BytesView seed, const base::Clock& clock, base::Random& random);

    /// 32 bytes, good for two minutes and one device.
    base::Bytes challenge(const base::IncarnationId& device);
    bool isFresh(base::BytesView challenge, const base::IncarnationId& device) const;

    /// Good for tuning::tokenSeconds.
    base::Bytes session(const base::IncarnationId& device) const;
    /// Whose token this is; nothing for one that is forged, cut or too old.
    std::optional<base::IncarnationId> holder(base::BytesView token) const;

private:
    base::Bytes proof(std::string_view use, base::BytesView of) const;
    std::int64_t now() const { return m_clock.wallMs() / 1000; }

    base::Bytes m_key;
    const base::Clock& m_clock;
    base::Random& m_random;
};

} // namespace staffroom::server
