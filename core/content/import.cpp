// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/content/import.h"

#include "core/content/archive_access.h"
#include "core/content/course_folder.h"
#include "core/content/lesson_page.h"
#include "core/content/names.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <optional>
#include <set>

namespace staffroom::content {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::uint64_t largestPage = 16U << 20U;
constexpr std::size_t wordsAMinute = 180; // reading to learn, not for the story
constexpr std::size_t hanCharactersAMinute = 300;
constexpr std::size_t summaryLength = 300; // bytes, cut at a character

/// The word that The Carpentries' template leaves where an author has written nothing yet.
constexpr std::string_view unwrittenTitle = "FIX"
                                            "ME";

std::string shortened(std::string text)
{
    if (text.size() <= summaryLength)
        return text;
    std::size_t end = summaryLength;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80)
        --end;
    text.resize(end);
    if (const std::size_t blank = text.rfind(' '); blank != std::string::npos && blank > summaryLength / 2)
        text.resize(blank);
    return text + "…";
}

int estimatedMinutes(const LessonPage& page)
{
    const double minutes = static_cast<double>(page.words) / static_cast<double>(wordsAMinute) +
                           static_cast<double>(page.hanCharacters) / static_cast<double>(hanCharactersAMinute);
    return std::max(1, static_cast<int>(std::ceil(minutes)));
}

class Import
{
public:
    Import(std::string folder, const ImportOptions& options) : m_folder(std::move(folder)), m_options(options) {}

    Result<Imported> run()
    {
        auto files = listCourseFolder(m_folder, m_out.notes);
        if (!files.ok())
            return files.error();
        m_files = *std::move(files);
        STAFFROOM_TRY(readSources());
        STAFFROOM_TRY(readOutline());
        namePackaged();
        STAFFROOM_TRY(renderPages());
        STAFFROOM_TRY(completeManifest());
        STAFFROOM_TRY(write());
        return std::move(m_out);
    }

private:
    std::string pathOf(const std::string& name) const { return m_folder + "/" + name; }
    /// Also of "." and of a path that ends with a slash.
    std::string nameOfFolder() const
    {
        const std::filesystem::path folder = std::filesystem::absolute(m_folder).lexically_normal();
        return (folder.has_filename() ? folder : folder.parent_path()).filename().string();
    }
    bool hasFile(const std::string& name) const
    {
        return std::any_of(m_files.begin(), m_files.end(), [&](const FolderFile& file) { return file.name == name; });
    }

    Result<void> readSources()
    {
        for (const FolderFile& file : m_files) {
            if (!isMarkdown(file.name))
                continue;
            auto text = readFile(pathOf(file.name), largestPage);
            if (!text.ok())
                return text.error();
            m_sources.emplace(file.name, *std::move(text));
        }
        for (const char* const name : {"config.yaml", "_config.yml", "_config.yaml"})
            if (hasFile(name) && m_config.texts.empty() && m_config.lists.empty()) {
                const auto text = readFile(pathOf(name), largestPage);
                if (!text.ok())
                    return text.error();
                m_config = parsePlainYaml(*text);
            }
        return {};
    }

    Result<void> readOutline()
    {
        const std::string manifest(manifestName);
        if (!hasFile(manifest)) {
            deriveManifest();
            return {};
        }
        const auto json = readFile(pathOf(manifest), largestPage);
        if (!json.ok())
            return json.error();
        auto parsed = parseManifest(*json, true);
        if (!parsed.ok())
            return parsed.error();
        m_out.manifest = *std::move(parsed);
        if (m_out.manifest.slug.empty())
            m_out.manifest.slug = nameOfFolder();
        for (const Module& module : m_out.manifest.modules)
            for (const Activity& activity : module.activities)
                if (!hasFile(activity.file))
                    return Error{ErrorCode::packageBroken, "reading the course.json of a folder",
                                 "missing: " + activity.file};
        if (m_out.manifest.lang.empty())
            m_out.manifest.lang = guessedLang();
        return {};
    }

    /// Chinese where a good part of the characters is.
    std::string guessedLang() const
    {
        std::size_t han = 0;
        std::size_t letters = 0;
        for (const auto& [name, text] : m_sources)
            for (const char c : text) {
                const auto byte = static_cast<unsigned char>(c);
                han += byte >= 0xE4 && byte <= 0xE9 ? 1 : 0;
                letters += (byte >= 'a' && byte <= 'z') ? 1 : 0;
            }
        return han * 10 > letters ? "zh-CN" : "en";
    }

    void deriveManifest()
    {
        CourseManifest& manifest = m_out.manifest;
        manifest.title = m_config.text("title");
        manifest.lang = m_config.text("lang");
        if (manifest.lang.empty())
            manifest.lang = guessedLang();
        manifest.licence = m_config.text("license");
        manifest.slug = nameOfFolder();
        for (const OutlineModule& part : outlineOf(m_files, m_config, manifest.lang, m_out.notes)) {
            Module module;
            module.title = part.title;
            if (part.folder == "instructors")
                module.kind = "guidance";
            for (const std::string& source : part.sources) {
                if (isUnwritten(source)) {
                    m_out.notes.push_back(
                        {source, 0, NoteKind::fileLeftOut, "a page of the template, not yet written"});
                    continue;
                }
                Activity activity;
                activity.file = source;
                module.activities.push_back(std::move(activity));
            }
            if (!module.activities.empty())
                manifest.modules.push_back(std::move(module));
        }
    }

    bool isUnwritten(const std::string& source) const
    {
        const auto text = m_sources.find(source);
        return text != m_sources.end() && splitFrontMatter(text->second).head.text("title") == unwrittenTitle;
    }

    void namePackaged()
    {
        std::set<std::string> taken{std::string(manifestName), std::string(stylesheetName)};
        for (const FolderFile& file : m_files)
            if (!isMarkdown(file.name))
                taken.insert(file.name);
        for (const FolderFile& file : m_files) {
            if (isMarkdown(file.name)) {
                std::string name = withoutExtension(file.name) + ".html";
                if (!taken.insert(name).second)
                    taken.insert(name = file.name + ".html");
                m_links.add(file.name, name);
            } else if (file.name == manifestName || file.name == stylesheetName || extensionOf(file.name) == "yaml" ||
                       extensionOf(file.name) == "yml") {
                continue; // it has been read, and what it says is in the manifest
            } else if (mediaTypeOf(file.name) != "application/octet-stream") {
                m_links.add(file.name, file.name);
            } else {
                m_out.notes.push_back(
                    {file.name, 0, NoteKind::fileLeftOut, "a kind of file that no course page opens"});
            }
        }
    }

    Result<void> renderPages()
    {
        const std::string lang = m_options.lang.empty() ? m_out.manifest.lang : m_options.lang;
        for (const auto& [name, text] : m_sources) {
            auto page = renderLesson(text, name, lang, m_links, m_out.notes);
            if (!page.ok())
                return page.error();
            m_pages.emplace(name, *std::move(page));
        }
        return {};
    }

    static bool isFrontPage(std::string_view source) { return source == "index.md" || source == "README.md"; }

    Result<void> completeManifest()
    {
        CourseManifest& manifest = m_out.manifest;
        completeTexts(manifest);
        int minutes = 0;
        for (Module& module : manifest.modules)
            for (Activity& activity : module.activities) {
                completeActivity(activity);
                minutes += activity.minutes;
            }
        if (manifest.activityCount() == 0)
            return Error{ErrorCode::packageBroken, "importing a course folder", m_folder + ": no page in it"};
        if (manifest.hours <= 0)
            manifest.hours = std::max(0.5, std::round(minutes / 30.0) / 2);
        return {};
    }

    void completeActivity(Activity& activity)
    {
        const std::string source = activity.file;
        activity.file = m_links.packaged(source);
        activity.type = activityTypeOf(activity.file);
        const auto page = m_pages.find(source);
        if (activity.title.empty() && page != m_pages.end())
            activity.title = page->second.title;
        if (activity.title.empty())
            activity.title = isFrontPage(source) ? m_out.manifest.title : leafOf(withoutExtension(source));
        m_titles[source] = activity.title;
        if (activity.minutes > 0 || page == m_pages.end())
            return;
        activity.minutes = page->second.minutes;
        if (activity.minutes >= 0)
            return;
        activity.minutes = estimatedMinutes(page->second);
        m_out.notes.push_back({source, 0, NoteKind::minutesEstimated, std::to_string(activity.minutes) + " minutes"});
    }

    void completeTexts(CourseManifest& manifest) const
    {
        const LessonPage* front = nullptr;
        for (const char* const name : {"index.md", "README.md", "readme.md"})
            if (const auto page = m_pages.find(name); page != m_pages.end() && front == nullptr)
                front = &page->second;
        if (!m_options.title.empty())
            manifest.title = m_options.title;
        if (manifest.title.empty() && front != nullptr)
            manifest.title = front->title;
        if (manifest.title.empty())
            manifest.title = manifest.slug;
        if (manifest.summary.empty() && front != nullptr)
            manifest.summary = shortened(front->firstText);
        if (!m_options.lang.empty())
            manifest.lang = m_options.lang;
        if (!m_options.provider.empty())
            manifest.provider = m_options.provider;
        if (!m_options.licence.empty())
            manifest.licence = m_options.licence;
    }

    std::string titleOf(const std::string& source, const LessonPage& page) const
    {
        if (!page.title.empty())
            return page.title;
        const auto given = m_titles.find(source);
        if (given != m_titles.end() && given->second != leafOf(withoutExtension(source)))
            return given->second;
        return isFrontPage(source) ? m_out.manifest.title : leafOf(withoutExtension(source));
    }

    Result<void> write()
    {
        auto writer = ZipWriter::create(m_options.output);
        if (!writer.ok())
            return writer.error();
        std::map<std::string, std::string> sourceOf; // by the packaged name, which is the order in the package
        for (const auto& [source, packaged] : m_links.files())
            sourceOf.emplace(packaged, source);
        sourceOf.emplace(manifestName, "");
        sourceOf.emplace(stylesheetName, "");
        for (const auto& [name, source] : sourceOf) {
            const auto page = m_pages.find(source);
            if (name == manifestName)
                STAFFROOM_TRY((*writer)->add(name, toJson(m_out.manifest)));
            else if (name == stylesheetName)
                STAFFROOM_TRY((*writer)->add(name, lessonStylesheet()));
            else if (page != m_pages.end())
                STAFFROOM_TRY((*writer)->add(
                    name, lessonDocument(page->second, titleOf(source, page->second), m_out.manifest.lang, name)));
            else
                STAFFROOM_TRY((*writer)->addFile(name, pathOf(source)));
        }
        m_out.files = sourceOf.size();
        auto package = (*writer)->finish();
        if (!package.ok())
            return package.error();
        m_out.package = *std::move(package);
        return {};
    }

    std::string m_folder;
    const ImportOptions& m_options;
    std::vector<FolderFile> m_files;
    std::map<std::string, std::string> m_sources; ///< Markdown by name
    std::map<std::string, LessonPage> m_pages;
    std::map<std::string, std::string> m_titles;
    PlainYaml m_config;
    FolderLinks m_links;
    Imported m_out;
};

} // namespace

Result<Imported> importFolder(const std::string& folder, const ImportOptions& options)
{
    const std::string plain = folder.size() > 1 && folder.back() == '/' ? folder.substr(0, folder.size() - 1) : folder;
    return Import(plain, options).run();
}

} // namespace staffroom::content
