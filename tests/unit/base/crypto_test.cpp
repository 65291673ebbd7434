// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/crypto.h"
#include "tests/support/catch.hpp"

using namespace staffroom::base;

TEST_CASE("the hash is BLAKE2b-256")
{
    // Known from other implementations (b2sum -l 256).
    CHECK(Hash::of("").hex() == "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
    CHECK(Hash::of("abc").hex() == "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

TEST_CASE("a hash in pieces is the hash of the whole")
{
    const Bytes text(1'000, 'q');
    Hasher hasher;
    for (std::size_t at = 0; at < text.size(); at += 77)
        hasher.add(BytesView(text).substr(at, 77));
    CHECK(hasher.finish() == Hash::of(text));
}

TEST_CASE("a hash is read from exactly 32 bytes")
{
    const Hash hash = Hash::of("x");
    CHECK(Hash::fromBytes(hash.bytes()) == hash);
    CHECK_FALSE(Hash::fromBytes(hash.bytes() + "y"));
    CHECK_FALSE(Hash::fromBytes(hash.view().substr(1)));
    CHECK(Hash().isNull());
    CHECK_FALSE(hash.isNull());
}

TEST_CASE("keys and signatures are those of RFC 8032, 7.1")
{
    const auto empty = KeyPair::fromSeed(fromHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
    REQUIRE(empty);
    CHECK(toHex(viewOf(empty->publicKey())) == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    CHECK(toHex(viewOf(empty->sign(""))) ==
          "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac"
          "c61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
    const auto two = KeyPair::fromSeed(fromHex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7"));
    REQUIRE(two);
    CHECK(toHex(viewOf(two->sign("\xAF\x82"))) == "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff"
                                                  "9b538d16f290ae67f760984dc6594a7c15e9716ed28d"
                                                  "c027beceea1ec40a");
}

TEST_CASE("a signature holds for its message and key only")
{
    SeededRandom random(1);
    const KeyPair pair = KeyPair::make(random);
    const KeyPair other = KeyPair::make(random);
    Signature signature = pair.sign("a batch");
    CHECK(verifies(signature, "a batch", pair.publicKey()));
    CHECK_FALSE(verifies(signature, "a batcH", pair.publicKey()));
    CHECK_FALSE(verifies(signature, "a batch", other.publicKey()));
    for (std::size_t i = 0; i < signature.size(); ++i) {
        signature[i] ^= 1;
        CHECK_FALSE(verifies(signature, "a batch", pair.publicKey()));
        signature[i] ^= 1;
    }
    CHECK_FALSE(verifies(Signature{}, "a batch", PublicKey{}));
}

TEST_CASE("a key pair comes back from its seed, and from nothing else")
{
    SeededRandom random(2);
    const KeyPair pair = KeyPair::make(random);
    const auto again = KeyPair::fromSeed(pair.seed());
    REQUIRE(again);
    CHECK(again->publicKey() == pair.publicKey());
    CHECK_FALSE(KeyPair::fromSeed(pair.seed() + "x"));
    CHECK_FALSE(KeyPair::fromSeed(""));
}

TEST_CASE("an incarnation is the beginning of the hash of its key")
{
    SeededRandom random(3);
    const KeyPair pair = KeyPair::make(random);
    CHECK(incarnationOf(pair.publicKey()).view() == Hash::of(viewOf(pair.publicKey())).view().substr(0, 16));
}

TEST_CASE("a password fits its own Argon2id hash and no other")
{
    const auto hash = hashPassword("备课-2026");
    REQUIRE(hash.ok());
    CHECK(hash->starts_with("$argon2id$v=19$"));
    CHECK(passwordFits(*hash, "备课-2026"));
    CHECK_FALSE(passwordFits(*hash, "备课-2027"));
    CHECK_FALSE(passwordFits(*hash, ""));
    CHECK_FALSE(passwordFits("", "备课-2026"));
    CHECK_FALSE(passwordFits("$argon2id$nonsense", "备课-2026"));
    const auto again = hashPassword("备课-2026");
    REQUIRE(again.ok());
    CHECK(*again != *hash);
}

TEST_CASE("bytes compare in constant time as they do otherwise")
{
    CHECK(equalInConstantTime("token", "token"));
    CHECK_FALSE(equalInConstantTime("token", "tokeN"));
    CHECK_FALSE(equalInConstantTime("token", "tokens"));
    CHECK(equalInConstantTime("", ""));
    CHECK(equalInConstantTime(BytesView(), BytesView()));
}

TEST_CASE("an array is taken from bytes of just its length")
{
    CHECK(arrayOf<4>("abcd") == std::array<std::uint8_t, 4>{'a', 'b', 'c', 'd'});
    CHECK_FALSE(arrayOf<4>("abc"));
    CHECK_FALSE(arrayOf<4>("abcde"));
}
