// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/content/import_note.h"

#include <functional>
#include <string>
#include <string_view>

namespace staffroom::content {

/// &, <, > and quotes as character references.
std::string escapedHtml(std::string_view text);

/// Lets through what a page of text needs (an allowed list of tags and attributes) and drops everything that runs,
/// loads from elsewhere or asks for input. It keeps its place between fragments, since Markdown hands over inline tags
/// one by one: between "<script>" and "</script>" skipping() is true and the words there belong to nobody.
class RawHtml
{
public:
    /// What to do with an address; answers an empty text where the attribute is to go.
    using Address = std::function<std::string(std::string_view url, bool picture)>;
    using Dropped = std::function<void(NoteKind kind, std::string detail)>;

    RawHtml(Address address, Dropped dropped) : m_address(std::move(address)), m_dropped(std::move(dropped)) {}

    std::string clean(std::string_view fragment);
    bool skipping() const { return !m_skipped.empty(); }
    /// The end of a paragraph ends what was left open in it.
    void reset() { m_skipped.clear(); }

private:
    std::string tag(std::string_view inner);
    std::string attributes(const std::string& name, std::string_view rest);
    std::string attribute(const std::string& tagName, const std::string& name, const std::string& value);

    Address m_address;
    Dropped m_dropped;
    std::string m_skipped; ///< the tag whose content is dropped
};

} // namespace staffroom::content
