// SPDX-License-Identifier: GPL-3.0-or-later
// What people sign in with. The one place that says what a login may be.
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace staffroom::domain {

/// What somebody meant who typed that at sign-in: without blanks around it, in small letters, composed (NFC). UTF-8.
std::string foldedLogin(std::string_view typed);

/// Whether an account may be made with that login: 1 to 64 characters, small letters (with their marks) and digits of
/// any script in NFC, and . - _ inside; it begins with a letter or digit and doesn't end with a dot. Errors:
/// invalidArgument, whose detail says what is allowed. Older stores may hold others; they go on signing in.
base::Result<void> checkLogin(std::string_view login);

/// The login as a part of a file's name that any stick's file system and any shell takes, whatever an old store calls a
/// login: 1 to 64 of A-Z a-z 0-9 . - _, not beginning with a dot or a dash. Two logins may come to the same.
std::string loginInFileName(std::string_view login);

} // namespace staffroom::domain
