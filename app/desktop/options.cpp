// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/options.h"

#include <QCommandLineParser>
#include <QStandardPaths>

namespace staffroom::desktop {

Options parseOptions(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Staffroom: a teacher's staff room that works without network."));
    parser.addHelpOption();
    parser.addVersionOption();
    const auto option = [&parser](const char* name, const char* what, const char* value) {
        QCommandLineOption made(QString::fromLatin1(name), QString::fromLatin1(what));
        if (value)
            made.setValueName(QString::fromLatin1(value));
        parser.addOption(made);
        return made;
    };
    const auto root = option("profile-root", "Folder that holds the profiles.", "dir");
    const auto server = option("server", "Address of the server.", "url");
    const auto hub = option("hub", "Address of the school's hub, for who is new here.", "url");
    const auto login = option("sign-in", "Sign in by itself (needs --password-file).", "login");
    const auto password = option("password-file", "File whose first line is the password.", "file");
    const auto language = option("lang", "Language: zh_CN or en.", "language");
    const auto theme = option("theme", "Theme: light, dark or system.", "theme");
    const auto shots = option("shots", "Write pictures of every page there, then quit.", "dir");
    const auto tour = option("tour", "Walk through plan, course, post and sync; pictures go there; then quit.", "dir");
    const auto first =
        option("time-first-frame", "Print the time to the first frame and the memory, then quit.", nullptr);
    parser.process(arguments);

    Options options;
    options.profileRoot =
        parser.isSet(root) ? parser.value(root) : QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    options.server = parser.value(server);
    options.hub = parser.value(hub);
    options.login = parser.value(login);
    options.passwordFile = parser.value(password);
    options.language = parser.value(language);
    options.theme = parser.value(theme);
    options.shots = parser.value(shots);
    options.tour = parser.value(tour);
    options.timeFirstFrame = parser.isSet(first);
    return options;
}

} // namespace staffroom::desktop
