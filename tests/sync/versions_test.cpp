// SPDX-License-Identifier: GPL-3.0-or-later
// Programs of different ages: what a newer one wrote passes through an older one untouched, and a newer one goes on
// with what an older one left.
#include "core/storage/search_fts5.h"
#include "tests/sync/two_teachers.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <fstream>
#include <map>

using namespace staffroom;
using namespace staffroom::test;
using base::ErrorCode;

namespace {

constexpr auto newerKind = static_cast<Kind>(900);
constexpr domain::FieldNo newerField = 77;

std::vector<std::filesystem::path> schemas()
{
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(STAFFROOM_SOURCE_SCHEMA))
        files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

std::string contentOf(const std::filesystem::path& file)
{
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> textColumn(SQLite::Database& database, const std::string& sql)
{
    std::vector<std::string> texts;
    SQLite::Statement query(database, sql);
    while (query.executeStep())
        texts.push_back(query.getColumn(0).getString());
    return texts;
}

/// Makes of a closed store one as a program would have left it that knew only so many of the migrations.
void makeOlder(const std::filesystem::path& file, std::size_t version)
{
    const std::filesystem::path newer = file.string() + ".newer";
    std::filesystem::rename(file, newer);
    for (const char* ending : {"-wal", "-shm", ".checked"})
        std::filesystem::remove(file.string() + ending);
    SQLite::Database older(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    storage::registerTextSearch(older.getHandle());
    const auto files = schemas();
    for (std::size_t at = 0; at < version; ++at)
        older.exec(contentOf(files[at]));
    older.exec("ATTACH '" + newer.string() + "' AS newer");
    for (const std::string& table :
         textColumn(older, "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'")) {
        std::string columns;
        for (const std::string& column : textColumn(older, "SELECT name FROM pragma_table_info('" + table + "')"))
            columns += (columns.empty() ? "\"" : ", \"") + column + '"';
        older.exec("INSERT INTO main." + table + " (" + columns + ") SELECT " + columns + " FROM newer." + table);
    }
    older.exec("DETACH newer");
    older.exec("PRAGMA user_version = " + std::to_string(version));
    std::filesystem::remove(newer);
}

} // namespace

TEST_CASE(
    "kinds and fields of a newer program pass through an older PC and the server untouched, and stay when it edits")
{
    Group group;
    const RecordId unknown = group.school.id();
    must(group.a->write(unknown, newerKind, group.a->work(), {{1, Value::text("of a kind to come")}}));
    must(group.a->write(group.item, Kind::planItem, group.a->work(), {{newerField, Value::text("a field to come")}}));
    group.a->mustSync();
    const auto older = group.school.pc(group.anna);
    older->mustSync();
    CHECK(older->text(unknown, 1) == "of a kind to come");
    must(older->write(group.item, Kind::planItem, older->work(), {{f::plan_item::title, Value::text("by the older")}}));
    older->mustSync();
    group.a->mustSync();
    requireLevel(group.school, {group.a.get(), older.get()});
    CHECK(group.a->text(group.item, newerField) == "a field to come");
    CHECK(group.a->text(group.item, f::plan_item::title) == "by the older");
    // What both changed of it is a decision too, and the older program can take one.
    must(group.a->write(group.item, Kind::planItem, group.a->work(), {{newerField, Value::text("one")}}));
    must(older->write(group.item, Kind::planItem, older->work(), {{newerField, Value::text("other")}}));
    for (Pc* pc : {group.a.get(), older.get(), group.a.get()})
        pc->mustSync();
    const auto contested = must(older->replica().contested());
    REQUIRE(contested.size() == 1);
    CHECK(contested[0].field == newerField);
    must(older->write(
        group.item, Kind::planItem, older->work(),
        {{newerField,
          contested[0].versions[1].item.empty() ? Value::text("") : Value::fromItem(contested[0].versions[1].item)}}));
    for (Pc* pc : {older.get(), group.a.get()})
        pc->mustSync();
    CHECK(must(group.a->replica().contested()).empty());
    must(older->replica().rebuildReadModels());
    requireLevel(group.school, {group.a.get(), older.get()});
}

TEST_CASE("an older program leaves a newer store alone, and says what it is")
{
    const TemporaryFolder folder;
    const base::ManualClock clock;
    base::SeededRandom random(5);
    const base::KeyPair key = base::KeyPair::make(random);
    const storage::Replica::Setup setup{folder.path(), key, {}, {}, clock};
    must(storage::Replica::open(setup));
    const std::filesystem::path file = folder.path() / "store.db";
    SQLite::Database(file.string(), SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 999");
    const std::string before = contentOf(file);
    const auto opened = storage::Replica::open(setup);
    REQUIRE_FALSE(opened.ok());
    CHECK(opened.error().code == ErrorCode::newerStore);
    CHECK(contentOf(file) == before);
}

TEST_CASE("a profile and a server's store of each older schema are brought up to date with all that is in them")
{
    constexpr std::size_t oldest = 4;
    for (std::size_t version = oldest; version < schemas().size(); ++version) {
        INFO("schema " << version);
        Group group;
        group.a->mustSync();
        const RecordId waiting = group.a->post(group.group, "waits while the program is updated");
        const auto digests = must(group.a->replica().digests());
        group.school.closed([&](const std::filesystem::path& folder) { makeOlder(folder / "server.db", version); });
        group.a->closed([&](const std::filesystem::path& folder) { makeOlder(folder / "store.db", version); });
        CHECK(std::filesystem::exists(group.a->replica().file().string() + ".before-" + std::to_string(version + 1)));
        CHECK(must(group.a->replica().digests()) == digests);
        CHECK(must(group.a->replica().counts()).waiting == 1);
        must(group.a->replica().rebuildReadModels());
        group.a->mustSync();
        group.b->mustSync();
        requireLevel(group.school, {group.a.get(), group.b.get()});
        CHECK(group.b->text(waiting, f::post::body) == "waits while the program is updated");
        CHECK(group.a->text(group.fromB, f::post::body) == "from B");
        for (const auto& line : must(group.a->replica().own(100)))
            CHECK_FALSE((line.waiting || line.rejected));
    }
}
