// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "tests/support/catch.hpp"
#include "ui/models/appearance.h"
#include "ui/models/error_text.h"

#include <QSet>
#include <QTemporaryDir>

using namespace staffroom;

TEST_CASE("every error has sentences of its own in both languages")
{
    QTemporaryDir folder;
    ui::Appearance appearance(folder.filePath(QStringLiteral("look.ini")));
    QSet<QString> english;
    for (const char* language : {"en", "zh_CN"}) {
        appearance.setLanguage(QString::fromLatin1(language));
        QSet<QString> seen;
        for (int i = 0; i <= static_cast<int>(base::ErrorCode::internal); ++i) {
            const auto code = static_cast<base::ErrorCode>(i);
            const ui::ErrorText text = ui::errorText(code);
            INFO(base::errorName(code) << " in " << language);
            CHECK_FALSE(text.happened.isEmpty());
            CHECK_FALSE(text.meaning.isEmpty());
            CHECK_FALSE(text.advice.isEmpty());
            CHECK_FALSE(seen.contains(text.happened));
            CHECK_FALSE(english.contains(text.happened)); // a translation that says the English text is none
            CHECK_FALSE(text.sentence().contains(u'%'));
            seen.insert(text.happened);
        }
        english = seen;
    }
}
