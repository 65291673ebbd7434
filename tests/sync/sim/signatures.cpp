// SPDX-License-Identifier: GPL-3.0-or-later
// Half of a run's time would be Ed25519. A message has one signature under a key (RFC 8032, 5.1.6) and every seed is
// told twice, so what libsodium said once is remembered: these two stand before its own, which they ask for whatever
// they don't know. What was signed here is known to fit; what was altered on its way is asked for and doesn't.
#include "tests/sync/sim/signatures.h"

#include "core/base/crypto.h"

#include <sodium.h>

#include <unordered_map>

namespace {

using staffroom::base::BytesView;
using staffroom::base::Hash;
using staffroom::base::Hasher;
using staffroom::base::Signature;

/// Seeds that follow each other share little beyond the ground.
constexpr std::size_t mostKnown = 20'000;

struct Known
{
    std::unordered_map<Hash, Signature> made; ///< by key and message
    std::unordered_map<Hash, bool> fits;      ///< by key, message and signature
    staffroom::test::SignatureCounts counts;
};

Known& known()
{
    static Known all;
    return all;
}

BytesView view(const unsigned char* bytes, std::size_t size)
{
    return {reinterpret_cast<const char*>(bytes), size};
}

Hash nameOf(BytesView key, BytesView message, BytesView signature)
{
    return Hasher().add(key).add(signature).add(message).finish(); // only the message has no fixed length
}

/// libsodium's secret key is the seed, then the public key.
BytesView publicOf(const unsigned char* secret)
{
    return view(secret + crypto_sign_SEEDBYTES, crypto_sign_PUBLICKEYBYTES);
}

} // namespace

extern "C" int crypto_sign_detached(unsigned char* out, unsigned long long* outSize, const unsigned char* message,
                                    unsigned long long size, const unsigned char* secret)
{
    Known& all = known();
    ++all.counts.asked;
    const BytesView text = view(message, size);
    const auto [place, isNew] =
        all.made.try_emplace(nameOf(view(secret, crypto_sign_SECRETKEYBYTES), text, {}), Signature{});
    if (isNew) {
        ++all.counts.computed;
        crypto_sign_ed25519_detached(place->second.data(), nullptr, message, size, secret);
        all.fits[nameOf(publicOf(secret), text, staffroom::base::viewOf(place->second))] = true;
    }
    std::copy(place->second.begin(), place->second.end(), out);
    if (outSize)
        *outSize = place->second.size();
    return 0;
}

extern "C" int crypto_sign_verify_detached(const unsigned char* signature, const unsigned char* message,
                                           unsigned long long size, const unsigned char* key)
{
    Known& all = known();
    ++all.counts.asked;
    const auto [place, isNew] = all.fits.try_emplace(
        nameOf(view(key, crypto_sign_PUBLICKEYBYTES), view(message, size), view(signature, crypto_sign_BYTES)), false);
    if (isNew) {
        ++all.counts.computed;
        place->second = crypto_sign_ed25519_verify_detached(signature, message, size, key) == 0;
    }
    return place->second ? 0 : -1;
}

namespace staffroom::test {

void tidySignatures()
{
    Known& all = known();
    if (all.made.size() + all.fits.size() < mostKnown)
        return;
    all.made.clear();
    all.fits.clear();
}

SignatureCounts signatureCounts()
{
    return known().counts;
}

} // namespace staffroom::test
