// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace staffroom::content {

/// Where a reference of a page leads once the page lies in a package.
struct LinkTarget
{
    enum class Kind {
        here,     ///< a place in the same page
        inside,   ///< another file of the package: href is relative to the page
        external, ///< the internet or an address for mail: kept, and marked
        missing,  ///< nothing in the folder has that name
        refused,  ///< a scheme that isn't followed
    };
    Kind kind = Kind::missing;
    std::string href; ///< encoded as a URL, not yet escaped for HTML
};

/// The files of a folder by their names there, and the names that they get in the package.
class FolderLinks
{
public:
    void add(const std::string& source, const std::string& packaged);
    const std::map<std::string, std::string>& files() const { return m_files; }
    /// The packaged name of a source file; empty where it isn't packaged.
    std::string packaged(std::string_view source) const;

    /// Follows a reference as a site generator would: relative to the page, then to the folder; "page.html" and "page"
    /// for "page.md"; at last by the end of the name where that fits one file alone (Carpentries pages name fig/x.png
    /// from every folder).
    LinkTarget resolve(std::string_view sourcePage, std::string_view url) const;

private:
    std::string find(std::string_view sourcePage, const std::string& path) const;
    std::string candidate(std::string_view name) const;

    std::map<std::string, std::string> m_files;
};

} // namespace staffroom::content
