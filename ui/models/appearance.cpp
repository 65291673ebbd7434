// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/appearance.h"

#include "ui/models/text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QSettings>

#include <algorithm>

namespace staffroom::ui {

namespace {

constexpr const char* languageKey = "language";
constexpr const char* themeKey = "theme";
constexpr const char* textSizeKey = "text-size";
constexpr const char* motionKey = "motion";

QString known(const QString& language)
{
    return language.startsWith(QStringLiteral("zh")) ? QStringLiteral("zh_CN") : QStringLiteral("en");
}

} // namespace

Appearance::Appearance(const QString& file, QObject* parent)
    : QObject(parent),
      m_settings(std::make_unique<QSettings>(file, QSettings::IniFormat)),
      m_theme(m_settings->value(QLatin1String(themeKey), QStringLiteral("system")).toString()),
      m_textSize(m_settings->value(QLatin1String(textSizeKey), 100).toInt()),
      m_motion(m_settings->value(QLatin1String(motionKey), true).toBool())
{
    apply(known(m_settings->value(QLatin1String(languageKey), QLocale::system().name()).toString()));
}

Appearance::~Appearance() = default;

void Appearance::apply(const QString& language)
{
    m_language = language;
    QLocale::setDefault(QLocale(language));
    QCoreApplication::removeTranslator(&m_translator);
    // Without the file the source texts stand, which are English.
    if (m_translator.load(QStringLiteral(":/i18n/staffroom_%1.qm").arg(language)))
        QCoreApplication::installTranslator(&m_translator);
    Q_EMIT languageChanged();
    Q_EMIT changed();
}

void Appearance::keep(const char* name, const domain::Value& value, const QVariant& onThisPc)
{
    m_settings->setValue(QLatin1String(name), onThisPc);
    // A look that couldn't be kept is worth no interruption: it holds for this session, and is on this PC.
    if (m_desktop && !m_desktop->setPreference(name, value))
        m_settings->sync();
}

void Appearance::setLanguage(const QString& language)
{
    if (known(language) == m_language)
        return;
    apply(known(language));
    keep(languageKey, domain::Value::text(toCore(m_language)), m_language);
}

void Appearance::setTheme(const QString& theme)
{
    if (theme == m_theme)
        return;
    m_theme = theme;
    Q_EMIT changed();
    keep(themeKey, domain::Value::text(toCore(theme)), theme);
}

void Appearance::setTextSize(int percent)
{
    percent = std::clamp(percent, 100, 150);
    if (percent == m_textSize)
        return;
    m_textSize = percent;
    Q_EMIT changed();
    keep(textSizeKey, domain::Value::integer(percent), percent);
}

void Appearance::setMotion(bool motion)
{
    if (motion == m_motion)
        return;
    m_motion = motion;
    Q_EMIT changed();
    keep(motionKey, domain::Value::boolean(motion), motion);
}

void Appearance::follow(node::Desktop* desktop)
{
    m_desktop = desktop;
    if (!desktop)
        return;
    const auto chosen = [desktop](const char* name) {
        const auto value = desktop->preference(name);
        return value && *value ? **value : domain::Value();
    };
    const domain::Value theme = chosen(themeKey);
    const domain::Value size = chosen(textSizeKey);
    const domain::Value motion = chosen(motionKey);
    const domain::Value language = chosen(languageKey);
    if (const auto text = theme.asText())
        m_theme = toQt(*text);
    if (const auto percent = size.asInteger())
        m_textSize = static_cast<int>(std::clamp<std::int64_t>(*percent, 100, 150));
    if (const auto on = motion.asBoolean())
        m_motion = *on;
    if (const auto text = language.asText(); text && known(toQt(*text)) != m_language)
        apply(known(toQt(*text)));
    Q_EMIT changed();
}

QString Appearance::server() const
{
    return m_settings->value(QStringLiteral("server")).toString();
}

void Appearance::setServer(const QString& server)
{
    m_settings->setValue(QStringLiteral("server"), server);
}

} // namespace staffroom::ui
