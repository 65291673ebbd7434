// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/sealing.h"

#include <sodium.h>

namespace staffroom::base {

namespace {

const unsigned char* raw(BytesView bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

unsigned char* raw(Bytes& bytes)
{
    return reinterpret_cast<unsigned char*>(bytes.data());
}

/// A secret that leaves nothing behind in memory.
template <std::size_t N>
class Secret
{
public:
    Secret() = default;
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    ~Secret() { sodium_memzero(m_bytes.data(), N); }
    unsigned char* data() { return m_bytes.data(); }
    const unsigned char* data() const { return m_bytes.data(); }

private:
    std::array<unsigned char, N> m_bytes{};
};

using Nonce = std::array<unsigned char, crypto_aead_xchacha20poly1305_ietf_NPUBBYTES>;

Nonce nonceOf(std::uint64_t number, bool last)
{
    Nonce nonce{};
    for (std::size_t at = 0; at < 8; ++at)
        nonce[nonce.size() - 2 - at] = static_cast<unsigned char>(number >> (8 * at));
    nonce.back() = last ? 1 : 0;
    return nonce;
}

static_assert(pieceTag == crypto_aead_xchacha20poly1305_ietf_ABYTES);
static_assert(std::tuple_size_v<ContentKey> == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

} // namespace

Result<Bytes> sealKey(const ContentKey& key, const PublicKey& reader, Random& random)
{
    std::array<unsigned char, crypto_box_PUBLICKEYBYTES> to{};
    if (crypto_sign_ed25519_pk_to_curve25519(to.data(), reader.data()) != 0)
        return Error{ErrorCode::malformed, "sealing to a reader", "no such key: " + toHex(viewOf(reader))};
    // As crypto_box_seal does it, but with the randomness that was passed in: a test's files are the same each time.
    std::array<unsigned char, crypto_box_PUBLICKEYBYTES> once{};
    Secret<crypto_box_SECRETKEYBYTES> onceSecret;
    Secret<crypto_box_SEEDBYTES> seed;
    random.fill(seed.data(), crypto_box_SEEDBYTES);
    crypto_box_seed_keypair(once.data(), onceSecret.data(), seed.data());
    std::array<unsigned char, crypto_box_NONCEBYTES> nonce{};
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, nonce.size());
    crypto_generichash_update(&state, once.data(), once.size());
    crypto_generichash_update(&state, to.data(), to.size());
    crypto_generichash_final(&state, nonce.data(), nonce.size());
    Bytes sealed(key.size() + crypto_box_SEALBYTES, '\0');
    std::memcpy(sealed.data(), once.data(), once.size());
    if (crypto_box_easy(raw(sealed) + once.size(), key.data(), key.size(), nonce.data(), to.data(),
                        onceSecret.data()) != 0)
        return Error{ErrorCode::malformed, "sealing to a reader", "no such key: " + toHex(viewOf(reader))};
    return sealed;
}

std::optional<ContentKey> openKey(BytesView sealed, const KeyPair& reader)
{
    ContentKey key{};
    if (sealed.size() != key.size() + crypto_box_SEALBYTES)
        return std::nullopt;
    Bytes seed = reader.seed();
    Secret<crypto_sign_SECRETKEYBYTES> signing;
    Secret<crypto_box_SECRETKEYBYTES> secret;
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> signingPublic{};
    std::array<unsigned char, crypto_box_PUBLICKEYBYTES> own{};
    crypto_sign_seed_keypair(signingPublic.data(), signing.data(), raw(BytesView(seed)));
    sodium_memzero(seed.data(), seed.size());
    crypto_sign_ed25519_sk_to_curve25519(secret.data(), signing.data());
    if (crypto_sign_ed25519_pk_to_curve25519(own.data(), signingPublic.data()) != 0 ||
        crypto_box_seal_open(key.data(), raw(sealed), sealed.size(), own.data(), secret.data()) != 0)
        return std::nullopt;
    return key;
}

Bytes sealPiece(BytesView plain, const ContentKey& key, std::uint64_t number, bool last, BytesView about)
{
    const Nonce nonce = nonceOf(number, last);
    Bytes sealed(plain.size() + pieceTag, '\0');
    crypto_aead_xchacha20poly1305_ietf_encrypt(raw(sealed), nullptr, raw(plain), plain.size(), raw(about), about.size(),
                                               nullptr, nonce.data(), key.data());
    return sealed;
}

std::optional<Bytes> openPiece(BytesView sealed, const ContentKey& key, std::uint64_t number, bool last,
                               BytesView about)
{
    if (sealed.size() < pieceTag)
        return std::nullopt;
    const Nonce nonce = nonceOf(number, last);
    Bytes plain(sealed.size() - pieceTag, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(raw(plain), nullptr, nullptr, raw(sealed), sealed.size(), raw(about),
                                                   about.size(), nonce.data(), key.data()) != 0)
        return std::nullopt;
    return plain;
}

} // namespace staffroom::base
