// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sync/sim/memory_file.h"

#include <algorithm>
#include <cstring>

namespace staffroom::test {

MemoryFile::Page& MemoryFile::own(std::size_t index)
{
    PagePointer& page = m_now[index];
    if (page && page.use_count() == 1)
        return *page; // in m_dirty already: a durable page is shared with m_durable
    page = page ? std::make_shared<Page>(*page) : std::make_shared<Page>();
    m_dirty.push_back(index);
    return *page;
}

bool MemoryFile::read(std::uint64_t offset, std::span<char> out) const
{
    const std::uint64_t there = offset < m_size ? std::min<std::uint64_t>(m_size - offset, out.size()) : 0;
    for (std::uint64_t done = 0; done < there;) {
        const std::size_t within = (offset + done) % pageSize;
        const std::size_t part = std::min<std::uint64_t>(pageSize - within, there - done);
        const PagePointer& page = m_now[(offset + done) / pageSize];
        if (page)
            std::memcpy(out.data() + done, page->data() + within, part);
        else
            std::memset(out.data() + done, 0, part);
        done += part;
    }
    std::fill(out.begin() + static_cast<std::ptrdiff_t>(there), out.end(), '\0');
    return there == out.size();
}

void MemoryFile::write(std::uint64_t offset, std::span<const char> bytes)
{
    if (offset + bytes.size() > m_size)
        resize(offset + bytes.size());
    for (std::size_t done = 0; done < bytes.size();) {
        const std::size_t within = (offset + done) % pageSize;
        const std::size_t part = std::min(pageSize - within, bytes.size() - done);
        std::memcpy(own((offset + done) / pageSize).data() + within, bytes.data() + done, part);
        done += part;
    }
}

void MemoryFile::resize(std::uint64_t size)
{
    const std::size_t before = m_now.size();
    m_now.resize(pagesFor(size));
    for (std::size_t index = before; index < m_now.size(); ++index)
        m_dirty.push_back(index); // zeros now, but perhaps not before it was cut off
    const std::size_t within = size % pageSize;
    if (size < m_size && within != 0 && m_now.back()) {
        Page& last = own(m_now.size() - 1);
        std::fill(last.begin() + static_cast<std::ptrdiff_t>(within), last.end(), '\0');
    }
    m_size = size;
    m_shortest = std::min(m_shortest, size);
}

void MemoryFile::sync()
{
    m_durable.resize(m_now.size());
    for (const std::size_t index : m_dirty)
        if (index < m_now.size())
            m_durable[index] = m_now[index];
    m_dirty.clear();
    m_durableSize = m_size;
    m_shortest = m_size;
}

void MemoryFile::cutDurable(std::uint64_t size)
{
    m_durableSize = size;
    m_durable.resize(pagesFor(size));
    const std::size_t within = size % pageSize;
    if (within == 0 || !m_durable.back())
        return;
    auto last = std::make_shared<Page>(*m_durable.back());
    std::fill(last->begin() + static_cast<std::ptrdiff_t>(within), last->end(), '\0');
    m_durable.back() = std::move(last);
}

MemoryFile::PagePointer MemoryFile::afterCut(std::size_t index, std::size_t sector, std::uint64_t kept,
                                             base::Random& random, CutSectors& sectors) const
{
    const PagePointer none;
    const PagePointer& newer = index < m_now.size() ? m_now[index] : none;
    const PagePointer& older = index < m_durable.size() ? m_durable[index] : none;
    if (newer == older)
        return newer;
    auto page = older ? std::make_shared<Page>(*older) : std::make_shared<Page>();
    for (std::size_t at = 0; at < pageSize; at += sector) {
        const bool stays = random.below(8) < kept;
        const bool fresh = index * pageSize + at >= m_durableSize; // no durable byte of it: the disk may show anything
        std::size_t from = 0;
        std::size_t to = stays ? sector : 0;
        const std::uint64_t accident = random.below(32);
        if (accident == 0) // torn: one side of a byte in the middle came to the disk, the other didn't
            (random.below(2) == 0 ? from : to) = random.below(sector);
        sectors.torn += accident == 0;
        sectors.lost += accident != 0 && !stays;
        if (fresh && !stays && accident == 1)
            random.fill(page->data() + at, sector);
        else if (from < to && newer)
            std::memcpy(page->data() + at + from, newer->data() + at + from, to - from);
        else if (from < to)
            std::memset(page->data() + at + from, 0, to - from);
    }
    return page;
}

MemoryFile::CutSectors MemoryFile::cut(base::Random& random)
{
    CutSectors sectors;
    if (m_shortest < m_durableSize) {
        if (random.below(2) == 0) {
            m_now = m_durable;
            m_size = m_durableSize;
            *this = image();
            return sectors;
        }
        cutDurable(m_shortest);
    }
    const std::size_t sector = std::size_t(512) << random.below(4);
    // All and nothing are as likely as something between: each finds faults of its own.
    constexpr std::array<std::uint64_t, 5> shares{0, 1, 4, 7, 8};
    const std::uint64_t kept = shares[random.below(shares.size())];
    std::uint64_t size = random.below(2) == 0 ? m_size : m_durableSize;
    if (m_size > m_durableSize && random.below(2) == 0)
        size = std::min(m_size, m_durableSize + random.below((m_size - m_durableSize) / sector + 1) * sector);

    std::vector<PagePointer> pages(pagesFor(size));
    for (std::size_t index = 0; index < pages.size(); ++index)
        pages[index] = afterCut(index, sector, kept, random, sectors);
    m_now = std::move(pages);
    m_size = size;
    if (const std::size_t within = size % pageSize; within != 0 && m_now.back()) {
        auto last = std::make_shared<Page>(*m_now.back());
        std::fill(last->begin() + static_cast<std::ptrdiff_t>(within), last->end(), '\0');
        m_now.back() = std::move(last);
    }
    *this = image();
    return sectors;
}

bool MemoryFile::damage(std::uint64_t offset, unsigned char bits)
{
    if (offset >= m_size)
        return false;
    const auto rot = [&](std::vector<PagePointer>& pages) {
        if (offset / pageSize >= pages.size())
            return;
        PagePointer& page = pages[offset / pageSize];
        page = page ? std::make_shared<Page>(*page) : std::make_shared<Page>();
        char& byte = (*page)[offset % pageSize];
        byte = static_cast<char>(static_cast<unsigned char>(byte) ^ bits);
    };
    rot(m_now);
    rot(m_durable);
    m_dirty.push_back(offset / pageSize); // the two are no longer one page
    return true;
}

MemoryFile MemoryFile::image() const
{
    MemoryFile copy;
    copy.m_now = m_now;
    copy.m_durable = m_now;
    copy.m_size = m_size;
    copy.m_durableSize = m_size;
    copy.m_shortest = m_size;
    return copy;
}

std::string MemoryFile::bytes() const
{
    std::string out(m_size, '\0');
    read(0, out);
    return out;
}

} // namespace staffroom::test
