// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/error_text.h"

#include <QCoreApplication>

namespace staffroom::ui {

QString ErrorText::sentence() const
{
    return QCoreApplication::translate("Errors", "%1 %2 %3", "what happened, what it means, what to do")
        .arg(happened, meaning, advice);
}

ErrorText errorText(base::ErrorCode code)
{
    const auto words = [](const char* text) { return QCoreApplication::translate("Errors", text); };
    switch (code) {
    case base::ErrorCode::invalidArgument:
        return {words(QT_TRANSLATE_NOOP("Errors", "Something is missing or doesn't fit.")),
                words(QT_TRANSLATE_NOOP("Errors", "Nothing was changed.")),
                words(QT_TRANSLATE_NOOP("Errors", "Look over what you entered and try again."))};
    case base::ErrorCode::notFound:
        return {words(QT_TRANSLATE_NOOP("Errors", "This isn't here any more.")),
                words(QT_TRANSLATE_NOOP("Errors", "Somebody may have removed it; your own work isn't touched.")),
                words(QT_TRANSLATE_NOOP("Errors", "Go back and choose again."))};
    case base::ErrorCode::malformed:
        return {words(QT_TRANSLATE_NOOP("Errors", "What arrived couldn't be read.")),
                words(QT_TRANSLATE_NOOP("Errors", "It was put aside; your own work isn't touched.")),
                words(QT_TRANSLATE_NOOP("Errors", "Sync again. If it stays so, tell whoever looks after the server."))};
    case base::ErrorCode::truncated:
        return {words(QT_TRANSLATE_NOOP("Errors", "What arrived was cut off in the middle.")),
                words(QT_TRANSLATE_NOOP("Errors", "Nothing half was kept; your own work isn't touched.")),
                words(QT_TRANSLATE_NOOP("Errors", "Sync again: it goes on from where it stopped."))};
    case base::ErrorCode::tooLarge:
        return {words(QT_TRANSLATE_NOOP("Errors", "This is too large.")),
                words(QT_TRANSLATE_NOOP("Errors", "It was not saved like this.")),
                words(QT_TRANSLATE_NOOP("Errors", "Make it shorter or split it in two."))};
    case base::ErrorCode::tooSlow:
        return {words(QT_TRANSLATE_NOOP("Errors", "The connection is too slow at the moment.")),
                words(QT_TRANSLATE_NOOP("Errors", "Your work is safe on this PC and waits.")),
                words(QT_TRANSLATE_NOOP("Errors", "Try again later, or where the signal is better."))};
    case base::ErrorCode::unsupported:
        return {words(QT_TRANSLATE_NOOP("Errors", "This PC's program can't do this yet.")),
                words(QT_TRANSLATE_NOOP("Errors", "Your work isn't touched.")),
                words(QT_TRANSLATE_NOOP("Errors", "Ask for a newer version of Staffroom."))};
    case base::ErrorCode::upgradeRequired:
        return {words(QT_TRANSLATE_NOOP("Errors", "The server needs a newer version of Staffroom.")),
                words(QT_TRANSLATE_NOOP("Errors", "You can go on working; nothing is sent until then.")),
                words(QT_TRANSLATE_NOOP("Errors", "Install the update, then sync again."))};
    case base::ErrorCode::unauthenticated:
        return {words(QT_TRANSLATE_NOOP("Errors", "The server doesn't know this sign-in any more.")),
                words(QT_TRANSLATE_NOOP("Errors", "Your work is safe on this PC and waits.")),
                words(QT_TRANSLATE_NOOP("Errors", "Lock Staffroom, and sign in again while you are connected."))};
    case base::ErrorCode::wrongPassword:
        return {words(QT_TRANSLATE_NOOP("Errors", "Name or password isn't right.")),
                words(QT_TRANSLATE_NOOP("Errors", "Nobody was signed in.")),
                words(QT_TRANSLATE_NOOP(
                    "Errors", "Check capital letters and try again, or ask your administrator for a new password."))};
    case base::ErrorCode::tooManyAttempts:
        return {words(QT_TRANSLATE_NOOP("Errors", "There were too many tries in a short time.")),
                words(QT_TRANSLATE_NOOP("Errors", "Signing in is held back for a moment; nothing is lost.")),
                words(QT_TRANSLATE_NOOP("Errors", "Wait a few minutes, then try again."))};
    case base::ErrorCode::forbidden:
        return {
            words(QT_TRANSLATE_NOOP("Errors", "You aren't allowed to change this.")),
            words(QT_TRANSLATE_NOOP("Errors", "Nothing was changed for the others; what you wrote stays on this PC.")),
            words(QT_TRANSLATE_NOOP("Errors", "Ask whoever leads the group or the programme."))};
    case base::ErrorCode::revoked:
        return {words(QT_TRANSLATE_NOOP("Errors", "This PC was taken off the list of known devices.")),
                words(QT_TRANSLATE_NOOP("Errors", "It sends and gets nothing more; what you wrote is still here.")),
                words(QT_TRANSLATE_NOOP("Errors", "Ask your administrator to let it in again."))};
    case base::ErrorCode::badSignature:
        return {
            words(QT_TRANSLATE_NOOP("Errors", "Something arrived whose origin couldn't be proved.")),
            words(QT_TRANSLATE_NOOP("Errors", "It was refused; your own work isn't touched.")),
            words(QT_TRANSLATE_NOOP("Errors", "Sync again. If it comes back, tell whoever looks after the server."))};
    case base::ErrorCode::badHash:
        return {words(QT_TRANSLATE_NOOP("Errors", "Something was damaged on its way.")),
                words(QT_TRANSLATE_NOOP("Errors", "It was thrown away and will be fetched again.")),
                words(QT_TRANSLATE_NOOP("Errors", "Sync again."))};
    case base::ErrorCode::brokenChain:
        return {words(QT_TRANSLATE_NOOP("Errors", "Part of what was sent didn't follow on from what came before.")),
                words(QT_TRANSLATE_NOOP("Errors",
                                        "It was refused, so that nothing is mixed up; your own work isn't touched.")),
                words(QT_TRANSLATE_NOOP("Errors", "Sync again. If it stays so, tell whoever looks after the server."))};
    case base::ErrorCode::replayed:
        return {words(QT_TRANSLATE_NOOP("Errors", "The same thing arrived a second time.")),
                words(QT_TRANSLATE_NOOP("Errors", "It was left out; nothing is doubled.")),
                words(QT_TRANSLATE_NOOP("Errors", "You need do nothing."))};
    case base::ErrorCode::forked:
        return {words(QT_TRANSLATE_NOOP("Errors",
                                        "This PC's copy was used in two places, perhaps restored from an old backup.")),
                words(QT_TRANSLATE_NOOP("Errors", "Nothing is lost: it goes on under a new number.")),
                words(QT_TRANSLATE_NOOP("Errors", "Sync again. If it comes back, tell your administrator."))};
    case base::ErrorCode::epochChanged:
        return {
            words(QT_TRANSLATE_NOOP("Errors", "The server was set up anew.")),
            words(QT_TRANSLATE_NOOP("Errors", "Your work stays here and is sent again.")),
            words(QT_TRANSLATE_NOOP("Errors", "Sync again and let it run to the end: it takes longer than usual."))};
    case base::ErrorCode::cursorTooOld:
        return {
            words(QT_TRANSLATE_NOOP("Errors", "This PC was away for very long.")),
            words(QT_TRANSLATE_NOOP("Errors", "It needs a fresh copy of what the others did; your own work stays.")),
            words(QT_TRANSLATE_NOOP("Errors", "Sync again and let it run to the end."))};
    case base::ErrorCode::scopeMismatch:
        return {
            words(QT_TRANSLATE_NOOP("Errors", "Something arrived that belongs somewhere else.")),
            words(QT_TRANSLATE_NOOP("Errors", "It was refused; your own work isn't touched.")),
            words(QT_TRANSLATE_NOOP("Errors", "Sync again. If it comes back, tell whoever looks after the server."))};
    case base::ErrorCode::schemaViolation:
        return {words(QT_TRANSLATE_NOOP("Errors", "A value doesn't fit where it was put.")),
                words(QT_TRANSLATE_NOOP("Errors", "This one change was not taken; everything else is.")),
                words(QT_TRANSLATE_NOOP("Errors", "Open it, correct it and save again."))};
    case base::ErrorCode::diskFull:
        return {words(QT_TRANSLATE_NOOP("Errors", "The disk of this PC is full.")),
                words(QT_TRANSLATE_NOOP("Errors",
                                        "Downloads have stopped; room for your own work is kept as long as possible.")),
                words(QT_TRANSLATE_NOOP("Errors",
                                        "Remove courses from this PC that you have finished, or free some space."))};
    case base::ErrorCode::storageBusy:
        return {
            words(QT_TRANSLATE_NOOP("Errors", "Another program is holding Staffroom's files.")),
            words(QT_TRANSLATE_NOOP("Errors", "Nothing is lost; it only waits.")),
            words(QT_TRANSLATE_NOOP("Errors", "Wait a moment and try again, and let a running virus check finish."))};
    case base::ErrorCode::storageFailed:
        return {words(QT_TRANSLATE_NOOP("Errors", "This PC couldn't save to its disk.")),
                words(QT_TRANSLATE_NOOP("Errors", "The last change may not be kept; everything before it is.")),
                words(QT_TRANSLATE_NOOP("Errors", "Check that the disk is connected and not full, then try again."))};
    case base::ErrorCode::storageDamaged:
        return {words(QT_TRANSLATE_NOOP("Errors", "Staffroom's file on this PC is damaged.")),
                words(QT_TRANSLATE_NOOP(
                    "Errors", "What was sent before is safe at the server, and the damaged file is left as it is.")),
                words(QT_TRANSLATE_NOOP("Errors", "Tell your administrator before you do anything else."))};
    case base::ErrorCode::profileLocked:
        return {words(QT_TRANSLATE_NOOP("Errors", "Another window of Staffroom is open with this teacher's work.")),
                words(QT_TRANSLATE_NOOP("Errors", "Nothing is lost; it goes on there.")),
                words(QT_TRANSLATE_NOOP("Errors", "Go on in the other window, or close it and sign in here again."))};
    case base::ErrorCode::newerStore:
        return {words(QT_TRANSLATE_NOOP("Errors", "Your data on this PC was written by a newer version of Staffroom.")),
                words(QT_TRANSLATE_NOOP("Errors", "It isn't touched, so that nothing is lost.")),
                words(QT_TRANSLATE_NOOP("Errors", "Install the newer version again."))};
    case base::ErrorCode::hostUnreachable:
        return {
            words(QT_TRANSLATE_NOOP("Errors", "The server can't be reached.")),
            words(QT_TRANSLATE_NOOP("Errors", "Your work is safe on this PC and is sent later.")),
            words(QT_TRANSLATE_NOOP("Errors", "Check the network or the hotspot; you can go on working meanwhile."))};
    case base::ErrorCode::linkCut:
        return {words(QT_TRANSLATE_NOOP("Errors", "The connection broke off.")),
                words(QT_TRANSLATE_NOOP("Errors", "What had arrived is kept; the rest follows.")),
                words(QT_TRANSLATE_NOOP("Errors", "Sync again when the connection is back: it goes on from there."))};
    case base::ErrorCode::timedOut:
        return {words(QT_TRANSLATE_NOOP("Errors", "The server didn't answer in time.")),
                words(QT_TRANSLATE_NOOP("Errors", "Your work is safe on this PC and waits.")),
                words(QT_TRANSLATE_NOOP("Errors", "Try again in a moment."))};
    case base::ErrorCode::serverBusy:
        return {words(QT_TRANSLATE_NOOP("Errors", "The server has very much to do just now.")),
                words(QT_TRANSLATE_NOOP("Errors", "Your work is safe on this PC and waits.")),
                words(QT_TRANSLATE_NOOP("Errors", "Staffroom tries again by itself; you can go on working."))};
    case base::ErrorCode::serverFull:
        return {words(QT_TRANSLATE_NOOP("Errors", "The server has no space left.")),
                words(QT_TRANSLATE_NOOP("Errors", "Your work stays on this PC until there is.")),
                words(QT_TRANSLATE_NOOP("Errors", "Tell whoever looks after the server."))};
    case base::ErrorCode::serverFailed:
        return {words(QT_TRANSLATE_NOOP("Errors", "The server has a fault of its own.")),
                words(QT_TRANSLATE_NOOP("Errors", "Your work stays on this PC until it is mended.")),
                words(QT_TRANSLATE_NOOP("Errors", "Tell whoever looks after the server; you can go on working."))};
    case base::ErrorCode::badCertificate:
        return {words(QT_TRANSLATE_NOOP("Errors", "The server couldn't prove who it is.")),
                words(QT_TRANSLATE_NOOP("Errors", "Nothing was sent to it, your password neither.")),
                words(QT_TRANSLATE_NOOP("Errors",
                                        "Check the address and the date of this PC, or ask your administrator."))};
    case base::ErrorCode::otherServer:
        return {
            words(QT_TRANSLATE_NOOP("Errors", "Another server answers at this address than the one you signed in at.")),
            words(QT_TRANSLATE_NOOP("Errors", "Nothing was sent to it, and everything you have stays on this PC.")),
            words(QT_TRANSLATE_NOOP("Errors", "Ask whoever looks after the server. If it was made anew, lock Staffroom "
                                              "and sign in again while you are connected."))};
    case base::ErrorCode::archiveUnsafe:
        return {words(QT_TRANSLATE_NOOP("Errors", "This course package holds something that isn't safe to unpack.")),
                words(QT_TRANSLATE_NOOP("Errors", "It was not installed.")),
                words(QT_TRANSLATE_NOOP("Errors", "Tell whoever published the course."))};
    case base::ErrorCode::packageBroken:
        return {words(QT_TRANSLATE_NOOP("Errors", "This course package is damaged.")),
                words(QT_TRANSLATE_NOOP("Errors", "It can't be opened; your progress is kept.")),
                words(QT_TRANSLATE_NOOP("Errors", "Remove it from this PC and download it again."))};
    case base::ErrorCode::cancelled:
        return {words(QT_TRANSLATE_NOOP("Errors", "It was stopped, as you asked.")),
                words(QT_TRANSLATE_NOOP("Errors", "What was finished until then is kept.")),
                words(QT_TRANSLATE_NOOP("Errors", "Start it again whenever you like."))};
    case base::ErrorCode::internal:
        return {
            words(QT_TRANSLATE_NOOP("Errors", "Something went wrong inside Staffroom.")),
            words(QT_TRANSLATE_NOOP("Errors", "What you saved before is kept.")),
            words(QT_TRANSLATE_NOOP(
                "Errors", "Start Staffroom again; if it comes back, tell your administrator what you were doing."))};
    }
    return errorText(base::ErrorCode::internal); // a code from beyond the enumeration
}

} // namespace staffroom::ui
