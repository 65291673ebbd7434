// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/courier_words.h"

#include "core/base/log.h"

#include <array>
#include <cstdio>

namespace staffroom::ctl {

namespace {

std::string wordOf(domain::Kind kind, bool one)
{
    const auto regular = [one](const char* word) { return word + std::string(one ? "" : "s"); };
    switch (kind) {
    case domain::Kind::person:
        return one ? "person" : "people";
    case domain::Kind::organisation:
        return regular("organisation");
    case domain::Kind::group:
        return regular("group");
    case domain::Kind::membership:
        return regular("membership");
    case domain::Kind::plan:
        return regular("plan");
    case domain::Kind::planItem:
        return regular("plan item");
    case domain::Kind::course:
        return regular("course");
    case domain::Kind::module:
        return regular("module");
    case domain::Kind::activity:
        return one ? "activity" : "activities";
    case domain::Kind::enrolment:
        return regular("enrolment");
    case domain::Kind::statement:
        return regular("learning record");
    case domain::Kind::post:
        return regular("post");
    case domain::Kind::reply:
        return one ? "reply" : "replies";
    case domain::Kind::announcement:
        return regular("announcement");
    case domain::Kind::preference:
        return regular("setting");
    }
    return "of a newer version";
}

} // namespace

std::string sizeWords(std::uint64_t bytes)
{
    if (bytes < 1'000)
        return std::to_string(bytes) + " bytes";
    double value = static_cast<double>(bytes) / 1'000;
    std::string_view unit = "KB";
    for (const std::string_view larger : {"MB", "GB"})
        if (value >= 1'000) {
            value /= 1'000;
            unit = larger;
        }
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.1f ", value);
    return text.data() + std::string(unit);
}

std::string counted(std::uint64_t count, std::string_view one)
{
    return std::to_string(count) + ' ' + std::string(one) + (count == 1 ? "" : "s");
}

std::string kindWords(const std::map<std::uint32_t, std::uint64_t>& kinds)
{
    std::string words;
    for (const auto& [kind, count] : kinds)
        words += (words.empty() ? "" : ", ") + std::to_string(count) + ' ' +
                 wordOf(static_cast<domain::Kind>(kind), count == 1);
    return words.empty() ? "nothing" : words;
}

void printOutside(std::ostream& out, const sync::CourierOutside& outside)
{
    const bool up = outside.way == sync::CourierWay::up;
    out << "  from " << (up ? "the PC of " + outside.senderName : "the server") << ", file " << outside.number
        << ", made " << base::rfc3339(outside.madeMs) << "\n  for " << (up ? "the server" : "the PC of ");
    if (!up)
        for (std::size_t at = 0; at < outside.readers.size(); ++at)
            out << (at == 0 ? "" : ", ") << outside.readers[at].name << " ("
                << base::toHex(outside.readers[at].id.view()).substr(0, 8) << ')';
    out << "\n  server " << outside.server.text() << ", sender's key "
        << base::toHex(base::incarnationOf(outside.sender).view()).substr(0, 8) << '\n';
}

std::string outsideWords(const sync::CourierOutside& outside)
{
    const bool up = outside.way == sync::CourierWay::up;
    std::string words = "from " + (up ? "the PC of " + outside.senderName : std::string("the server")) + ", file " +
                        std::to_string(outside.number) + ", made " + base::rfc3339(outside.madeMs) + ", for ";
    if (up)
        return words + "the server";
    words += "the PC of ";
    for (std::size_t at = 0; at < outside.readers.size(); ++at)
        words += (at == 0 ? "" : ", ") + outside.readers[at].name;
    return words;
}

std::string_view scopeWords(const domain::ScopeId& scope)
{
    switch (scope.type()) {
    case domain::ScopeType::personWork:
        return "plans and learning";
    case domain::ScopeType::personPrivate:
        return "private settings";
    case domain::ScopeType::group:
        return "a group";
    case domain::ScopeType::org:
        return "schools and people";
    case domain::ScopeType::catalogue:
        return "the list of courses";
    case domain::ScopeType::evaluation:
        return "an evaluation";
    }
    return "something of a newer version";
}

std::string noteWords(const sync::CourierNote& note)
{
    using What = sync::CourierNote::What;
    const std::string where = note.scope.isNull() ? std::string() : std::string(scopeWords(note.scope)) + ": ";
    const std::string facts = note.detail.empty() ? std::string() : " (" + note.detail + ')';
    switch (note.what) {
    case What::olderRights:
        return "older than what this PC had already; only what it lacks was taken";
    case What::noRight:
        return where + "this PC may not read it, or not any more; left out";
    case What::missingBefore:
        return where + "an earlier file is missing; read that one, or carry a new one to the server and back";
    case What::otherHistory:
    case What::receiptMissing:
        return where + "left out; carry a new file to the server and back";
    case What::needsSnapshot:
        return where + "this PC needs a complete copy of it; carry a new file to the server and back";
    case What::holdsLess:
        return where + "the server lacks work of yours that it had confirmed; it is sent again";
    case What::refused:
        return where + "the server took nothing of some work from here; the Sync page shows which, and why";
    case What::packageBroken:
        return "a course in it is damaged; ask for the course again with --with-courses";
    case What::unreadable:
        return where + "something in it can't be read by this version; update Staffroom" + facts;
    }
    return where + note.detail;
}

std::string refusalWords(const Error& error)
{
    switch (error.code) {
    case ErrorCode::truncated:
        return "cut off: the stick was taken out too early, or the copy isn't whole; write or copy it again (" +
               error.detail + ')';
    case ErrorCode::badHash:
        return "damaged since it was written; write or copy it again";
    case ErrorCode::badSignature:
        return "not as its sender signed it: damaged, or forged (" + error.detail + ')';
    case ErrorCode::forked:
        return "a copy of this PC's data is in use elsewhere; nothing is lost";
    case ErrorCode::forbidden:
        return "not for here: " + error.detail;
    case ErrorCode::upgradeRequired:
        return "made by a newer version; update this program (" + error.detail + ')';
    default:
        return error.detail.empty() ? std::string(base::errorName(error.code)) : error.detail;
    }
}

std::string_view courierAdvice(ErrorCode code)
{
    switch (code) {
    case ErrorCode::notFound:
        return "check the paths; the file for this side is written at the other one, with staffroomctl courier write";
    case ErrorCode::forked:
        return "sync this PC once over a network, then go on by stick";
    case ErrorCode::unauthenticated:
        return "enrol that PC once over a network: sign in on it with a connection";
    case ErrorCode::scopeMismatch:
        return "take it to the server that it names";
    case ErrorCode::malformed:
    case ErrorCode::truncated:
    case ErrorCode::badHash:
    case ErrorCode::badSignature:
    case ErrorCode::brokenChain:
        return "copy or write those files again; nothing was taken from them";
    case ErrorCode::storageDamaged: // which side it is isn't known here
        return "a server's folder: keep it as it is and restore the last backup beside it; a PC's profile: keep the "
               "folder, moved aside, and sign in again with a connection: what had reached the server comes back";
    default:
        return base::adviceFor(code);
    }
}

sync::CourierProgress courierProgress(const Surroundings& world, std::string_view doing)
{
    constexpr std::int64_t everyMs = 2'000;
    return [&world, doing, told = world.clock.monotonicMs()](std::uint64_t done, std::uint64_t total) mutable {
        if (world.clock.monotonicMs() - told < everyMs)
            return true;
        told = world.clock.monotonicMs();
        world.out << "  " << doing << ' ' << sizeWords(done);
        if (total > 0)
            world.out << " of " << sizeWords(total);
        world.out << std::endl; // somebody waits for this line
        return true;
    };
}

} // namespace staffroom::ctl
