// SPDX-License-Identifier: GPL-3.0-or-later
// The one place that knows which Catch2 there is (Debian 12: 2.13).
#pragma once

#include <catch2/catch.hpp>
