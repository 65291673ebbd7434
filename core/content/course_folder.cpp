// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/content/course_folder.h"

#include "core/content/archive_access.h"
#include "core/content/manifest.h"
#include "core/content/names.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <set>

namespace staffroom::content {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::ErrorCode;

constexpr std::size_t mostFiles = 20'000;
constexpr std::uint64_t mostBytes = 2ULL << 30U;
constexpr int deepest = 24;

struct FolderWords
{
    std::string_view folder;
    std::string_view english;
    std::string_view chinese;
};

/// The folders of The Carpentries' lesson sites, in the order in which a learner meets them.
constexpr std::array knownFolders{
    FolderWords{"episodes", "Episodes", "课程内容"},
    FolderWords{"learners", "For learners", "学员资料"},
    FolderWords{"instructors", "For instructors", "主讲人资料"},
    FolderWords{"profiles", "Learner profiles", "学员画像"},
};

std::size_t rankOf(std::string_view folder)
{
    const auto* const found = std::find_if(knownFolders.begin(), knownFolders.end(),
                                           [&](const FolderWords& known) { return known.folder == folder; });
    return static_cast<std::size_t>(found - knownFolders.begin());
}

/// "03_group-work" is "Group work" to a reader.
std::string readableName(std::string_view leaf)
{
    std::string_view text = leaf;
    const std::size_t letters = text.find_first_not_of("0123456789");
    if (letters != std::string_view::npos && letters > 0 &&
        (text[letters] == '-' || text[letters] == '_' || text[letters] == '.'))
        text.remove_prefix(letters + 1);
    std::string name(trimmed(text));
    std::replace(name.begin(), name.end(), '_', ' ');
    std::replace(name.begin(), name.end(), '-', ' ');
    if (!name.empty() && name[0] >= 'a' && name[0] <= 'z')
        name[0] = static_cast<char>(name[0] - 'a' + 'A');
    return name.empty() ? std::string(leaf) : name;
}

std::string titleOf(std::string_view folder, std::string_view lang)
{
    const bool chinese = lang.starts_with("zh");
    if (folder.empty())
        return chinese ? "课程简介" : "About this course";
    if (const std::size_t rank = rankOf(folder); rank < knownFolders.size())
        return std::string(chinese ? knownFolders[rank].chinese : knownFolders[rank].english);
    return readableName(leafOf(folder));
}

bool isActivity(std::string_view name)
{
    return isMarkdown(name) || !activityTypeOf(name).empty();
}

std::string upperLeaf(std::string_view name)
{
    std::string leaf = leafOf(withoutExtension(name));
    for (char& c : leaf)
        if (c >= 'a' && c <= 'z')
            c = static_cast<char>(c - 'a' + 'A');
    return leaf;
}

bool isFrontPage(std::string_view name)
{
    const std::string leaf = upperLeaf(name);
    return leaf == "README" || leaf == "INDEX";
}

/// What a project says about itself rather than about the course's subject.
bool isRules(std::string_view name)
{
    const std::string leaf = upperLeaf(name);
    return leaf.starts_with("LICENSE") || leaf.starts_with("LICENCE") || leaf == "CODE_OF_CONDUCT" ||
           leaf == "CONTRIBUTING" || leaf == "CITATION" || leaf == "AUTHORS" || leaf == "CHANGELOG";
}

bool belongsToTools(const std::string& leaf)
{
    return leaf.starts_with('.') || leaf == "node_modules" || leaf == "_site" || leaf == "__MACOSX" ||
           leaf == "__pycache__";
}

} // namespace

bool isMarkdown(std::string_view name)
{
    const std::string extension = extensionOf(name);
    return extension == "md" || extension == "markdown";
}

base::Result<std::vector<FolderFile>> listCourseFolder(const std::string& folder, ImportNotes& notes)
{
    std::error_code failure;
    const fs::path root(folder);
    if (!fs::is_directory(root, failure))
        return Error{ErrorCode::notFound, "reading a course folder", folder + " isn't a folder",
                     "name the folder that holds the course's pages, not a file in it"};
    std::vector<FolderFile> files;
    std::uint64_t bytes = 0;
    fs::recursive_directory_iterator it(root, failure);
    for (; !failure && it != fs::recursive_directory_iterator(); it.increment(failure)) {
        const std::string leaf = it->path().filename().string();
        const std::string shown = it->path().lexically_relative(root).generic_string();
        const fs::file_status status = it->symlink_status(failure);
        if (failure)
            break;
        if (belongsToTools(leaf) || it.depth() >= deepest) {
            it.disable_recursion_pending();
            continue;
        }
        if (fs::is_directory(status))
            continue;
        if (!fs::is_regular_file(status)) {
            notes.push_back({shown, 0, NoteKind::fileLeftOut, "a link or special file"});
            continue;
        }
        auto name = normalName(shown);
        if (!name.ok())
            return name.error();
        const std::uint64_t size = it->file_size(failure);
        if (failure)
            break;
        bytes += size;
        if (files.size() == mostFiles || bytes > mostBytes)
            return Error{ErrorCode::tooLarge, "reading a course folder", folder};
        files.push_back({*std::move(name), size});
    }
    if (failure)
        return diskError(failure.value(), "reading a course folder", folder);
    std::sort(files.begin(), files.end(), [](const FolderFile& a, const FolderFile& b) { return a.name < b.name; });
    return files;
}

std::vector<OutlineModule> outlineOf(const std::vector<FolderFile>& files, const PlainYaml& config,
                                     std::string_view lang, ImportNotes& notes)
{
    std::map<std::string, std::vector<std::string>> byFolder;
    std::size_t attached = 0;
    for (const FolderFile& file : files) {
        if (!isActivity(file.name))
            continue;
        const std::string top = file.name.substr(0, file.name.find('/'));
        const bool listed = top != file.name && config.lists.contains(top);
        if (listed && folderOf(file.name) != top) {
            ++attached;
            continue;
        }
        byFolder[folderOf(file.name)].push_back(file.name);
    }
    if (attached > 0)
        notes.push_back({"config.yaml", 0, NoteKind::attachment, std::to_string(attached) + " files"});

    std::vector<OutlineModule> modules;
    OutlineModule rules;
    for (auto& [folder, sources] : byFolder) {
        OutlineModule module{folder, titleOf(folder, lang), {}};
        const auto list = config.lists.find(folder);
        std::set<std::string> taken;
        if (list != config.lists.end())
            for (const std::string& leaf : list->second)
                if (const std::string name = folder + "/" + leaf;
                    std::find(sources.begin(), sources.end(), name) != sources.end() && taken.insert(name).second)
                    module.sources.push_back(name);
        std::stable_sort(sources.begin(), sources.end(),
                         [](const std::string& a, const std::string& b) { return isFrontPage(a) && !isFrontPage(b); });
        for (const std::string& source : sources)
            if (!taken.contains(source))
                (folder.empty() && isRules(source) ? rules.sources : module.sources).push_back(source);
        if (!module.sources.empty())
            modules.push_back(std::move(module));
    }
    std::stable_sort(modules.begin(), modules.end(), [](const OutlineModule& a, const OutlineModule& b) {
        if (a.folder.empty() != b.folder.empty())
            return a.folder.empty();
        return rankOf(a.folder) < rankOf(b.folder);
    });
    if (!rules.sources.empty()) {
        rules.title = lang.starts_with("zh") ? "许可与说明" : "Licence and rules";
        modules.push_back(std::move(rules));
    }
    return modules;
}

} // namespace staffroom::content
