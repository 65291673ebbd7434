// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/player/shut_in.h"

#include "core/content/names.h"

#include <QDir>
#include <QFile>
#include <QWebEngineUrlRequestJob>
#include <QWebEngineUrlScheme>

namespace staffroom::player {

void prepareEnvironment()
{
    // Without a GPU the emulated one costs 58 MB and ten times the CPU of the software renderer.
    const bool gpu =
        !QDir(QStringLiteral("/dev/dri")).entryList({QStringLiteral("renderD*")}, QDir::System | QDir::Files).isEmpty();
    if (!gpu) {
        qputenv("QT_QUICK_BACKEND", "software");
        qputenv("QT_XCB_GL_INTEGRATION", "none");
    }
    QByteArray flags = qgetenv("QTWEBENGINE_CHROMIUM_FLAGS");
    flags += " --force-webrtc-ip-handling-policy=disable_non_proxied_udp --host-resolver-rules=\"MAP * ~NOTFOUND\""
             " --no-pings --disable-background-networking --disable-features=NetworkPrediction";
    qputenv("QTWEBENGINE_CHROMIUM_FLAGS", flags);
}

void registerCourseScheme()
{
    QWebEngineUrlScheme scheme(courseScheme);
    scheme.setSyntax(QWebEngineUrlScheme::Syntax::Host);
    // Not LocalScheme: that would give pages the rights of files on the disk.
    scheme.setFlags(QWebEngineUrlScheme::SecureScheme | QWebEngineUrlScheme::CorsEnabled);
    QWebEngineUrlScheme::registerScheme(scheme);
}

CourseSchemeHandler::CourseSchemeHandler(PackageFiles files, QObject* parent)
    : QWebEngineUrlSchemeHandler(parent),
      m_files(std::move(files))
{
}

void CourseSchemeHandler::requestStarted(QWebEngineUrlRequestJob* job)
{
    const QUrl url = job->requestUrl();
    const QUrl initiator = job->initiator();
    const bool foreign = !initiator.isEmpty() && initiator != QUrl(QStringLiteral("null")) && !m_files.owns(initiator);
    const QString file = m_files.fileOf(url);
    if (foreign || file.isEmpty()) {
        Q_EMIT refused(url.toString());
        job->fail(QWebEngineUrlRequestJob::RequestDenied);
        return;
    }
    if (job->requestMethod() != "GET" && job->requestMethod() != "HEAD") {
        job->fail(QWebEngineUrlRequestJob::RequestDenied);
        return;
    }
    const QString path = m_files.pathOf(file);
    if (path.isEmpty()) {
        job->fail(QWebEngineUrlRequestJob::UrlNotFound);
        return;
    }
    auto* const device = new QFile(path, job); // WebEngine seeks in it for byte ranges
    if (!device->open(QIODevice::ReadOnly)) {
        job->fail(QWebEngineUrlRequestJob::RequestFailed);
        return;
    }
    const std::string_view type = content::mediaTypeOf(file.toStdString());
    job->reply(QByteArray(type.data(), static_cast<qsizetype>(type.size())), device);
}

NetworkBlock::NetworkBlock(PackageFiles files, QObject* parent)
    : QWebEngineUrlRequestInterceptor(parent),
      m_files(std::move(files))
{
}

void NetworkBlock::interceptRequest(QWebEngineUrlRequestInfo& info)
{
    const QUrl url = info.requestUrl();
    const QString scheme = url.scheme();
    if (m_files.owns(url) || scheme == QLatin1String("data") || scheme == QLatin1String("blob") ||
        scheme == QLatin1String("about") || (scheme == QLatin1String("qrc") && info.initiator().isEmpty()))
        return;
    info.block(true);
    Q_EMIT blocked(url.toString());
}

} // namespace staffroom::player
