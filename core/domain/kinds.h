// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/domain/scope.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace staffroom::domain {

/// The kinds of record. Numbers are on the wire and never reused; a number that isn't here belongs to a newer program.
enum class Kind : std::uint32_t {
    person = 1,
    organisation = 2,
    group = 3,
    membership = 4,
    plan = 5,
    planItem = 6,
    course = 7,
    module = 8,
    activity = 9,
    enrolment = 10,
    statement = 11,
    post = 12,
    reply = 13,
    announcement = 14,
    preference = 15,
};

/// Numbers of the fields of each kind. Field 0 of every kind says that the record is deleted.
using FieldNo = std::uint32_t;
namespace field {
inline constexpr FieldNo deleted = 0;
namespace person {
inline constexpr FieldNo name = 1, school = 2, subject = 3, grade = 4, role = 5;
}
namespace organisation {
inline constexpr FieldNo name = 1, parent = 2, sort = 3, nameEn = 4, slug = 5;
}
namespace group {
inline constexpr FieldNo name = 1, sort = 2, about = 3, nameEn = 4, slug = 5;
}
namespace membership {
inline constexpr FieldNo person = 1, of = 2, role = 3, personName = 4, schoolName = 5;
}
namespace plan {
inline constexpr FieldNo title = 1, starts = 2, ends = 3, targetMinutes = 4, state = 5, notes = 6;
}
namespace plan_item {
inline constexpr FieldNo plan = 1, goal = 2, title = 3, notes = 4, due = 5, targetMinutes = 6, state = 7, course = 8,
                         position = 9, spentMinutes = 10;
}
namespace course {
inline constexpr FieldNo title = 1, summary = 2, language = 3, subject = 4, stage = 5, minutes = 6, licence = 7,
                         provider = 8, packageHash = 9, packageBytes = 10, published = 11, slug = 12;
}
namespace module {
inline constexpr FieldNo course = 1, title = 2, sort = 3, position = 4;
}
namespace activity {
inline constexpr FieldNo course = 1, module = 2, title = 3, file = 4, minutes = 5, position = 6, type = 7;
}
namespace enrolment {
inline constexpr FieldNo person = 1, course = 2, state = 3, enrolled = 4, activity = 5, location = 6, studied = 7;
}
/// An xAPI 1.0.3 statement: actor, verb (IRI), object (the activity record), result.duration, timestamp.
namespace statement {
inline constexpr FieldNo actor = 1, verb = 2, object = 3, course = 4, timestamp = 5, durationMs = 6, location = 7;
}
namespace post {
inline constexpr FieldNo author = 1, title = 2, body = 3, created = 4, corrects = 5;
}
namespace reply {
inline constexpr FieldNo author = 1, thread = 2, to = 3, body = 4, created = 5, corrects = 6;
}
namespace announcement {
inline constexpr FieldNo title = 1, body = 2, author = 3, created = 4, language = 5;
}
namespace preference {
inline constexpr FieldNo name = 1, value = 2;
}
} // namespace field

/// What a field may hold.
enum class FieldType : std::uint8_t { text, longText, integer, boolean, id, bytes, date, any };

struct FieldInfo
{
    FieldNo number;
    std::string_view name;
    FieldType type;
};

/// What a person may be to a scope; the server alone says who is what. A set of these is a bit mask.
enum class Role : std::uint8_t {
    owner = 1,
    mentor = 2,
    member = 4,
    moderator = 8,
    administrator = 16,
    author = 32,
};
using Roles = std::uint8_t;
constexpr Roles operator|(Role a, Role b)
{
    return static_cast<Roles>(static_cast<Roles>(a) | static_cast<Roles>(b));
}
constexpr Roles only(Role role)
{
    return static_cast<Roles>(role);
}

/// Where records of a kind may lie and who may write them there.
struct Placement
{
    ScopeType scope;
    Roles creators;
    /// May change and delete what others made.
    Roles editors;
};

struct KindInfo
{
    Kind kind;
    std::string_view name;
    std::span<const FieldInfo> fields;
    std::span<const Placement> placements;
    /// Written once: every field but 0 is set by the change that makes the record, and corrections are new records.
    bool writtenOnce;
    /// The field that names the maker, 0 where none does; the server checks it against the device's person.
    FieldNo maker;

    const FieldInfo* field(FieldNo number) const;
    const Placement* placement(ScopeType scope) const;
};

/// The one registry. Null for a kind of a newer program.
const KindInfo* kindInfo(std::uint32_t number);
std::span<const KindInfo> allKinds();

/// Largest encoded value of a field, in bytes, by its type.
std::size_t largestValue(FieldType type);

/// Ids of records that are unique by nature.
base::RecordId membershipId(const base::RecordId& person, const base::RecordId& of);
base::RecordId enrolmentId(const base::RecordId& person, const base::RecordId& course);
base::RecordId preferenceId(const base::RecordId& person, std::string_view name);

/// The fields that such an id is made of, and whether it is: nobody may take the id of another's enrolment.
struct NaturalKey
{
    base::RecordId person; ///< field person of an enrolment or membership; the scope's subject for a preference
    base::RecordId of;     ///< what is enrolled in or belonged to
    std::string_view name; ///< of a preference
};
/// Whether records of that kind have such an id.
bool hasNaturalKey(std::uint32_t kind);
bool naturalIdFits(Kind kind, const base::RecordId& id, const NaturalKey& key);

/// The verbs of statements (ADL vocabulary).
namespace verb {
inline constexpr std::string_view launched = "http://adlnet.gov/expapi/verbs/launched";
inline constexpr std::string_view progressed = "http://adlnet.gov/expapi/verbs/progressed";
inline constexpr std::string_view completed = "http://adlnet.gov/expapi/verbs/completed";
} // namespace verb

} // namespace staffroom::domain
