// SPDX-License-Identifier: GPL-3.0-or-later
// The arrows of docs/architecture.md as functions: pure, so that a made-up include can show that they say no.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace staffroom::architecture {

/// One #include line, import line or target link of the project.
struct Use
{
    std::string file; // from the repository's root, "core/sync/session.cpp"
    int line = 0;
    std::string target; // "core/base/result.h", "QString", "QtQuick.Controls", "staffroom::base"
};

/// The Qt module that a header belongs to ("QtCore" for "QString"), or nothing for what isn't Qt's.
using QtModuleOf = std::function<std::string(std::string_view header)>;

/// The folder that the arrows speak of: "core/sync", "ui/models", "app/server"; empty for files outside of them.
std::string folderOf(std::string_view file);

/// What is wrong with one include, or nothing.
std::string faultOfInclude(const Use& use, const QtModuleOf& qtModuleOf);

/// What is wrong with one import line of a .qml file, or nothing.
std::string faultOfImport(const Use& use);

/// What is wrong with linking one target in a CMakeLists.txt of a folder, or nothing.
std::string faultOfLink(const Use& use);

/// "core/base → core/sync → core/base" for the first circle among folders, or nothing.
std::string circleAmong(const std::map<std::string, std::set<std::string>>& uses);

/// The include, import and link lines of one file's text.
std::vector<Use> includesIn(const std::string& file, std::string_view text);
std::vector<Use> importsIn(const std::string& file, std::string_view text);
std::vector<Use> linksIn(const std::string& file, std::string_view text);

} // namespace staffroom::architecture
