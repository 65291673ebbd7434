// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace staffroom::test {

/// What a run may draw from its seed.
enum class SimFault : std::uint8_t {
    requestLost,
    answerLost,
    requestTwice,
    answerCutShort,
    answerFlipped,
    answerOfAnother, ///< a recorded answer to another request comes instead
    requestReplayed, ///< a recorded request comes to the server again, from whoever listened
    requestLate,     ///< a request that was given up comes to the server after others that were asked later
    pcKilled,
    pcPowerCut,
    pcPowerCutInTheMiddle,
    pcWriteFails,
    pcDiskFull,
    pcRestored, ///< an older copy of its disk is put back
    pcCloned,   ///< its disk is copied into another PC, and both go on
    serverKilled,
    serverPowerCut,
    serverPowerCutInTheMiddle,
    serverWriteFails,
    serverDiskFull,
    serverRestored, ///< an older copy of its disk is put back, as from a backup
    hubKilled,
    hubPowerCut,
    hubPowerCutInTheMiddle,
    hubWriteFails,
    hubDiskFull,
    hubRestored,    ///< an older copy of its disk is put back
    hubReplaced,    ///< an empty disk is put in
    stickDamaged,   ///< a file on it was cut or has a bit that flipped
    stickPulledOut, ///< while it is read
    stickOld,       ///< not the newest file is read, or one that was read before
    stickAstray,    ///< a file is read by whom it isn't for
    clockJump,
    rightsChange,
};
inline constexpr std::array simFaultNames = std::to_array<std::string_view>({
    "request-lost",
    "answer-lost",
    "request-twice",
    "answer-cut-short",
    "answer-flipped",
    "answer-of-other",
    "request-replay",
    "request-late",
    "pc-killed",
    "pc-power-cut",
    "pc-power-cut-mid-write",
    "pc-write-fails",
    "pc-disk-full",
    "pc-restored",
    "pc-cloned",
    "server-killed",
    "server-power-cut",
    "server-power-cut-mid-write",
    "server-write-fails",
    "server-disk-full",
    "server-restored",
    "hub-killed",
    "hub-power-cut",
    "hub-power-cut-mid-write",
    "hub-write-fails",
    "hub-disk-full",
    "hub-restored",
    "hub-replaced",
    "stick-damaged",
    "stick-pulled-out",
    "stick-old",
    "stick-astray",
    "clock-jump",
    "rights-change",
});
inline constexpr std::size_t simFaults = simFaultNames.size();
/// A set of faults, a bit each.
using SimFaultMask = std::uint64_t;
static_assert(simFaults < 64);
inline constexpr SimFaultMask allSimFaults = (SimFaultMask(1) << simFaults) - 1;

inline constexpr SimFaultMask maskOf(SimFault fault)
{
    return SimFaultMask(1) << static_cast<unsigned>(fault);
}
/// By its place in simFaultNames.
inline constexpr SimFaultMask maskOf(std::size_t fault)
{
    return SimFaultMask(1) << fault;
}

/// The fault of that name; nothing for a name there isn't.
inline std::optional<SimFault> simFaultNamed(std::string_view name)
{
    for (std::size_t at = 0; at < simFaults; ++at)
        if (simFaultNames[at] == name)
            return static_cast<SimFault>(at);
    return std::nullopt;
}

} // namespace staffroom::test
