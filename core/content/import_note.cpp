// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/content/import_note.h"

namespace staffroom::content {

std::string_view noteName(NoteKind kind)
{
    switch (kind) {
    case NoteKind::scriptDropped:
        return "script-dropped";
    case NoteKind::htmlDropped:
        return "html-dropped";
    case NoteKind::remoteImage:
        return "remote-image";
    case NoteKind::linkMissing:
        return "link-missing";
    case NoteKind::linkRefused:
        return "link-refused";
    case NoteKind::templateDropped:
        return "template-dropped";
    case NoteKind::boxUnclosed:
        return "box-unclosed";
    case NoteKind::fileLeftOut:
        return "file-left-out";
    case NoteKind::attachment:
        return "attachment";
    case NoteKind::minutesEstimated:
        return "minutes-estimated";
    }
    return "unknown";
}

std::string describe(const ImportNote& note)
{
    std::string line = note.file;
    if (note.line > 0)
        line += ":" + std::to_string(note.line);
    line += ": ";
    line += noteName(note.kind);
    if (!note.detail.empty())
        line += ": " + note.detail;
    return line;
}

} // namespace staffroom::content
