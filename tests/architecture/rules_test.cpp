// SPDX-License-Identifier: GPL-3.0-or-later
// The rules say no to what they must: on includes that were made up for it.
#include "tests/architecture/rules.h"
#include "tests/support/catch.hpp"

using namespace staffroom::architecture;

namespace {

std::string qtModule(std::string_view header)
{
    static const std::map<std::string, std::string, std::less<>> known = {
        {"QString", "QtCore"},         {"QNetworkReply", "QtNetwork"},
        {"QLocalServer", "QtNetwork"}, {"QImage", "QtGui"},
        {"QQmlEngine", "QtQml"},       {"QQuickItem", "QtQuick"},
        {"QWidget", "QtWidgets"},      {"QQuickWebEngineProfile", "QtWebEngineQuick"}};
    const auto found = known.find(header);
    return found == known.end() ? std::string() : found->second;
}

std::string including(const char* file, const char* target)
{
    return faultOfInclude({file, 1, target}, qtModule);
}

} // namespace

TEST_CASE("includes along the arrows are allowed")
{
    CHECK(including("core/base/cbor.cpp", "core/base/cbor.h").empty());
    CHECK(including("core/domain/kinds.h", "core/base/ids.h").empty());
    CHECK(including("core/sync/session.cpp", "core/domain/kinds.h").empty());
    CHECK(including("core/storage/truth.cpp", "core/sync/store_port.h").empty());
    CHECK(including("core/storage/plans.cpp", "core/learning/ports.h").empty());
    CHECK(including("core/storage/connection.cpp", "sqlite3.h").empty());
    CHECK(including("core/net/http_peer.cpp", "QNetworkReply").empty());
    CHECK(including("core/node/node.cpp", "core/storage/store.h").empty());
    CHECK(including("core/node/node.h", "QString").empty());
    CHECK(including("ui/models/plan_page.cpp", "core/learning/plans.h").empty());
    CHECK(including("ui/models/plan_page.h", "QQmlEngine").empty());
    CHECK(including("app/desktop/composition.cpp", "core/storage/store.h").empty());
    CHECK(including("app/player/player.cpp", "QQuickWebEngineProfile").empty());
    CHECK(including("ui/models/player/player_session.cpp", "QLocalServer").empty());
    CHECK_FALSE(including("ui/models/player/player_session.cpp", "QNetworkReply").empty());
    CHECK_FALSE(including("ui/models/home_screen.cpp", "QLocalServer").empty());
    CHECK(including("core/base/cbor.cpp", "vector").empty());
    CHECK(including("tests/unit/base/cbor_test.cpp", "core/node/node.h").empty());
}

TEST_CASE("includes against the arrows are refused")
{
    CHECK_FALSE(including("core/base/ids.h", "core/domain/kinds.h").empty());
    CHECK_FALSE(including("core/domain/kinds.h", "core/sync/change.h").empty());
    CHECK_FALSE(including("core/sync/session.cpp", "core/storage/store.h").empty());
    CHECK_FALSE(including("core/learning/plans.cpp", "core/storage/store.h").empty());
    CHECK_FALSE(including("core/learning/plans.cpp", "core/community/posts.h").empty());
    CHECK_FALSE(including("core/content/package.cpp", "core/storage/store.h").empty());
    CHECK_FALSE(including("core/net/http_peer.cpp", "core/storage/store.h").empty());
    CHECK_FALSE(including("core/storage/store.cpp", "core/node/node.h").empty());
    CHECK_FALSE(including("core/node/node.cpp", "ui/models/plan_page.h").empty());
    CHECK_FALSE(including("ui/models/sync_page.cpp", "core/storage/store.h").empty());
    CHECK_FALSE(including("ui/models/sync_page.cpp", "core/sync/session.h").empty());
    CHECK_FALSE(including("ui/models/sync_page.cpp", "core/net/http_peer.h").empty());
    CHECK_FALSE(including("ui/models/sync_page.cpp", "app/desktop/composition.h").empty());
    CHECK_FALSE(including("ui/qml/image_source.cpp", "core/domain/kinds.h").empty());
    CHECK_FALSE(including("app/player/player.cpp", "core/storage/store.h").empty());
    CHECK_FALSE(including("core/base/ids.h", "tests/support/catch.hpp").empty());
    CHECK_FALSE(including("core/base/ids.h", "../domain/kinds.h").empty());
    CHECK_FALSE(including("core/newcomer/thing.h", "core/base/ids.h").empty());
}

TEST_CASE("Qt, SQLite and web content stay where they belong")
{
    CHECK_FALSE(including("core/base/bytes.h", "QString").empty());
    CHECK_FALSE(including("core/storage/store.cpp", "QString").empty());
    CHECK_FALSE(including("core/node/node.cpp", "QNetworkReply").empty());
    CHECK_FALSE(including("core/net/http_peer.cpp", "QImage").empty());
    CHECK_FALSE(including("core/node/node.cpp", "QQmlEngine").empty());
    CHECK_FALSE(including("core/node/node.cpp", "QQuickItem").empty());
    CHECK_FALSE(including("core/node/node.cpp", "QWidget").empty());
    CHECK_FALSE(including("ui/models/sign_in_page.cpp", "QNetworkReply").empty());
    CHECK_FALSE(including("app/desktop/main.cpp", "QQuickWebEngineProfile").empty());
    CHECK_FALSE(including("app/server/main.cpp", "QImage").empty());
    CHECK_FALSE(including("app/server/accounts.cpp", "sqlite3.h").empty());
    CHECK_FALSE(including("ui/models/search_page.cpp", "SQLiteCpp/Statement.h").empty());
}

TEST_CASE("imports of screens are refused where they reach upwards, to the web or past the view models")
{
    const auto importing = [](const char* file, const char* target) { return faultOfImport({file, 1, target}); };
    CHECK(importing("ui/qml/pages/PlanPage.qml", "QtQuick.Controls.Basic").empty());
    CHECK(importing("ui/qml/pages/PlanPage.qml", "../components").empty());
    CHECK(importing("app/player/Player.qml", "QtWebEngine").empty());
    CHECK_FALSE(importing("ui/qml/components/Card.qml", "../pages").empty());
    CHECK_FALSE(importing("ui/qml/theme/Theme.qml", "../components").empty());
    CHECK_FALSE(importing("ui/qml/pages/CoursePage.qml", "QtWebEngine").empty());
    CHECK_FALSE(importing("ui/qml/pages/PlanPage.qml", "QtQuick.LocalStorage").empty());
    CHECK_FALSE(importing("ui/qml/pages/PlanPage.qml", "Qt5Compat.GraphicalEffects").empty());
}

TEST_CASE("target links are judged by the same arrows")
{
    const auto linking = [](const char* file, const char* target) { return faultOfLink({file, 1, target}); };
    CHECK(linking("core/sync/CMakeLists.txt", "staffroom::domain").empty());
    CHECK(linking("core/net/CMakeLists.txt", "Qt6::Network").empty());
    CHECK(linking("app/ctl/CMakeLists.txt", "staffroom::storage").empty());
    CHECK_FALSE(linking("core/sync/CMakeLists.txt", "staffroom::storage").empty());
    CHECK_FALSE(linking("core/sync/CMakeLists.txt", "Qt6::Core").empty());
    CHECK_FALSE(linking("core/node/CMakeLists.txt", "Qt6::Gui").empty());
    CHECK_FALSE(linking("core/base/CMakeLists.txt", "staffroom::test_support").empty());
    CHECK_FALSE(linking("app/desktop/CMakeLists.txt", "Qt6::WebEngineQuick").empty());
    CHECK_FALSE(linking("app/player/CMakeLists.txt", "staffroom::storage").empty());
}

TEST_CASE("a circle among folders is found and spelled out")
{
    CHECK(circleAmong({{"a", {"b", "c"}}, {"b", {"c"}}, {"c", {}}}).empty());
    CHECK(circleAmong({{"a", {"a"}}}).empty());
    CHECK(circleAmong({{"a", {"b"}}, {"b", {"a"}}}) == "a → b → a");
    CHECK(circleAmong({{"a", {"b"}}, {"b", {"c", "d"}}, {"d", {"b"}}}) == "b → d → b");
}

TEST_CASE("lines are found with their numbers")
{
    const auto includes =
        includesIn("x.cpp", "// one\n#include <vector>\n  #  include \"core/base/ids.h\"\nint include;\n");
    REQUIRE(includes.size() == 2);
    CHECK(includes[0].target == "vector");
    CHECK(includes[1].target == "core/base/ids.h");
    CHECK(includes[1].line == 3);
    const auto imports = importsIn("x.qml", "import QtQuick 2.15\nimport \"../components\" as C\n// import Nothing\n");
    REQUIRE(imports.size() == 2);
    CHECK(imports[0].target == "QtQuick");
    CHECK(imports[1].target == "../components");
    const auto links =
        linksIn("CMakeLists.txt", "# staffroom::no\nstaffroom_library(sync DEPS staffroom::base Qt6::Core)\n");
    REQUIRE(links.size() == 2);
    CHECK(links[0].target == "staffroom::base");
    CHECK(links[1].target == "Qt6::Core");
    CHECK(links[1].line == 2);
}
