// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/qml/window.h"

#include "ui/qml/theme/icon_provider.h"

#include <QFont>
#include <QGuiApplication>
#include <QtQml/qqmlextensionplugin.h>

Q_IMPORT_QML_PLUGIN(Staffroom_ModelsPlugin)
Q_IMPORT_QML_PLUGIN(Staffroom_UiPlugin)

namespace staffroom::ui {

MainWindow::MainWindow(Session& session)
{
    m_engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
    m_engine.addImageProvider(QStringLiteral("icons"), new IconProvider); // the engine owns it
    m_engine.setInitialProperties({{QStringLiteral("session"), QVariant::fromValue(&session)}});
    QObject::connect(session.appearance(), &Appearance::languageChanged, &m_engine, &QQmlEngine::retranslate);
    m_engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Staffroom/Ui/Main.qml")));
    if (!m_engine.rootObjects().isEmpty())
        m_window = qobject_cast<QQuickWindow*>(m_engine.rootObjects().constFirst());
}

void MainWindow::setFonts()
{
    QFont font = QGuiApplication::font();
    font.setFamilies({QStringLiteral("Noto Sans CJK SC"), QStringLiteral("Source Han Sans SC"),
                      QStringLiteral("WenQuanYi Micro Hei"), QStringLiteral("sans-serif")});
    font.setHintingPreference(QFont::PreferDefaultHinting);
    QGuiApplication::setFont(font);
}

} // namespace staffroom::ui
