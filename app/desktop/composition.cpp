// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/composition.h"

#include "app/desktop/first_frame.h"
#include "app/desktop/shots.h"
#include "app/desktop/tour.h"
#include "ui/qml/window.h"

#include <QDir>
#include <QGuiApplication>
#include <QIcon>
#include <QTimer>

#include <iostream>

namespace staffroom::desktop {

namespace {

/// staffroom-player beside this program, or where a build puts it.
QString playerProgram()
{
    const QDir here(QCoreApplication::applicationDirPath());
    for (const char* place :
         {"staffroom-player", "../player/staffroom-player", "../libexec/staffroom/staffroom-player"})
        if (here.exists(QLatin1String(place)))
            return here.absoluteFilePath(QLatin1String(place));
    return QStringLiteral("staffroom-player");
}

int report(const QString& problem)
{
    if (problem.isEmpty())
        return 0;
    std::cerr << "staffroom: " << problem.toStdString() << '\n';
    return 1;
}

} // namespace

int run(const Options& options, node::Accounts& accounts, const base::Clock& clock, const OpenAccounts& openAccounts)
{
    QDir().mkpath(options.profileRoot);
    ui::Session session({accounts, clock, options.profileRoot, options.server});
    session.signIn()->setHub(options.hub);
    if (!options.language.isEmpty())
        session.appearance()->setLanguage(options.language);
    if (!options.theme.isEmpty())
        session.appearance()->setTheme(options.theme);
    ui::MainWindow::setFonts();
    ui::MainWindow main(session);
    if (!main.window())
        return report(QStringLiteral("the pages of the program could not be loaded"));
    ui::CourseWindow courseWindow(session, playerProgram());
    if (options.timeFirstFrame)
        reportFirstFrame(*main.window());
    main.window()->show();

    if (!options.shots.isEmpty() || !options.tour.isEmpty()) {
        int code = 0;
        QTimer::singleShot(0, &session, [&] {
            code = options.shots.isEmpty() ? takeTour(session, *main.window(), courseWindow, options)
                                           : takeShots(session, *main.window(), options, openAccounts);
            QGuiApplication::exit(code);
        });
        return QGuiApplication::exec();
    }
    if (!options.login.isEmpty())
        QTimer::singleShot(0, &session, [&] { report(Automation(session, *main.window(), options).signIn()); });
    return QGuiApplication::exec();
}

} // namespace staffroom::desktop
