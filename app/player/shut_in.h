// SPDX-License-Identifier: GPL-3.0-or-later
// What keeps a course inside its package: its own scheme, no network, nothing of another origin.
#pragma once

#include "app/player/package_files.h"

#include <QWebEngineUrlRequestInterceptor>
#include <QWebEngineUrlSchemeHandler>

namespace staffroom::player {

/// Chromium's switches and the renderer that Qt Quick is to use; before the application object exists.
void prepareEnvironment();

/// Makes the scheme known to Qt WebEngine; before the application object exists.
void registerCourseScheme();

/// Serves the files of the package. A request of another origin, of another package or of a path that leads out is
/// denied.
class CourseSchemeHandler : public QWebEngineUrlSchemeHandler
{
    Q_OBJECT

public:
    explicit CourseSchemeHandler(PackageFiles files, QObject* parent = nullptr);
    void requestStarted(QWebEngineUrlRequestJob* job) override;

Q_SIGNALS:
    /// A page asked for what lies outside the package.
    void refused(const QString& address);

private:
    PackageFiles m_files;
};

/// Blocks every request that isn't for the package.
class NetworkBlock : public QWebEngineUrlRequestInterceptor
{
    Q_OBJECT

public:
    explicit NetworkBlock(PackageFiles files, QObject* parent = nullptr);
    void interceptRequest(QWebEngineUrlRequestInfo& info) override;

Q_SIGNALS:
    void blocked(const QString& address);

private:
    PackageFiles m_files;
};

} // namespace staffroom::player
