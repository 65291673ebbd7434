// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace staffroom::test {

/// A file that remembers what of it a power cut can't take any more. Pages are shared until they are written to,
/// between what is seen and what is durable, and between copies: a copy costs a pointer a page.
class MemoryFile
{
public:
    static constexpr std::size_t pageSize = 4096;

    std::uint64_t size() const { return m_size; }
    /// Fills `out`, with zeros beyond the end; whether there was enough.
    bool read(std::uint64_t offset, std::span<char> out) const;
    void write(std::uint64_t offset, std::span<const char> bytes);
    /// Shorter or longer (with zeros).
    void resize(std::uint64_t size);
    /// What is seen now is durable.
    void sync();
    /// The power is cut: of everything since the last sync each sector stays, is lost or is torn, as drawn. What is
    /// left is durable. That the file was cut shorter came to the disk or didn't, with all that was written since: it
    /// is one entry of the file system's journal, and what comes after it lies elsewhere.
    struct CutSectors
    {
        std::uint64_t lost = 0, torn = 0;
    };
    CutSectors cut(base::Random& random);
    /// Flips these bits, in what is durable too: the disk rots. False beyond the end.
    bool damage(std::uint64_t offset, unsigned char bits);
    /// As it is seen now, all of it durable.
    MemoryFile image() const;
    std::string bytes() const;
    /// Calls back with each page that was ever written to.
    template <typename Visit>
    void eachPage(Visit visit) const
    {
        for (const PagePointer& page : m_now)
            if (page)
                visit(std::string_view(page->data(), page->size()));
    }

private:
    using Page = std::array<char, pageSize>;
    using PagePointer = std::shared_ptr<Page>; ///< null: zeros

    /// The page, this file's own to write to.
    Page& own(std::size_t index);
    /// What is durable ends there at the latest.
    void cutDurable(std::uint64_t size);
    /// A page after a cut; kept is of 8 sectors how many stay.
    PagePointer afterCut(std::size_t index, std::size_t sector, std::uint64_t kept, base::Random& random,
                         CutSectors& sectors) const;
    static std::size_t pagesFor(std::uint64_t size) { return (size + pageSize - 1) / pageSize; }

    std::vector<PagePointer> m_now;
    std::vector<PagePointer> m_durable;
    std::vector<std::size_t> m_dirty; ///< may differ from what is durable; may name a page twice or one that is gone
    std::uint64_t m_size = 0;         ///< bytes of the last page beyond it are zero
    std::uint64_t m_durableSize = 0;
    std::uint64_t m_shortest = 0; ///< of its sizes since the last sync
};

} // namespace staffroom::test
