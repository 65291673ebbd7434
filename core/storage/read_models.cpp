// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/read_models.h"

#include "core/storage/record_fields.h"
#include "core/storage/search_index.h"
#include "staffroom_sql.h"

#include <array>

namespace staffroom::storage {

namespace {

namespace f = domain::field;
using domain::Kind;

enum class Column { text, integer, id, bytes, self };

/// How a kind whose row is just its fields is written: the fields in the order of the statement's parameters after rid
/// and sid.
struct Table
{
    Kind kind;
    const char* write;
    const char* remove;
    std::span<const std::pair<domain::FieldNo, Column>> columns;
};

using Columns = std::pair<domain::FieldNo, Column>;
using enum Column;

constexpr Columns person[] = {{f::person::name, text},
                              {f::person::school, id},
                              {f::person::subject, text},
                              {f::person::grade, text},
                              {f::person::role, text}};
constexpr Columns organisation[] = {{f::organisation::name, text},
                                    {f::organisation::parent, id},
                                    {f::organisation::sort, text},
                                    {f::organisation::nameEn, text}};
constexpr Columns group[] = {
    {f::group::name, text}, {f::group::sort, text}, {f::group::about, text}, {f::group::nameEn, text}};
constexpr Columns membership[] = {{f::membership::person, id},
                                  {f::membership::of, id},
                                  {f::membership::role, text},
                                  {f::membership::personName, text},
                                  {f::membership::schoolName, text}};
constexpr Columns plan[] = {{f::plan::title, text}, {f::plan::starts, text},
                            {f::plan::ends, text},  {f::plan::targetMinutes, integer},
                            {f::plan::state, text}, {f::plan::notes, text}};
constexpr Columns planItem[] = {{f::plan_item::plan, id},
                                {f::plan_item::goal, text},
                                {f::plan_item::title, text},
                                {f::plan_item::notes, text},
                                {f::plan_item::due, text},
                                {f::plan_item::targetMinutes, integer},
                                {f::plan_item::state, text},
                                {f::plan_item::course, id},
                                {f::plan_item::position, integer},
                                {f::plan_item::spentMinutes, integer},
                                {0, self}}; // a list of thousands needn't look its ids up
constexpr Columns course[] = {
    {f::course::title, text},           {f::course::summary, text},      {f::course::language, text},
    {f::course::subject, text},         {f::course::stage, text},        {f::course::minutes, integer},
    {f::course::licence, text},         {f::course::provider, text},     {f::course::packageHash, bytes},
    {f::course::packageBytes, integer}, {f::course::published, integer}, {f::course::slug, text}};
constexpr Columns module[] = {
    {f::module::course, id}, {f::module::title, text}, {f::module::sort, text}, {f::module::position, integer}};
constexpr Columns activity[] = {{f::activity::course, id},       {f::activity::module, id},
                                {f::activity::title, text},      {f::activity::file, text},
                                {f::activity::minutes, integer}, {f::activity::position, integer},
                                {f::activity::type, text}};
constexpr Columns enrolment[] = {{f::enrolment::person, id},      {f::enrolment::course, id},
                                 {f::enrolment::state, text},     {f::enrolment::enrolled, integer},
                                 {f::enrolment::activity, id},    {f::enrolment::location, text},
                                 {f::enrolment::studied, integer}};
constexpr Columns statement[] = {{f::statement::actor, id},          {f::statement::verb, text},
                                 {f::statement::object, id},         {f::statement::course, id},
                                 {f::statement::timestamp, integer}, {f::statement::durationMs, integer},
                                 {f::statement::location, text}};
constexpr Columns announcement[] = {{f::announcement::title, text},
                                    {f::announcement::body, text},
                                    {f::announcement::author, id},
                                    {f::announcement::created, integer},
                                    {f::announcement::language, text}};

namespace s = sql::read_models;
constexpr std::array tables{
    Table{Kind::person, s::person, s::remove_person, person},
    Table{Kind::organisation, s::organisation, s::remove_organisation, organisation},
    Table{Kind::group, s::community_group, s::remove_community_group, group},
    Table{Kind::membership, s::membership, s::remove_membership, membership},
    Table{Kind::plan, s::plan, s::remove_plan, plan},
    Table{Kind::planItem, s::plan_item, s::remove_plan_item, planItem},
    Table{Kind::course, s::course, s::remove_course, course},
    Table{Kind::module, s::module, s::remove_module, module},
    Table{Kind::activity, s::activity, s::remove_activity, activity},
    Table{Kind::enrolment, s::enrolment, s::remove_enrolment, enrolment},
    Table{Kind::statement, s::statement, s::remove_statement, statement},
    Table{Kind::announcement, s::announcement, s::remove_announcement, announcement},
};

constexpr std::array tableNames{"person", "organisation", "community_group", "membership", "plan",      "plan_item",
                                "course", "module",       "activity",        "enrolment",  "statement", "post",
                                "reply",  "announcement", "preference",      "read_marker"};

void writeRow(Database& database, const Table& table, const MergedRecord& record)
{
    const RecordFields fields(record);
    Query query = database.query(table.write);
    query.integer(record.rid).integer(record.sid);
    for (const auto& [number, column] : table.columns)
        switch (column) {
        case text:
            query.text(fields.text(number));
            break;
        case integer:
            query.integer(fields.integer(number));
            break;
        case id:
            bindId(query, fields.id(number));
            break;
        case bytes:
            bindId(query, fields.bytes(number));
            break;
        case self:
            query.blob(record.id.view());
            break;
        }
    query.run();
}

bool canBeFound(std::uint32_t kind)
{
    switch (static_cast<Kind>(kind)) {
    case Kind::post:
    case Kind::reply:
    case Kind::course:
    case Kind::planItem:
    case Kind::announcement:
        return true;
    default:
        return false;
    }
}

} // namespace

void ReadModels::project(const MergedRecord& record, bool isNew)
{
    // A new row lies above what the index has taken in: nothing is noted for it, so a first sync pays nothing.
    // A record that shows nothing at all is about to go, and its row number may be given out again.
    const bool goes = record.deleted && record.fields.empty();
    if (isNew || !(goes || canBeFound(record.kind))) {
        write(record, isNew);
        return;
    }
    SearchIndex index(m_database);
    const IndexedText before = index.textOf(record.rid);
    write(record, isNew);
    if (goes)
        index.noteGone(record.rid, before);
    else
        index.noteChange(record.rid, before);
}

void ReadModels::write(const MergedRecord& record, bool isNew)
{
    switch (static_cast<Kind>(record.kind)) {
    case Kind::post:
        writePost(record, isNew);
        return;
    case Kind::reply:
        writeReply(record, isNew);
        return;
    case Kind::preference:
        writePreference(record, isNew);
        return;
    default:
        break;
    }
    for (const Table& table : tables)
        if (static_cast<std::uint32_t>(table.kind) == record.kind) {
            if (!record.deleted)
                writeRow(m_database, table, record);
            else if (!isNew)
                m_database.query(table.remove).integer(record.rid).run();
            return;
        }
}

void ReadModels::removeScope(std::int64_t sid)
{
    for (const char* table : tableNames) {
        SQLite::Statement remove(m_database.connection(), std::string("DELETE FROM ") + table + " WHERE sid = ?");
        remove.bind(1, sid);
        remove.exec();
    }
    SearchIndex(m_database).reset();
}

void ReadModels::clear()
{
    for (const char* table : tableNames)
        m_database.connection().exec(std::string("DELETE FROM ") + table);
    SearchIndex(m_database).reset();
}

} // namespace staffroom::storage
