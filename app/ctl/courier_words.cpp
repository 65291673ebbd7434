// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/courier_words.h"

#include "core/base/log.h"

#include <array>
#include <cstdio>

namespace staffroom::ctl {

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
    for (const auto& [kind, count] : kinds) {
        const domain::KindInfo* info = domain::kindInfo(kind);
        words += (words.empty() ? "" : ", ") + std::to_string(count) + ' ' +
                 (info ? std::string(info->name) : "of kind " + std::to_string(kind));
    }
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

std::string noteWords(const sync::CourierNote& note)
{
    using What = sync::CourierNote::What;
    const std::string where = note.scope.isNull() ? std::string() : note.scope.text() + ": ";
    const std::string facts = note.detail.empty() ? std::string() : " (" + note.detail + ')';
    switch (note.what) {
    case What::olderRights:
        return "older than what this PC had already; only what it lacks was taken";
    case What::noRight:
        return where + "this PC may not read it, or not any more; left out";
    case What::missingBefore:
        return where + "an earlier file from the server is missing; left out until it, or a newer one, is read" + facts;
    case What::otherHistory:
        return where + "from before the server was restored, or from after; left out" + facts;
    case What::needsSnapshot:
        return where + "this PC needs the whole of it, and the file has only changes; write a new file" + facts;
    case What::receiptMissing:
        return where + "a receipt that must come first is missing; left out" + facts;
    case What::holdsLess:
        return where + "when it was written the server held less than it had confirmed" + facts;
    case What::refused:
        return where + "the server took nothing of some work from here" + facts;
    case What::packageBroken:
        return "a course in it is damaged" + facts;
    case What::unreadable:
        return where + "something in it can't be read by this version" + facts;
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
    case ErrorCode::forbidden:
        return "not for here: " + error.detail;
    case ErrorCode::upgradeRequired:
        return "made by a newer version; update this program (" + error.detail + ')';
    default:
        return error.detail.empty() ? std::string(base::errorName(error.code)) : error.detail;
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
