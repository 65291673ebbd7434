// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace staffroom::content {

/// What the import did differently from what the author wrote.
enum class NoteKind {
    scriptDropped,    ///< script, event handler, frame, form: detail names it
    htmlDropped,      ///< another tag or attribute that pages here don't have
    remoteImage,      ///< a picture on the internet became a link to it
    linkMissing,      ///< a link or picture whose file isn't in the folder: the words stay
    linkRefused,      ///< a link with a scheme that isn't followed (javascript:, file: …)
    templateDropped,  ///< a directive of a site generator
    boxUnclosed,      ///< a fenced box that doesn't end, or an end without a box
    fileLeftOut,      ///< a file that isn't packaged
    attachment,       ///< files that are in the package but no activity of their own
    minutesEstimated, ///< no times given; from the length of the text
};

/// The name as printed: "script-dropped".
std::string_view noteName(NoteKind kind);

/// One line of an import report.
struct ImportNote
{
    std::string file;
    int line = 0; ///< 0: the file as a whole
    NoteKind kind = NoteKind::htmlDropped;
    std::string detail;
};

using ImportNotes = std::vector<ImportNote>;

/// "episodes/01.md:12: script-dropped: <script>": one line for a terminal.
std::string describe(const ImportNote& note);

} // namespace staffroom::content
