// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace staffroom::test {

/// How many signatures were asked for, and for how many of them libsodium had to compute.
struct SignatureCounts
{
    std::uint64_t asked = 0, computed = 0;
};

/// Forgets what the runs before knew, where that has become much. Called between seeds: a program that calls it has its
/// signatures remembered, see signatures.cpp.
void tidySignatures();
SignatureCounts signatureCounts();

} // namespace staffroom::test
