// SPDX-License-Identifier: GPL-3.0-or-later
// The rules on the project as it is.
#include "tests/architecture/rules.h"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

using namespace staffroom::architecture;
namespace fs = std::filesystem;

namespace {

const fs::path sources(STAFFROOM_SOURCES);

std::string textOf(const fs::path& path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Files under core, ui and app whose names end so, from the repository's root.
std::vector<std::string> filesEnding(const std::set<std::string>& endings)
{
    std::vector<std::string> files;
    for (const char* top : {"core", "ui", "app"}) {
        if (!fs::exists(sources / top))
            continue;
        for (const auto& entry : fs::recursive_directory_iterator(sources / top))
            if (entry.is_regular_file() &&
                (endings.contains(entry.path().extension()) || endings.contains(entry.path().filename())))
                files.push_back(fs::relative(entry.path(), sources).generic_string());
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<Use> usesIn(const std::set<std::string>& endings,
                        const std::function<std::vector<Use>(const std::string&, std::string_view)>& read)
{
    std::vector<Use> uses;
    for (const std::string& file : filesEnding(endings)) {
        const auto found = read(file, textOf(sources / file));
        uses.insert(uses.end(), found.begin(), found.end());
    }
    return uses;
}

/// Looks the header up in the folders of Qt's modules.
std::string installedQtModuleOf(std::string_view header)
{
    if (!header.starts_with('Q') && !header.starts_with('q'))
        return {};
    static std::map<std::string, std::string, std::less<>> known;
    if (const auto found = known.find(header); found != known.end())
        return found->second;
    std::string& module = known[std::string(header)];
    if (const std::size_t slash = header.find('/'); slash != std::string_view::npos)
        return module = header.substr(0, slash);
    for (const auto& folder : fs::directory_iterator(STAFFROOM_QT_HEADERS))
        if (folder.is_directory() && fs::exists(folder.path() / header))
            return module = folder.path().filename().string();
    return module;
}

std::string report(const std::vector<Use>& uses, const std::function<std::string(const Use&)>& faultOf)
{
    std::string text;
    for (const Use& use : uses)
        if (const std::string fault = faultOf(use); !fault.empty())
            text += use.file + ':' + std::to_string(use.line) + ": " + use.target + ": " + fault + '\n';
    return text;
}

} // namespace

TEST_CASE("the test knows Qt's headers by their modules")
{
    CHECK(installedQtModuleOf("QString") == "QtCore");
    CHECK(installedQtModuleOf("QNetworkReply") == "QtNetwork");
    CHECK(installedQtModuleOf("QtNetwork/QTcpSocket") == "QtNetwork");
    CHECK(installedQtModuleOf("Qwerty").empty());
}

TEST_CASE("no include of the project breaks the arrows of the architecture")
{
    const auto uses = usesIn({".h", ".hpp", ".cpp"}, includesIn);
    REQUIRE(uses.size() > 20);
    const std::string faults = report(uses, [](const Use& use) { return faultOfInclude(use, installedQtModuleOf); });
    INFO(faults);
    CHECK(faults.empty());
}

TEST_CASE("no import of a screen reaches upwards or past the view models")
{
    const std::string faults = report(usesIn({".qml"}, importsIn), faultOfImport);
    INFO(faults);
    CHECK(faults.empty());
}

TEST_CASE("no target links what its folder may not include")
{
    const auto uses = usesIn({"CMakeLists.txt"}, linksIn);
    REQUIRE_FALSE(uses.empty());
    const std::string faults = report(uses, faultOfLink);
    INFO(faults);
    CHECK(faults.empty());
}

TEST_CASE("the folders of the project don't include each other in circles")
{
    std::map<std::string, std::set<std::string>> folders;
    for (const Use& use : usesIn({".h", ".hpp", ".cpp"}, includesIn))
        if (fs::exists(sources / use.target))
            folders[fs::path(use.file).parent_path()].insert(fs::path(use.target).parent_path());
    const std::string circle = circleAmong(folders);
    CHECK(circle == std::string());
}
