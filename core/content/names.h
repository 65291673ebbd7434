// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <optional>
#include <string>
#include <string_view>

namespace staffroom::content {

/// The one form in which a file of a package is named: UTF-8, '/' between the parts, relative to the package, without
/// empty, "." or ".." parts. Backslashes count as '/'. Errors: archiveUnsafe for a name that is absolute, has a drive
/// letter, leaves the package, holds control characters, isn't UTF-8 or is longer than a file system takes.
/// A directory's trailing '/' is dropped; a name of nothing but separators is refused.
base::Result<std::string> normalName(std::string_view name);

/// Where a relative reference leads that stands in the file `from`; nothing where it would leave the package.
/// A reference with a leading '/' starts at the package.
std::optional<std::string> nameFrom(std::string_view from, std::string_view reference);

/// The shortest reference from the file `from` to the file `to`, not yet percent-encoded: "../fig/a.png".
std::string referenceTo(std::string_view from, std::string_view to);

/// "episodes" of "episodes/01.md"; empty at the top.
std::string folderOf(std::string_view name);
/// "01.md" of "episodes/01.md".
std::string leafOf(std::string_view name);
/// "md" of "episodes/01.MD": in lower case, without the dot; empty where there is none.
std::string extensionOf(std::string_view name);
/// "episodes/01" of "episodes/01.md".
std::string withoutExtension(std::string_view name);

/// RFC 3986 percent-encoding of a path: everything but unreserved characters and '/'.
std::string percentEncoded(std::string_view path);
/// The inverse; nothing for a broken escape, a NUL or bytes that aren't UTF-8.
std::optional<std::string> percentDecoded(std::string_view text);

/// The media type by the name's extension, "application/octet-stream" for what is not known. Text types come without a
/// charset: everything in a package is UTF-8.
std::string_view mediaTypeOf(std::string_view name);

/// Whether a file is stored uncompressed in a package: it is compressed already, or a player seeks in it.
bool isStored(std::string_view name);

} // namespace staffroom::content
