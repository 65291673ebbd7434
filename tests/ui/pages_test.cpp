// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/catch.hpp"
#include "tests/ui/bench.h"
#include "ui/qml/window.h"

#include <QFile>
#include <QQmlComponent>

#include <cmath>

using namespace staffroom;
using staffroom::test::Bench;

namespace {

QStringList* warnings = nullptr;

void collect(QtMsgType type, const QMessageLogContext&, const QString& text)
{
    if (type != QtDebugMsg && type != QtInfoMsg && warnings)
        warnings->append(text);
}

/// What Qt and QML complain about while it lives.
struct Warnings
{
    QStringList texts;
    QtMessageHandler before;
    Warnings() : before((warnings = &texts, qInstallMessageHandler(collect))) {}
    ~Warnings()
    {
        qInstallMessageHandler(before);
        warnings = nullptr;
    }
};

double luminance(const QColor& color)
{
    const auto channel = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF()) + 0.0722 * channel(color.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

} // namespace

TEST_CASE("every page loads without a warning, in both languages, light and dark, small and large text")
{
    Warnings heard;
    Bench bench(false);
    bench.session.appearance()->setTheme(QStringLiteral("light"));
    ui::MainWindow main(bench.session);
    REQUIRE(main.window());
    main.window()->show();
    Bench::settle(50);
    bench.signIn();
    for (const char* language : {"zh_CN", "en"})
        for (const char* theme : {"light", "dark"})
            for (const int size : {100, 150}) {
                bench.session.appearance()->setLanguage(QString::fromLatin1(language));
                bench.session.appearance()->setTheme(QString::fromLatin1(theme));
                bench.session.appearance()->setTextSize(size);
                for (const char* page :
                     {"home", "plan", "courses", "course", "community", "search", "sync", "settings"}) {
                    if (std::string(page) == "course")
                        bench.session.course()->open(bench.session.courses()->mine()->at(0, "key").toString());
                    bench.session.setPage(QString::fromLatin1(page));
                    Bench::settle(40);
                    INFO(page << " " << language << " " << theme << " " << size);
                    CHECK(heard.texts.join(u'\n').toStdString().empty());
                    heard.texts.clear();
                }
            }
    bench.session.setPage(QStringLiteral("plan"));
    bench.session.plan()->setOpenItem(bench.session.plan()->items()->at(1, "key").toString());
    Bench::settle(60);
    bench.session.setPage(QStringLiteral("community"));
    bench.session.community()->startThread();
    Bench::settle(60);
    bench.session.lock();
    Bench::settle(60);
    CHECK(heard.texts.join(u'\n').toStdString().empty());
}

TEST_CASE("the lines of a post stand as far apart as Chinese needs, also after another post came in their place")
{
    QQmlEngine engine;
    engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
    QQmlComponent component(&engine);
    component.setData("import QtQuick\nimport Staffroom.Ui\nTextEdit { id: edit; font.pixelSize: 15; "
                      "text: '1\\n2\\n3'; LineHeight { document: edit.textDocument; height: 24 } }",
                      QUrl());
    const std::unique_ptr<QObject> edit(component.create());
    REQUIRE(edit);
    CHECK(edit->property("contentHeight").toDouble() == 72);
    edit->setProperty("text", QStringLiteral("1\n2\n3\n4\n5"));
    CHECK(edit->property("contentHeight").toDouble() == 120);
}

TEST_CASE("words stand out from what they stand on by 4.5 to 1 at least, in both themes")
{
    QQmlEngine engine;
    engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
    QQmlComponent component(&engine);
    component.setData("import QtQml\nimport Staffroom.Ui\nQtObject { property QtObject theme: Theme }", QUrl());
    const std::unique_ptr<QObject> object(component.create());
    REQUIRE(object);
    QObject* theme = object->property("theme").value<QObject*>();
    REQUIRE(theme);
    for (const bool dark : {false, true}) {
        theme->setProperty("dark", dark);
        const auto color = [theme](const char* name) { return theme->property(name).value<QColor>(); };
        for (const char* word : {"ink", "quiet", "accent", "attention", "danger"})
            for (const char* ground : {"paper", "surface", "hover"}) {
                INFO(word << " on " << ground << (dark ? ", dark" : ", light"));
                CHECK(contrast(color(word), color(ground)) >= 4.5);
            }
        for (const auto& [word, ground] :
             {std::pair("ink", "tint"), std::pair("quiet", "tint"), std::pair("accent", "tint"),
              std::pair("accentInk", "accent"), std::pair("accentInk", "accentPressed"), std::pair("ink", "mark"),
              std::pair("paper", "ink")}) {
            INFO(word << " on " << ground << (dark ? ", dark" : ", light"));
            CHECK(contrast(color(word), color(ground)) >= 4.5);
        }
        // What is not a word but must be seen: WCAG 2.1, 1.4.11.
        for (const char* ground : {"paper", "surface"})
            CHECK(contrast(color("edge"), color(ground)) >= 3.0);
    }
}

TEST_CASE("nothing is left untranslated")
{
    for (const char* language : {"zh_CN", "en"}) {
        QFile file(QStringLiteral("%1/staffroom_%2.ts")
                       .arg(QStringLiteral(STAFFROOM_TRANSLATIONS), QString::fromLatin1(language)));
        REQUIRE(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        CHECK_FALSE(text.contains("type=\"unfinished\""));
        CHECK_FALSE(text.contains("<translation></translation>"));
        CHECK(text.count("<message") > 300);
    }
}
