// SPDX-License-Identifier: GPL-3.0-or-later
// A USB stick between a school's server and its PCs, with files that a test can cut, keep and garble.
#pragma once

#include "tests/sync/school.h"
#include "tests/sync/stick_file.h"

namespace staffroom::test {

/// The PC writes its file. Numbers count up by themselves.
Bytes writeUp(School& school, Pc& pc, sync::UpWritten* what = nullptr);
/// The server reads it and keeps where the PC stands.
base::Result<sync::UpTaken> takeUp(School& school, const Bytes& file);
/// The server writes the PC's answer.
Bytes writeDown(School& school, Pc& pc, std::vector<base::Hash> packages = {}, sync::DownWritten* what = nullptr);
/// The PC reads it.
base::Result<sync::DownTaken> takeDown(School& school, Pc& pc, const Bytes& file, sync::PackageSink* packages = nullptr,
                                       const sync::CourierProgress& progress = {});
/// The whole way there and back, all of which must go well.
sync::DownTaken roundTrip(School& school, Pc& pc);

/// The frames of a file, unsealed.
std::vector<std::pair<sync::CourierFrame, Bytes>> framesOf(const Bytes& file, const base::KeyPair& reader);
/// A file of these frames by that sender for that reader.
Bytes fileOf(const sync::CourierOutside& outside, const std::vector<std::pair<sync::CourierFrame, Bytes>>& frames,
             const base::PublicKey& reader, const base::KeyPair& sender, base::Random& random);
bool hasNote(const sync::DownTaken& taken, sync::CourierNote::What what);

} // namespace staffroom::test
