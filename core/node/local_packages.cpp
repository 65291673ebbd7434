// SPDX-License-Identifier: GPL-3.0-or-later
// Course packages: fetched into downloads/, unpacked into packages/<hash>, whole or not at all.
#include "core/content/unpack.h"
#include "core/node/local_desktop.h"

#include <fstream>
#include <set>

namespace staffroom::node {

using base::Error;
using base::ErrorCode;

namespace {

Result<void> checkHash(const std::filesystem::path& file, const base::Bytes& hash)
{
    std::ifstream in(file, std::ios::binary);
    base::Hasher hasher;
    std::vector<char> piece(1 << 20);
    while (in) {
        in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        hasher.add({piece.data(), static_cast<std::size_t>(in.gcount())});
    }
    if (hasher.finish().view() != hash)
        return Error{ErrorCode::badHash, "checking a package", file.string()};
    return {};
}

/// What is named so is a package; beside them may lie what is being unpacked.
bool isHash(const std::string& name)
{
    return base::Hash::fromBytes(base::fromHex(name)).has_value();
}

/// Runs on a thread of its own: a large package takes seconds.
Result<void> unpackChecked(const std::filesystem::path& file, const std::filesystem::path& into,
                           const base::Bytes& hash)
{
    auto genuine = checkHash(file, hash);
    std::error_code ignored; // what can't be removed is fetched over
    if (!genuine) {
        std::filesystem::remove(file, ignored);
        return genuine;
    }
    const auto unpacked = content::unpack(file.string(), into.string());
    if (unpacked || unpacked.error().code != ErrorCode::diskFull)
        std::filesystem::remove(file, ignored); // on a full disk the download is kept: the link is the dearer thing
    return unpacked ? Result<void>() : Result<void>(unpacked.error());
}

} // namespace

std::filesystem::path LocalDesktop::unpackedFolder(const base::Bytes& hash) const
{
    return m_profile.folder / "packages" / base::toHex(hash);
}

void LocalDesktop::clearInterruptedUnpacking()
{
    std::error_code failed;
    for (const char* name : {"packages", "downloads"})
        std::filesystem::create_directories(m_profile.folder / name, failed);
    if (const auto cleared = content::removeInterruptedUnpacking((m_profile.folder / "packages").string()); !cleared)
        note(describe(cleared.error()));
}

void LocalDesktop::removeForeignPackages()
{
    const auto courses = m_learningReads->courses(m_profile.person);
    if (!courses)
        return note(describe(courses.error()));
    std::set<std::string> known;
    for (const learning::CourseSummary& course : *courses)
        known.insert(base::toHex(course.packageHash));
    for (const char* name : {"packages", "downloads"}) {
        std::error_code failed;
        std::vector<std::filesystem::path> foreign;
        for (std::filesystem::directory_iterator one(m_profile.folder / name, failed), end; one != end;
             one.increment(failed))
            if (isHash(one->path().stem().string()) && !known.contains(one->path().stem().string()))
                foreign.push_back(one->path());
        for (const std::filesystem::path& one : foreign)
            if (std::filesystem::remove_all(one, failed); failed)
                note("removing what isn't read here any more: " + one.string() + ": " + failed.message());
    }
}

void LocalDesktop::clearAfterLeaving()
{
    const auto left = m_replica->meta(storage::Replica::leftMark);
    if (!left || left->empty())
        return;
    if (left->find(static_cast<char>(domain::ScopeType::catalogue)) != base::Bytes::npos)
        removeForeignPackages();
    std::error_code failed;
    std::vector<std::filesystem::path> copies;
    for (std::filesystem::directory_iterator one(m_profile.folder, failed), end; one != end; one.increment(failed))
        if (one->path().filename().string().starts_with(m_replica->file().filename().string() + ".before-"))
            copies.push_back(one->path());
    for (const std::filesystem::path& copy : copies)
        if (std::filesystem::remove(copy, failed); failed)
            note("removing a copy from before an update: " + copy.string() + ": " + failed.message());
    if (const auto cleared = m_replica->noteMeta(storage::Replica::leftMark, {}); !cleared)
        note(describe(cleared.error()));
}

Result<LocalDesktop::Package> LocalDesktop::package(const RecordId& course) const
{
    const auto detail = m_learningReads->course(m_profile.person, course);
    if (!detail)
        return detail.error();
    if (!*detail || (*detail)->summary.packageHash.empty())
        return Error{ErrorCode::notFound, "finding a course's package", course.text()};
    return Package{(*detail)->summary.packageHash, (*detail)->summary.packageBytes};
}

std::optional<std::filesystem::path> LocalDesktop::packageFolder(const RecordId& course) const
{
    const auto found = package(course);
    std::error_code missing;
    if (!found || !std::filesystem::exists(unpackedFolder(found->hash), missing))
        return std::nullopt;
    return unpackedFolder(found->hash);
}

void LocalDesktop::download(const RecordId& course, std::function<void(const Download&)> progress)
{
    const auto found = package(course);
    if (!found)
        return progress({0, 0, false, found.error()});
    if (packageFolder(course))
        return progress({found->bytes, found->bytes, true, {}});
    if (m_token.empty()) { // no session yet: when the next sync has one
        m_waitingDownloads.emplace(course, std::move(progress));
        return syncNow();
    }
    std::vector<Listener>& listeners = m_fetching[found->hash];
    listeners.push_back(std::move(progress));
    if (listeners.size() > 1)
        return; // under way
    const std::filesystem::path file = m_profile.folder / "downloads" / (base::toHex(found->hash) + ".part");
    std::error_code missing;
    if (std::filesystem::exists(file, missing) &&
        static_cast<std::int64_t>(std::filesystem::file_size(file, missing)) >= found->bytes)
        return unpack(*found, file); // it was all here when the program ended
    m_downloads->fetch(
        "/v1/blob/" + base::toHex(found->hash), m_token, file,
        [this, package = *found](std::int64_t have, std::int64_t) {
            tell(package.hash, {have, package.bytes, false, {}});
        },
        [this, file, package = *found](const Result<void>& fetched) {
            if (!fetched)
                return tell(package.hash, {0, package.bytes, false, fetched.error()});
            unpack(package, file);
        });
}

void LocalDesktop::tell(const base::Bytes& hash, const Download& download)
{
    const bool ended = download.done || download.error;
    const std::vector<Listener> listeners = ended ? std::exchange(m_fetching[hash], {}) : m_fetching[hash];
    if (ended)
        m_fetching.erase(hash);
    for (const Listener& listener : listeners)
        listener(download);
}

void LocalDesktop::unpack(const Package& package, const std::filesystem::path& file)
{
    QThread* thread = QThread::create([this, package, file, into = unpackedFolder(package.hash)] {
        const Result<void> done = unpackChecked(file, into, package.hash);
        QMetaObject::invokeMethod(&m_here, [this, package, done] {
            tell(package.hash,
                 {package.bytes, package.bytes, done.ok(), done ? std::nullopt : std::optional(done.error())});
            announce();
        });
    });
    m_unpacking.push_back(thread);
    thread->start();
}

void LocalDesktop::startWaitingDownloads()
{
    const auto waiting = std::exchange(m_waitingDownloads, {});
    for (const auto& [course, progress] : waiting) {
        if (m_token.empty())
            progress(
                {0, 0, false, m_status.problem.value_or(Error{ErrorCode::hostUnreachable, "fetching a package", {}})});
        else
            download(course, progress);
    }
}

void LocalDesktop::removePackage(const RecordId& course)
{
    const auto found = package(course);
    std::error_code failed;
    if (found)
        std::filesystem::remove_all(unpackedFolder(found->hash), failed);
    if (failed)
        note("removing a package: " + failed.message());
    announce();
}

std::int64_t LocalDesktop::profileBytes() const
{
    std::int64_t bytes = 0;
    std::error_code failed;
    for (auto at = std::filesystem::recursive_directory_iterator(m_profile.folder, failed);
         !failed && at != std::filesystem::recursive_directory_iterator(); at.increment(failed))
        if (at->is_regular_file(failed))
            bytes += static_cast<std::int64_t>(at->file_size(failed));
    return bytes;
}

} // namespace staffroom::node
