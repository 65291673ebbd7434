// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/storage/reads_store.h"

#include "tests/support/catch.hpp"

namespace staffroom::storage::test {

namespace f = domain::field;

RecordId numbered(std::uint32_t number)
{
    std::array<std::uint8_t, RecordId::size> bytes{1};
    for (std::size_t at = 0; at < 4; ++at)
        bytes[12 + at] = static_cast<std::uint8_t>(number >> (24 - 8 * at));
    return RecordId(bytes);
}

Store::Store() : m_file(m_folder.path() / "store.sqlite")
{
    auto writer = Database::openWriter(m_file);
    if (!writer)
        FAIL(base::describe(writer.error()));
    m_writer = *std::move(writer);
    auto reader = Database::openReader(m_file);
    REQUIRE(reader.ok());
    m_reader = *std::move(reader);
}

std::int64_t Store::sid(const ScopeId& scope)
{
    const auto [place, isNew] = m_sids.try_emplace(scope);
    if (isNew) {
        SQLite::Statement add(writer().connection(), "INSERT INTO scope (scope, chain) VALUES (?, zeroblob(32))");
        add.bind(1, scope.view().data(), static_cast<int>(ScopeId::size));
        add.exec();
        place->second = writer().lastRowId();
    }
    return place->second;
}

void Store::project(const RecordId& id, const Record& record, bool isNew)
{
    std::vector<std::pair<domain::FieldNo, base::BytesView>> fields;
    for (const auto& [number, value] : record.fields)
        fields.emplace_back(number, value.item());
    ReadModels(writer()).project({record.rid, id, static_cast<std::uint32_t>(record.kind), sid(record.scope),
                                  record.scope, record.deleted, false, 0, fields},
                                 isNew);
}

void Store::put(const RecordId& id, Kind kind, const ScopeId& scope, Fields fields, bool deleted)
{
    const auto found = m_records.find(id);
    const bool isNew = found == m_records.end();
    if (isNew) {
        static constexpr char add[] = "INSERT INTO record (id, kind, sid, state) VALUES (?, ?, ?, x'00')";
        writer().query(add).blob(id.view()).integer(static_cast<std::int64_t>(kind)).integer(sid(scope)).run();
    }
    const std::int64_t rid = isNew ? writer().lastRowId() : found->second.rid;
    const Record& record = m_records[id] = {rid, kind, scope, std::move(fields), deleted};
    project(id, record, isNew);
}

void Store::remove(const RecordId& id)
{
    m_records.at(id).deleted = true;
    project(id, m_records.at(id), false);
}

void Store::restore(const RecordId& id)
{
    m_records.at(id).deleted = false;
    project(id, m_records.at(id), false);
}

void Store::forget(const RecordId& id)
{
    Record record = m_records.at(id);
    record.deleted = true;
    record.fields.clear();
    project(id, record, false);
    static constexpr char gone[] = "DELETE FROM record WHERE rid = ?";
    writer().query(gone).integer(record.rid).run();
    m_records.erase(id);
}

void Store::rebuild()
{
    ReadModels(writer()).clear();
    for (const auto& [id, record] : m_records)
        project(id, record, true);
}

void Store::index(std::int64_t rows)
{
    SearchIndex filler(writer());
    for (int guard = 0; guard < 100'000; ++guard) {
        const auto more = filler.step(rows);
        if (!more)
            FAIL(base::describe(more.error()));
        if (!*more)
            return;
    }
    FAIL("the index never gets done");
}

std::string Store::readModels()
{
    std::string all;
    for (const char* table :
         {"person", "organisation", "community_group", "membership", "plan", "plan_item", "course", "module",
          "activity", "enrolment", "statement", "post", "reply", "announcement", "preference", "read_marker"}) {
        SQLite::Statement rows(writer().connection(), std::string("SELECT * FROM ") + table + " ORDER BY rid");
        while (rows.executeStep()) {
            all.append(table);
            for (int column = 0; column < rows.getColumnCount(); ++column)
                all.append("|").append(rows.getColumn(column).getString());
            all.append("\n");
        }
    }
    return all;
}

ScopeId groupScope(const RecordId& group)
{
    return {ScopeType::group, group};
}

ScopeId workScope(const RecordId& person)
{
    return {ScopeType::personWork, person};
}

void putGroup(Store& store, const RecordId& group, const std::string& name, const std::vector<RecordId>& members)
{
    store.put(group, Kind::group, groupScope(group), {{f::group::name, Value::text(name)}});
    for (const RecordId& member : members)
        store.put(domain::membershipId(member, group), Kind::membership, groupScope(group),
                  {{f::membership::person, Value::id(member)},
                   {f::membership::of, Value::id(group)},
                   {f::membership::role, Value::text("member")}});
}

void putPost(Store& store, const RecordId& id, const RecordId& group, const RecordId& author, const std::string& title,
             const std::string& body, std::int64_t created)
{
    store.put(id, Kind::post, groupScope(group),
              {{f::post::author, Value::id(author)},
               {f::post::title, Value::text(title)},
               {f::post::body, Value::text(body)},
               {f::post::created, Value::integer(created)}});
}

void putReply(Store& store, const RecordId& id, const RecordId& group, const RecordId& author, const RecordId& thread,
              const RecordId& to, const std::string& body, std::int64_t created)
{
    store.put(id, Kind::reply, groupScope(group),
              {{f::reply::author, Value::id(author)},
               {f::reply::thread, Value::id(thread)},
               {f::reply::to, Value::id(to)},
               {f::reply::body, Value::text(body)},
               {f::reply::created, Value::integer(created)}});
}

void putMarker(Store& store, const RecordId& person, const RecordId& thread, std::int64_t until)
{
    const std::string name = "read/" + thread.text();
    store.put(domain::preferenceId(person, name), Kind::preference, {ScopeType::personPrivate, person},
              {{f::preference::name, Value::text(name)}, {f::preference::value, Value::integer(until)}});
}

} // namespace staffroom::storage::test
