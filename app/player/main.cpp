// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/player/course_player.h"
#include "app/player/desktop_link.h"
#include "app/player/shut_in.h"
#include "core/base/clock.h"

#include <QCommandLineParser>
#include <QFont>
#include <QGuiApplication>
#include <QImage>
#include <QLocale>
#include <QQmlApplicationEngine>
#include <QQuickStyle>
#include <QQuickWindow>
#include <QTranslator>
#include <QtWebEngineQuick/qtwebenginequickglobal.h>

#include <memory>

using namespace staffroom;

namespace {

/// The desktop's typeface (ui/qml/window.cpp, which a player may not use): Latin letters have it, too.
void setFonts()
{
    QFont font = QGuiApplication::font();
    font.setFamilies({QStringLiteral("Noto Sans CJK SC"), QStringLiteral("Source Han Sans SC"),
                      QStringLiteral("WenQuanYi Micro Hei"), QStringLiteral("sans-serif")});
    QGuiApplication::setFont(font);
}

/// Loads the window of the course; false where it can't be.
bool openWindow(QQmlApplicationEngine& engine, player::CoursePlayer& course, player::DesktopLink& link)
{
    engine.setInitialProperties({{QStringLiteral("player"), QVariant::fromValue(&course)}});
    engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Staffroom/Player/qml/Main.qml")));
    auto* const window =
        engine.rootObjects().isEmpty() ? nullptr : qobject_cast<QQuickWindow*>(engine.rootObjects()[0]);
    if (window == nullptr)
        return false;
    QObject::connect(&course, &player::CoursePlayer::grabRequested, window, [window, &link](const QString& path) {
        const bool ok = window->grabWindow().save(path, "PNG");
        link.send(content::player::Grabbed{path.toStdString(), ok});
    });
    return true;
}

} // namespace

int main(int argc, char* argv[])
{
    player::prepareEnvironment();
    player::registerCourseScheme();
    QCoreApplication::setOrganizationName(QStringLiteral("staffroom"));
    QCoreApplication::setApplicationName(QStringLiteral("staffroom-player"));
    QCoreApplication::setApplicationVersion(QStringLiteral(STAFFROOM_VERSION));
    QtWebEngineQuick::initialize();
    QGuiApplication application(argc, argv);
    QGuiApplication::setDesktopFileName(QStringLiteral("staffroom"));
    QQuickStyle::setStyle(QStringLiteral("Basic"));
    setFonts();

    QCommandLineParser arguments;
    arguments.setApplicationDescription(
        QStringLiteral("Plays a course for the Staffroom desktop program, which starts it."));
    arguments.addHelpOption();
    arguments.addVersionOption();
    const QCommandLineOption socket(QStringLiteral("socket"), QStringLiteral("The desktop's local socket."),
                                    QStringLiteral("name"));
    arguments.addOption(socket);
    arguments.process(application);
    if (!arguments.isSet(socket)) {
        qCritical("staffroom-player is started by the Staffroom desktop program (--socket NAME is missing)");
        return 2;
    }
    player::DesktopLink link;
    if (!link.connectTo(arguments.value(socket))) {
        qCritical("the Staffroom desktop program does not answer");
        return 4;
    }

    const base::SystemClock clock;
    QTranslator translator;
    std::unique_ptr<player::CoursePlayer> course;
    const auto engine = std::make_unique<QQmlApplicationEngine>();
    QObject::connect(&link, &player::DesktopLink::received, &application, [&](const content::player::Message& message) {
        const auto* const start = std::get_if<content::player::Start>(&message);
        if (start == nullptr || course)
            return;
        const QLocale locale(QString::fromStdString(start->lang));
        QLocale::setDefault(locale);
        if (translator.load(locale, QStringLiteral("player"), QStringLiteral("_"), QStringLiteral(":/i18n")))
            QCoreApplication::installTranslator(&translator);
        course = std::make_unique<player::CoursePlayer>(*start, link, clock);
        QObject::connect(course.get(), &player::CoursePlayer::left, &application, &QCoreApplication::exit,
                         Qt::QueuedConnection);
        if (!openWindow(*engine, *course, link)) {
            qCritical("the window of the course player did not load");
            QCoreApplication::exit(5);
        }
    });
    QObject::connect(&link, &player::DesktopLink::lost, &application, [&] {
        if (!course)
            QCoreApplication::exit(4);
    });
    link.send(content::player::Hello{content::player::protocolVersion, QCoreApplication::applicationPid()});
    const int exitCode = QGuiApplication::exec();
    for (QObject* const window : engine->rootObjects())
        delete window; // the views go before the profile that they use
    return exitCode;
}
