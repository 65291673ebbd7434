// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace staffroom::content {

/// The little YAML that lesson folders carry at the head of their pages and in config.yaml: keys of the first level
/// with a text or a list of texts. Deeper structures, anchors and tags are passed over.
struct PlainYaml
{
    std::map<std::string, std::string> texts;
    std::map<std::string, std::vector<std::string>> lists; ///< a key without a value is an empty list

    /// The text of the key, empty where there is none.
    std::string text(const std::string& key) const;
    /// The number at the start of the key's text; `otherwise` where there is none.
    int number(const std::string& key, int otherwise) const;
};

PlainYaml parsePlainYaml(std::string_view yaml);

/// A page without its head.
struct FrontMatter
{
    PlainYaml head;
    bool present = false;
    std::string_view body;
    int bodyLine = 1; ///< the number of the body's first line in the file
};

/// Takes the block between two lines of "---" off the top of a page.
FrontMatter splitFrontMatter(std::string_view page);

/// The text without white space at its ends.
std::string_view trimmed(std::string_view text);

} // namespace staffroom::content
