// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold for courier files that are cut, damaged, stolen, forged or pulled out while they are read.
#include "core/base/compress.h"
#include "core/sync/tuning.h"
#include "tests/sync/stick.h"
#include "tests/sync/two_teachers.h"

#include <algorithm>

using namespace staffroom;
using namespace staffroom::test;
using base::ErrorCode;

namespace {

/// An answer with something of every sort in it, for a PC that waits for it.
struct Waiting
{
    Group group;
    Bytes up, down;

    Waiting()
    {
        for (std::size_t number = 0; number < sync::tuning::segmentRecords + 20; ++number)
            group.b->post(group.group, "post " + std::to_string(number));
        group.b->mustSync();
        up = writeUp(group.school, *group.a);
        must(takeUp(group.school, up));
        group.b->post(group.group, "after the snapshot");
        down = writeDown(group.school, *group.a);
        group.b->mustSync();
        const RecordId other = group.school.id();
        must(group.b->write(other, Kind::planItem, group.b->work(), {{f::plan_item::title, Value::text("x")}}));
    }
};

/// Why a file can't be opened; internal where it can.
ErrorCode openingOf(const Bytes& bytes)
{
    CourierBytes file(bytes);
    const auto reader = sync::CourierReader::open(file);
    return reader ? ErrorCode::internal : reader.error().code;
}

sync::CourierOutside outsideOf(const Bytes& bytes)
{
    CourierBytes file(bytes);
    return must(sync::CourierReader::outsideOf(file));
}

} // namespace

TEST_CASE("a file that was cut off anywhere is recognised, and said to be cut off")
{
    const Waiting waiting;
    for (const Bytes* file : {&waiting.up, &waiting.down}) {
        REQUIRE(openingOf(*file) == ErrorCode::internal);
        for (std::size_t length = 64; length < file->size(); length += 64) {
            INFO(length);
            CHECK(openingOf(file->substr(0, length)) == ErrorCode::truncated);
        }
        for (std::size_t missing = 1; missing < 200; ++missing)
            CHECK(openingOf(file->substr(0, file->size() - missing)) == ErrorCode::truncated);
        for (std::size_t length = 1; length < 64; ++length)
            CHECK(openingOf(file->substr(0, length)) == ErrorCode::truncated);
        CHECK(openingOf(*file + "x") == ErrorCode::truncated); // it doesn't end where it says
    }
    CHECK(openingOf({}) == ErrorCode::malformed);
    CHECK(openingOf("holiday.jpg") == ErrorCode::malformed);
}

TEST_CASE("a file whose length is there but whose end is empty, as a pulled stick leaves it, is not taken in")
{
    const Waiting waiting;
    for (std::size_t kept = 512; kept < waiting.down.size(); kept += 512) {
        Bytes torn = waiting.down;
        std::fill(torn.begin() + static_cast<std::ptrdiff_t>(kept), torn.end(), '\0');
        const ErrorCode code = openingOf(torn);
        CHECK((code == ErrorCode::truncated || code == ErrorCode::badHash || code == ErrorCode::malformed));
    }
}

TEST_CASE("a bit that flipped anywhere is noticed before anything is taken in")
{
    const Waiting waiting;
    for (const Bytes* file : {&waiting.up, &waiting.down})
        for (std::size_t at = 0; at < file->size(); at += at < 1'500 ? 1 : 97) {
            Bytes flipped = *file;
            flipped[at] = static_cast<char>(flipped[at] ^ (1 << (at % 8)));
            INFO(at);
            CHECK(openingOf(flipped) != ErrorCode::internal);
        }
}

TEST_CASE("only those it is sealed to can open a file, others are told whose it is")
{
    Waiting waiting;
    const auto stranger = waiting.group.school.pc(waiting.group.bo);
    const auto wrong = takeDown(waiting.group.school, *stranger, waiting.down);
    REQUIRE_FALSE(wrong.ok());
    CHECK(wrong.error().code == ErrorCode::forbidden);
    CHECK(wrong.error().detail == "it is for teacher");
    // The same person's other PC has another key, and rights and cursors of its own.
    const auto second = waiting.group.school.pc(waiting.group.anna);
    CHECK(takeDown(waiting.group.school, *second, waiting.down).error().code == ErrorCode::forbidden);
    CHECK(takeUp(waiting.group.school, waiting.down).error().code == ErrorCode::invalidArgument);
    CHECK(takeDown(waiting.group.school, *waiting.group.a, waiting.up).error().code == ErrorCode::invalidArgument);
    School elsewhere(7);
    CHECK(takeUp(elsewhere, waiting.up).error().code == ErrorCode::scopeMismatch);
}

TEST_CASE("a file for several readers opens for each of them, and for nobody else")
{
    School school;
    const base::KeyPair keys[] = {base::KeyPair::make(school.random()), base::KeyPair::make(school.random()),
                                  base::KeyPair::make(school.random())};
    const base::PublicKey readers[] = {keys[0].publicKey(), keys[1].publicKey()};
    CourierBytes file;
    sync::CourierOutside outside{
        sync::CourierWay::down, school.store().id(), {}, "server", 1, 1, {{{}, "li", {}}, {{}, "wang", {}}}};
    auto writer = must(sync::CourierWriter::begin(file, outside, readers, school.store().key(), school.random()));
    must(writer.frame(sync::CourierFrame::page, Bytes(200'000, 'p')));
    must(writer.finish());
    for (int reader = 0; reader < 2; ++reader) {
        const auto frames = framesOf(file.bytes, keys[reader]);
        REQUIRE(frames.size() == 1);
        CHECK(frames[0].second == Bytes(200'000, 'p'));
    }
    auto reader = must(sync::CourierReader::open(file));
    CHECK(reader.unseal(keys[2]).error().detail == "it is for li, wang");
}

TEST_CASE("what stands on the stick tells nothing of what is written in it")
{
    Waiting waiting;
    waiting.group.a->post(waiting.group.group, "CANARY of a group, CANARY of a group, CANARY of a group");
    const Bytes up = writeUp(waiting.group.school, *waiting.group.a);
    const std::pair<const Bytes*, const base::KeyPair*> both[] = {{&up, &waiting.group.school.store().key()},
                                                                  {&waiting.down, &waiting.group.a->device()}};
    for (const auto& [file, key] : both) {
        CHECK(file->find("CANARY") == Bytes::npos);
        std::size_t pieces = 0;
        for (const auto& [type, payload] : framesOf(*file, *key))
            for (std::size_t at = 0; at + 16 <= payload.size(); at += 512, ++pieces)
                CHECK(file->find(payload.substr(at, 16)) == Bytes::npos);
        CHECK(pieces > 1);
    }
}

TEST_CASE("an answer holds nothing of a scope that its reader may not read")
{
    Waiting waiting;
    School& school = waiting.group.school;
    const ScopeId secret{ScopeType::group, school.id()};
    school.allow(waiting.group.bo, secret, domain::only(domain::Role::member));
    waiting.group.b->mustSync();
    waiting.group.b->post(secret, "CANARY of another group");
    must(waiting.group.b->write(school.id(), Kind::preference, {ScopeType::personPrivate, waiting.group.bo},
                                {{f::preference::name, Value::text("CANARY")},
                                 {f::preference::value, Value::text("CANARY of a private scope")}}));
    waiting.group.b->mustSync();
    // Whatever the reader says of itself.
    auto taken = must(takeUp(school, waiting.up));
    taken.standing.places.push_back({secret, 1, 0, {}, 0, true});
    std::sort(taken.standing.places.begin(), taken.standing.places.end(),
              [](const auto& a, const auto& b) { return a.scope < b.scope; });
    sync::CourierOutside newer;
    newer.number = 99;
    must(storage::keepStanding(school.store(), taken, newer));
    std::size_t looked = 0;
    for (const auto& [type, payload] : framesOf(writeDown(school, *waiting.group.a), waiting.group.a->device())) {
        const auto plain = base::decompress(payload, sync::tuning::segmentMost);
        REQUIRE(plain.ok());
        CHECK(plain->find("CANARY") == Bytes::npos);
        if (type != sync::CourierFrame::standing) // which only repeats what the reader said
            CHECK(plain->find(secret.view()) == Bytes::npos);
        ++looked;
    }
    CHECK(looked > 3);
}

TEST_CASE("a file that somebody writes in another's name, or around another's content, is refused")
{
    Waiting waiting;
    School& school = waiting.group.school;
    const auto frames = framesOf(waiting.down, waiting.group.a->device());
    const base::KeyPair forger = base::KeyPair::make(school.random());
    const Bytes forged = fileOf(outsideOf(waiting.down), frames, waiting.group.a->key(), forger, school.random());
    CHECK(takeDown(school, *waiting.group.a, forged).error().code == ErrorCode::badSignature);
    const Bytes unknown = fileOf(outsideOf(waiting.up), framesOf(waiting.up, school.store().key()),
                                 school.store().key().publicKey(), forger, school.random());
    CHECK(takeUp(school, unknown).error().code == ErrorCode::unauthenticated);
    // An enrolled PC can't pass another's batches off as its own either: they are signed each.
    const Bytes stolen = fileOf(outsideOf(waiting.up), framesOf(waiting.up, school.store().key()),
                                school.store().key().publicKey(), waiting.group.b->device(), school.random());
    const auto taken = must(takeUp(school, stolen));
    CHECK(taken.changes == 0);
    REQUIRE_FALSE(taken.words.empty());
    CHECK(taken.words.front().refused == ErrorCode::badSignature);
}

TEST_CASE("a grant or a receipt that was made for another PC counts for nothing, even in a file of the server's")
{
    Waiting waiting;
    School& school = waiting.group.school;
    must(takeUp(school, writeUp(school, *waiting.group.b)));
    auto foreign = framesOf(writeDown(school, *waiting.group.b), waiting.group.b->device());
    const Bytes file =
        fileOf(outsideOf(waiting.down), foreign, waiting.group.a->key(), school.store().key(), school.random());
    const auto before = must(waiting.group.a->replica().scopes());
    const auto taken = must(takeDown(school, *waiting.group.a, file));
    CHECK_FALSE(taken.rights);
    CHECK(taken.receipts == 0);
    CHECK(must(waiting.group.a->replica().scopes()).size() == before.size());
}

TEST_CASE("a reading that is cut off after any frame goes on when the file is read again")
{
    std::size_t cuts = 0;
    for (std::size_t cutAt = 1;; ++cutAt) {
        Waiting waiting;
        std::size_t steps = 0;
        const auto cut = takeDown(waiting.group.school, *waiting.group.a, waiting.down, nullptr,
                                  [&](std::uint64_t, std::uint64_t) { return ++steps < cutAt; });
        if (cut)
            break;
        ++cuts;
        CHECK(cut.error().code == ErrorCode::cancelled);
        waiting.group.a->restart();
        if (cutAt % 2 == 0) { // something is made in between, or not
            waiting.group.a->post(waiting.group.group, "between two readings");
            waiting.group.a->restart();
        }
        const auto whole = must(takeDown(waiting.group.school, *waiting.group.a, waiting.down));
        CHECK(whole.notes.empty());
        waiting.group.a->mustSync();
        waiting.group.b->mustSync();
        requireLevel(waiting.group.school, {waiting.group.a.get(), waiting.group.b.get()});
    }
    CHECK(cuts >= 5);
}

TEST_CASE("a stick that is pulled out at any place while it is read does no harm")
{
    Waiting waiting;
    for (std::uint64_t readable = 0; readable < 2 * waiting.down.size() + 4'000; readable += 1'777) {
        CourierBytes file(waiting.down);
        file.readable = readable;
        auto reader = sync::CourierReader::open(file);
        if (!reader) {
            CHECK(reader.error().code == ErrorCode::storageFailed);
            continue;
        }
        const sync::Session::Identity self{waiting.group.a->replica().incarnation(), waiting.group.school.store().id(),
                                           waiting.group.school.store().key().publicKey()};
        const auto taken = sync::takeDown(waiting.group.a->replica(), self, waiting.group.a->device(), *reader);
        if (!taken)
            CHECK(taken.error().code == ErrorCode::storageFailed);
        waiting.group.a->restart();
    }
    must(takeDown(waiting.group.school, *waiting.group.a, waiting.down));
    waiting.group.a->mustSync();
    requireLevel(waiting.group.school, {waiting.group.a.get()});
}

TEST_CASE("a server that loses the stick while it reads a file, and starts anew, takes the rest when it reads it again")
{
    Group group;
    group.a->mustSync();
    for (std::size_t number = 0; number < sync::tuning::batchChanges + 10; ++number) // of several frames and pieces
        group.a->post(group.group, base::toHex(group.school.random().bytes(1'000)));
    const Bytes up = writeUp(group.school, *group.a);
    REQUIRE(up.size() > 6 * sync::tuning::courierPiece);
    // The whole file is read once to check it; the second time the stick is pulled out on the way.
    for (std::uint64_t readable = up.size() + 500; readable < 2 * up.size() - sync::tuning::courierPiece;
         readable += up.size() / 3) {
        CourierBytes file(up);
        file.readable = readable;
        auto reader = must(sync::CourierReader::open(file));
        const auto cut = sync::takeUp(group.school.store(), reader);
        REQUIRE_FALSE(cut);
        CHECK(cut.error().code == ErrorCode::storageFailed);
        group.school.restart();
    }
    const auto whole = must(takeUp(group.school, up));
    CHECK(whole.already > 0); // what the readings before had taken
    CHECK(whole.changes > 0);
    CHECK(whole.changes + whole.already == sync::tuning::batchChanges + 10);
    CHECK(must(takeDown(group.school, *group.a, writeDown(group.school, *group.a))).receipts ==
          sync::tuning::batchChanges + 10);
    group.b->mustSync();
    requireLevel(group.school, {group.a.get(), group.b.get()});
}
