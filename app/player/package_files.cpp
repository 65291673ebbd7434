// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/player/package_files.h"

#include "core/content/names.h"

#include <QDir>
#include <QFileInfo>

namespace staffroom::player {

PackageFiles::PackageFiles(const QString& id, const QString& folder) : m_root(QDir(folder).canonicalPath())
{
    for (const QChar c : id.toLower())
        m_host += (c >= QLatin1Char('a') && c <= QLatin1Char('z')) || (c >= QLatin1Char('0') && c <= QLatin1Char('9'))
                      ? c
                      : QLatin1Char('-');
    // A host of digits alone would be read as an IPv4 address.
    m_host = QStringLiteral("c-") + m_host.left(60);
}

QUrl PackageFiles::address(const QString& file) const
{
    QUrl url;
    url.setScheme(QLatin1String(courseScheme));
    url.setHost(m_host);
    url.setPath(QLatin1Char('/') + file, QUrl::DecodedMode);
    return url;
}

bool PackageFiles::owns(const QUrl& url) const
{
    return url.scheme() == QLatin1String(courseScheme) && url.host() == m_host;
}

QString PackageFiles::fileOf(const QUrl& url) const
{
    if (!owns(url))
        return {};
    const QByteArray path = url.path(QUrl::FullyDecoded).toUtf8();
    std::string_view name(path.constData(), static_cast<std::size_t>(path.size()));
    if (name.starts_with('/'))
        name.remove_prefix(1);
    const auto normal = content::normalName(name);
    return normal.ok() ? QString::fromStdString(*normal) : QString();
}

QString PackageFiles::pathOf(const QString& file) const
{
    if (m_root.isEmpty() || !content::normalName(file.toStdString()).ok())
        return {};
    const QFileInfo info(m_root + QLatin1Char('/') + file);
    const QString canonical = info.canonicalFilePath();
    return canonical.startsWith(m_root + QLatin1Char('/')) && info.isFile() ? canonical : QString();
}

} // namespace staffroom::player
