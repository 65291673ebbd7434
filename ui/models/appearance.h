// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/node/desktop.h"

#include <QObject>
#include <QStringList>
#include <QtQml/qqmlregistration.h>
#include <QTranslator>

#include <memory>

class QSettings;

namespace staffroom::ui {

/// How the program looks and speaks. What a person chose travels with them; before anybody signs in, what was last used
/// on this PC counts.
class Appearance : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the session")
    /// "zh_CN" or "en".
    Q_PROPERTY(QString language READ language WRITE setLanguage NOTIFY changed)
    /// "light", "dark" or "system".
    Q_PROPERTY(QString theme READ theme WRITE setTheme NOTIFY changed)
    /// Per cent, 100 to 150.
    Q_PROPERTY(int textSize READ textSize WRITE setTextSize NOTIFY changed)
    Q_PROPERTY(bool motion READ motion WRITE setMotion NOTIFY changed)
    /// What "system" comes to is known to the window, which says here what it shows.
    Q_PROPERTY(bool shownDark MEMBER m_shownDark NOTIFY shownDarkChanged)

public:
    /// file: where this PC's last choice is kept (an INI file; made when needed).
    explicit Appearance(const QString& file, QObject* parent = nullptr);
    ~Appearance() override;

    QString language() const { return m_language; }
    QString theme() const { return m_theme; }
    int textSize() const { return m_textSize; }
    bool motion() const { return m_motion; }
    bool shownDark() const { return m_shownDark; }
    void setLanguage(const QString& language);
    void setTheme(const QString& theme);
    void setTextSize(int percent);
    void setMotion(bool motion);

    /// Takes over what the person who signed in has chosen, and writes there from now on; null: nobody.
    void follow(node::Desktop* desktop);
    /// The server that was last signed in at on this PC.
    QString server() const;
    void setServer(const QString& server);

Q_SIGNALS:
    void changed();
    void shownDarkChanged();
    /// The translator is in place: texts are to be made again.
    void languageChanged();

private:
    void apply(const QString& language);
    void keep(const char* name, const domain::Value& value, const QVariant& onThisPc);

    std::unique_ptr<QSettings> m_settings;
    QTranslator m_translator;
    node::Desktop* m_desktop = nullptr;
    QString m_language;
    QString m_theme;
    int m_textSize;
    bool m_motion;
    bool m_shownDark = false;
};

} // namespace staffroom::ui
