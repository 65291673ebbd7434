// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/rules.h"

#include <algorithm>
#include <array>
#include <optional>
#include <regex>
#include <sstream>

namespace staffroom::architecture {

namespace {

using Folders = std::set<std::string, std::less<>>;

/// Who may include whom, besides itself. What isn't in here is free (app/server, app/ctl) or unknown (an error).
const std::map<std::string, Folders, std::less<>>& arrows()
{
    static const std::map<std::string, Folders, std::less<>> table = {
        {"core/base", {}},
        {"core/domain", {"core/base"}},
        {"core/sync", {"core/base", "core/domain"}},
        {"core/learning", {"core/base", "core/domain"}},
        {"core/community", {"core/base", "core/domain"}},
        {"core/storage", {"core/base", "core/domain", "core/sync", "core/learning", "core/community"}},
        {"core/content", {"core/base", "core/domain", "core/learning"}},
        {"core/net", {"core/base", "core/domain", "core/sync"}},
        {"core/node",
         {"core/base", "core/domain", "core/sync", "core/learning", "core/community", "core/storage", "core/content",
          "core/net"}},
        {"ui/models", {"core/base", "core/domain", "core/learning", "core/community", "core/content", "core/node"}},
        {"ui/qml", {"ui/models"}},
        // The player gets a package and hands commits back: nothing of the store, the engine or the network.
        {"app/player", {"core/base", "core/domain", "core/content"}},
    };
    return table;
}

bool startsWithAny(std::string_view text, std::initializer_list<std::string_view> beginnings)
{
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [text](std::string_view beginning) { return text.starts_with(beginning); });
}

std::string faultOfArrow(const std::string& from, const std::string& to)
{
    if (from == to || to.empty())
        return {};
    if (const auto allowed = arrows().find(from); allowed != arrows().end())
        return allowed->second.contains(to) ? std::string() : from + " may not use " + to;
    if (from.starts_with("app/"))
        return {};
    return from + " isn't in the table of the architecture";
}

std::string faultOfQt(const std::string& from, const std::string& module)
{
    const bool core = from.starts_with("core/");
    if (core && module != "QtCore" && module != "QtNetwork")
        return from + " may not use " + module + ": no Gui, Qml or Widgets below ui";
    if (core && from != "core/net" && from != "core/node")
        return from + " may not use Qt: in core only net and node do";
    if (module == "QtNetwork" && ((core && from != "core/net") || from.starts_with("ui/")))
        return from + " may not use QtNetwork: that is for core/net";
    if (module.starts_with("QtWebEngine") && from != "app/player")
        return from + " may not use " + module + ": only the player does";
    if (startsWithAny(from, {"app/server", "app/ctl"}) && module != "QtCore" && module != "QtNetwork")
        return from + " may not use " + module + ": server and ctl have no screen";
    return {};
}

std::vector<Use> matches(const std::string& file, std::string_view text, const std::regex& pattern)
{
    std::vector<Use> found;
    std::istringstream lines{std::string(text)};
    int number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        for (std::sregex_iterator match(line.begin(), line.end(), pattern), end; match != end; ++match)
            found.push_back({file, number, (*match)[1]});
    }
    return found;
}

} // namespace

std::string folderOf(std::string_view file)
{
    if (!startsWithAny(file, {"core/", "ui/", "app/"}))
        return {};
    const std::size_t first = file.find('/');
    const std::size_t second = file.find('/', first + 1);
    return second == std::string_view::npos ? std::string() : std::string(file.substr(0, second));
}

/// The player's commits come over a socket of this machine, and QLocalServer lies in Qt's network library.
bool talksToPlayer(const Use& use, std::string_view module)
{
    return use.file.starts_with("ui/models/player/") && module == "QtNetwork" &&
           (startsWithAny(use.target, {"QLocalServer", "QLocalSocket"}) || use.target == "Qt6::Network");
}

std::string faultOfInclude(const Use& use, const QtModuleOf& qtModuleOf)
{
    const std::string from = folderOf(use.file);
    if (from.empty())
        return {};
    if (use.target.starts_with("tests/"))
        return from + " may not use the tests";
    if (use.target.starts_with("../") || use.target.find("/../") != std::string::npos)
        return "an include is written from the repository's root";
    if (const std::string to = folderOf(use.target); !to.empty())
        return faultOfArrow(from, to);
    if (const std::string module = qtModuleOf(use.target); !module.empty())
        return talksToPlayer(use, module) ? std::string() : faultOfQt(from, module);
    if (startsWithAny(use.target, {"sqlite3.h", "SQLiteCpp/"}) && from != "core/storage")
        return from + " may not use SQLite: that is for core/storage";
    return {};
}

std::string faultOfImport(const Use& use)
{
    const std::string from = folderOf(use.file);
    if (use.target.starts_with("QtWebEngine") && from != "app/player")
        return from + " may not import " + use.target + ": only the player does";
    if (startsWithAny(use.target, {"QtQuick.LocalStorage", "QtQml.XmlListModel", "QtWebSockets"}))
        return "screens are bindings on view models; they don't read " + use.target;
    if (startsWithAny(use.target, {"QtQuick.Effects", "Qt5Compat.GraphicalEffects", "QtQuick.Shapes.Effects"}))
        return use.target + " doesn't draw without a GPU";
    // theme ← components ← pages
    const bool component = use.file.starts_with("ui/qml/components/");
    const bool theme = use.file.starts_with("ui/qml/theme/");
    if ((component || theme) && use.target.find("pages") != std::string::npos)
        return "components and theme may not use pages";
    if (theme && use.target.find("components") != std::string::npos)
        return "the theme may not use components";
    return {};
}

std::string faultOfLink(const Use& use)
{
    const std::string from = folderOf(use.file);
    if (from.empty())
        return {};
    constexpr std::string_view ours = "staffroom::";
    if (use.target.starts_with(ours)) {
        const std::string name = use.target.substr(ours.size());
        if (name == "test_support")
            return from + " may not use the tests";
        const std::string inCore = "core/" + name;
        return arrows().contains(inCore) ? faultOfArrow(from, inCore) : std::string();
    }
    if (!use.target.starts_with("Qt6::"))
        return {};
    const std::string module = "Qt" + use.target.substr(5);
    return talksToPlayer(use, module) ? std::string() : faultOfQt(from, module);
}

std::string circleAmong(const std::map<std::string, std::set<std::string>>& uses)
{
    enum class State { untouched, open, done };
    std::map<std::string, State> states;
    std::vector<std::string> path;
    std::string circle;
    const std::function<bool(const std::string&)> visit = [&](const std::string& folder) {
        State& state = states[folder];
        if (state == State::done)
            return false;
        path.push_back(folder);
        if (state == State::open) {
            for (auto at = std::find(path.begin(), path.end(), folder); at != path.end(); ++at)
                circle += (circle.empty() ? "" : " → ") + *at;
            return true;
        }
        state = State::open;
        if (const auto next = uses.find(folder); next != uses.end())
            for (const std::string& to : next->second)
                if (to != folder && visit(to))
                    return true;
        states[folder] = State::done;
        path.pop_back();
        return false;
    };
    for (const auto& [folder, unused] : uses) {
        static_cast<void>(unused);
        if (visit(folder))
            return circle;
    }
    return {};
}

std::vector<Use> includesIn(const std::string& file, std::string_view text)
{
    static const std::regex pattern(R"(^\s*#\s*include\s*[<"]([^>"]+)[>"])");
    return matches(file, text, pattern);
}

std::vector<Use> importsIn(const std::string& file, std::string_view text)
{
    static const std::regex pattern(R"(^\s*import\s+"?([A-Za-z0-9_./]+))");
    return matches(file, text, pattern);
}

std::vector<Use> linksIn(const std::string& file, std::string_view text)
{
    static const std::regex comment("#[^\n]*");
    static const std::regex pattern(R"(\b((?:staffroom|Qt6)::\w+))");
    return matches(file, std::regex_replace(std::string(text), comment, ""), pattern);
}

} // namespace staffroom::architecture
