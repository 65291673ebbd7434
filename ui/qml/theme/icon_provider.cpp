// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/qml/theme/icon_provider.h"

#include <QFile>
#include <QPainter>
#include <QSvgRenderer>

namespace staffroom::ui {

QImage IconProvider::requestImage(const QString& id, QSize* size, const QSize& requested)
{
    constexpr int usual = 24;
    const QSize wanted = requested.isValid() && !requested.isEmpty() ? requested : QSize(usual, usual);
    QImage image(wanted, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    if (size)
        *size = wanted;
    QFile file(QStringLiteral(":/staffroom/icons/%1.svg").arg(id.section(u'/', 0, 0)));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray svg = file.readAll();
    svg.replace("currentColor", '#' + id.section(u'/', 1, 1).toLatin1());
    QSvgRenderer renderer(svg);
    QPainter painter(&image);
    renderer.render(&painter);
    return image;
}

} // namespace staffroom::ui
