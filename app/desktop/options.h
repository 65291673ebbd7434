// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <filesystem>

namespace staffroom::desktop {

/// What the command line asks for.
struct Options
{
    QString profileRoot; ///< folder of all profiles
    QString server;
    QString hub;          ///< of the school, for who is new here; with shots: pictures of syncing there, no others
    QString login;        ///< signs in by itself, with the password below
    QString passwordFile; ///< its first line is the password
    QString language;     ///< "zh_CN" or "en"; empty: as chosen before
    QString theme;        ///< "light", "dark" or "system"; empty: as chosen before
    QString shots;        ///< folder for pictures of every page
    QString tour;         ///< folder for the pictures of a walk through the program
    bool timeFirstFrame = false;
    /// Of the pictures, which are written where somebody asks, while all else that the program makes is its user's
    /// alone.
    std::filesystem::perms pictureRights = std::filesystem::perms::owner_read | std::filesystem::perms::owner_write;
};

/// Ends the process with a message for what isn't an option, and for --help and --version.
Options parseOptions(const QStringList& arguments);

} // namespace staffroom::desktop
