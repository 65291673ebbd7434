// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/crypto.h"

#include <sodium.h>

#include <new>

namespace staffroom::base {

namespace {

const unsigned char* raw(BytesView bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

} // namespace

std::optional<Hash> Hash::fromBytes(BytesView bytes)
{
    if (bytes.size() != size)
        return std::nullopt;
    Hash hash;
    std::memcpy(hash.m_bytes.data(), bytes.data(), size);
    return hash;
}

Hash Hash::of(BytesView bytes)
{
    return Hasher().add(bytes).finish();
}

static_assert(sizeof(crypto_generichash_state) <= 384 && alignof(crypto_generichash_state) <= 64,
              "Hasher keeps the state of libsodium in place");

Hasher::Hasher()
{
    crypto_generichash_init(new (m_state.data()) crypto_generichash_state, nullptr, 0, Hash::size);
}

Hasher& Hasher::add(BytesView bytes)
{
    crypto_generichash_update(reinterpret_cast<crypto_generichash_state*>(m_state.data()), raw(bytes), bytes.size());
    return *this;
}

Hash Hasher::finish()
{
    Hash hash;
    crypto_generichash_final(reinterpret_cast<crypto_generichash_state*>(m_state.data()), hash.m_bytes.data(),
                             Hash::size);
    return hash;
}

KeyPair KeyPair::make(Random& random)
{
    return *fromSeed(random.bytes(crypto_sign_SEEDBYTES));
}

std::optional<KeyPair> KeyPair::fromSeed(BytesView seed)
{
    if (seed.size() != crypto_sign_SEEDBYTES)
        return std::nullopt;
    KeyPair pair;
    crypto_sign_seed_keypair(pair.m_public.data(), pair.m_secret.data(), raw(seed));
    return pair;
}

Bytes KeyPair::seed() const
{
    Bytes out(crypto_sign_SEEDBYTES, '\0');
    crypto_sign_ed25519_sk_to_seed(reinterpret_cast<unsigned char*>(out.data()), m_secret.data());
    return out;
}

Signature KeyPair::sign(BytesView message) const
{
    Signature signature{};
    crypto_sign_detached(signature.data(), nullptr, raw(message), message.size(), m_secret.data());
    return signature;
}

bool verifies(const Signature& signature, BytesView message, const PublicKey& key)
{
    return crypto_sign_verify_detached(signature.data(), raw(message), message.size(), key.data()) == 0;
}

IncarnationId incarnationOf(const PublicKey& key)
{
    return *IncarnationId::fromBytes(Hash::of(viewOf(key)).view().substr(0, IncarnationId::size));
}

Result<std::string> hashPassword(std::string_view password)
{
    std::array<char, crypto_pwhash_STRBYTES> text{};
    if (crypto_pwhash_str_alg(text.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                              crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) != 0)
        return Error{ErrorCode::internal, "hashing a password", "not enough memory for Argon2id"};
    return std::string(text.data());
}

bool passwordFits(std::string_view hash, std::string_view password)
{
    const std::string terminated(hash);
    return crypto_pwhash_str_verify(terminated.c_str(), password.data(), password.size()) == 0;
}

bool equalInConstantTime(BytesView a, BytesView b)
{
    return a.size() == b.size() && (a.empty() || sodium_memcmp(a.data(), b.data(), a.size()) == 0);
}

} // namespace staffroom::base
