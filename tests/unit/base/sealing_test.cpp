// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/sealing.h"
#include "tests/support/catch.hpp"

using namespace staffroom::base;

namespace {

ContentKey keyOf(Random& random)
{
    ContentKey key{};
    random.fill(key.data(), key.size());
    return key;
}

} // namespace

TEST_CASE("a key that was sealed to a reader is opened by that reader and by nobody else")
{
    SeededRandom random(1);
    const KeyPair reader = KeyPair::make(random);
    const KeyPair other = KeyPair::make(random);
    const ContentKey key = keyOf(random);
    const auto sealed = sealKey(key, reader.publicKey(), random);
    REQUIRE(sealed.ok());
    CHECK(sealed->size() == 80);
    CHECK(openKey(*sealed, reader) == key);
    CHECK_FALSE(openKey(*sealed, other));
    CHECK_FALSE(openKey(sealed->substr(1), reader));
    Bytes changed = *sealed;
    changed[40] = static_cast<char>(changed[40] ^ 1);
    CHECK_FALSE(openKey(changed, reader));
    const auto again = sealKey(key, reader.publicKey(), random);
    REQUIRE(again.ok());
    CHECK(*again != *sealed); // the same key twice doesn't show
}

TEST_CASE("what can't be anybody's key is refused")
{
    SeededRandom random(1);
    CHECK(sealKey(keyOf(random), PublicKey{}, random).error().code == ErrorCode::malformed);
}

TEST_CASE("a piece opens only as the one that was sealed: number, place, surroundings, key and every byte")
{
    SeededRandom random(1);
    const ContentKey key = keyOf(random);
    const Bytes piece = sealPiece("lesson plan", key, 7, false, "outside");
    CHECK(piece.size() == 11 + pieceTag);
    CHECK(openPiece(piece, key, 7, false, "outside") == Bytes("lesson plan"));
    CHECK_FALSE(openPiece(piece, key, 8, false, "outside"));
    CHECK_FALSE(openPiece(piece, key, 7, true, "outside"));
    CHECK_FALSE(openPiece(piece, key, 7, false, "elsewhere"));
    CHECK_FALSE(openPiece(piece, keyOf(random), 7, false, "outside"));
    CHECK_FALSE(openPiece(piece.substr(0, piece.size() - 1), key, 7, false, "outside"));
    CHECK_FALSE(openPiece("short", key, 7, false, "outside"));
    for (std::size_t at = 0; at < piece.size(); ++at) {
        Bytes changed = piece;
        changed[at] = static_cast<char>(changed[at] ^ 0x10);
        CHECK_FALSE(openPiece(changed, key, 7, false, "outside"));
    }
    CHECK(openPiece(sealPiece({}, key, 0, true, {}), key, 0, true, {}) == Bytes());
}
