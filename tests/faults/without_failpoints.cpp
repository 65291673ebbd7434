// SPDX-License-Identifier: GPL-3.0-or-later
// Compiles only where a failpoint costs nothing and does nothing.
#include "core/base/failpoint.h"

static_assert((staffroom::base::failpoint("replica-before-commit", "saving"), true),
              "a failpoint that the compiler can't do away with is left in what is packaged");
