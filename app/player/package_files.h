// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

namespace staffroom::player {

inline constexpr const char* courseScheme = "staffroom-course";

/// The files of one unpacked package and their addresses, staffroom-course://<package id>/<file>.
class PackageFiles
{
public:
    PackageFiles() = default;
    /// The id becomes a host: other characters than lower-case letters, digits and '-' are replaced.
    PackageFiles(const QString& id, const QString& folder);

    QUrl address(const QString& file) const;
    /// Whether the address belongs to this package.
    bool owns(const QUrl& url) const;
    /// The file that the address names, in the form of the manifest; empty where it can't be a name in a package.
    QString fileOf(const QUrl& url) const;
    /// The path on the disk, canonical; empty where there is no such file or a link would lead out of the package.
    QString pathOf(const QString& file) const;
    const QString& host() const { return m_host; }

private:
    QString m_host;
    QString m_root; ///< canonical
};

} // namespace staffroom::player
