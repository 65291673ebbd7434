// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/discussion_dump.h"

#include "app/ctl/days.h"
#include "core/base/bytes.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <pugixml.hpp>
#include <set>
#include <string_view>
#include <tuple>

namespace staffroom::ctl {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

constexpr std::uintmax_t largestFile = 64U << 20U;
constexpr std::string_view doing = "reading the discussion";

/// "2014-03-13T20:32:04.033" (UTC) in ms since 1970; 0 for what is none.
std::int64_t momentOf(const std::string& text)
{
    const auto day = dayFromText(std::string_view(text).substr(0, 10));
    unsigned hour = 0;
    unsigned minute = 0;
    unsigned second = 0;
    unsigned ms = 0;
    if (!day || text.size() < 19 ||
        std::sscanf(text.c_str() + 10, "T%2u:%2u:%2u.%3u", &hour, &minute, &second, &ms) < 3 || hour > 23 ||
        minute > 59 || second > 60)
        return 0;
    return *day * 86'400'000 + static_cast<std::int64_t>(((hour * 60 + minute) * 60 + second) * 1000 + ms);
}

DumpPost postOf(const pugi::xml_node& row)
{
    DumpPost post;
    post.id = row.attribute("Id").value();
    post.title = row.attribute("Title").value();
    post.html = row.attribute("Body").value();
    post.created = momentOf(row.attribute("CreationDate").value());
    const std::string user = row.attribute("OwnerUserId").value();
    const std::string shown = row.attribute("OwnerDisplayName").value();
    post.author = !user.empty() ? "user " + user : shown.empty() ? "unknown" : "name " + shown;
    post.authorName = !shown.empty() ? shown : post.author;
    return post;
}

Error faultAt(ErrorCode code, const std::filesystem::path& file, const std::string& what)
{
    return Error{code, std::string(doing), file.string() + ": " + what};
}

Result<base::Bytes> contentOf(const std::filesystem::path& file)
{
    std::error_code failed;
    const std::uintmax_t size = std::filesystem::file_size(file, failed);
    if (failed)
        return faultAt(ErrorCode::notFound, file, failed.message());
    if (size > largestFile)
        return faultAt(ErrorCode::tooLarge, file, std::to_string(size) + " bytes");
    std::ifstream in(file, std::ios::binary);
    base::Bytes bytes{std::istreambuf_iterator<char>(in), {}};
    if (in.bad() || bytes.size() != size)
        return faultAt(ErrorCode::storageFailed, file, "can't be read to its end");
    if (!base::isUtf8(bytes))
        return faultAt(ErrorCode::malformed, file, "it isn't UTF-8");
    return bytes;
}

} // namespace

Result<DiscussionDump> readDiscussion(const std::filesystem::path& file)
{
    const auto bytes = contentOf(file);
    if (!bytes)
        return bytes.error();
    pugi::xml_document document;
    const pugi::xml_parse_result parsed = document.load_buffer(
        bytes->data(), bytes->size(), pugi::parse_default | pugi::parse_doctype, pugi::encoding_utf8);
    if (!parsed)
        return faultAt(ErrorCode::malformed, file,
                       std::string(parsed.description()) + " at byte " + std::to_string(parsed.offset));
    for (const pugi::xml_node& node : document.children())
        if (node.type() == pugi::node_doctype)
            return faultAt(ErrorCode::malformed, file, "it declares a document type");
    const pugi::xml_node root = document.child("posts");
    if (!root)
        return faultAt(ErrorCode::malformed, file, "it has no <posts>");

    DiscussionDump dump;
    std::set<std::string> questions;
    std::set<std::string> ids;
    for (const pugi::xml_node& row : root.children("row")) {
        const std::string sort = row.attribute("PostTypeId").value();
        if (sort != "1" && sort != "2") {
            ++dump.otherSorts;
            continue;
        }
        DumpPost post = postOf(row);
        if (post.id.empty() || post.created == 0 || !ids.insert(post.id).second)
            return faultAt(ErrorCode::malformed, file, "a row without a date or an id of its own: \"" + post.id + '"');
        if (sort == "1")
            questions.insert(post.id);
        else
            post.parent = row.attribute("ParentId").value();
        if (sort == "2" && post.parent.empty())
            ++dump.orphans;
        else
            dump.posts.push_back(std::move(post));
    }
    dump.orphans += std::erase_if(
        dump.posts, [&](const DumpPost& post) { return !post.parent.empty() && !questions.contains(post.parent); });
    std::sort(dump.posts.begin(), dump.posts.end(), [](const DumpPost& a, const DumpPost& b) {
        return std::tie(a.created, a.id) < std::tie(b.created, b.id);
    });
    return dump;
}

} // namespace staffroom::ctl
