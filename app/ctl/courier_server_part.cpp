// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/courier_server_part.h"

#include "app/ctl/courier_words.h"
#include "core/storage/learning_reads.h"

#include <algorithm>

namespace staffroom::ctl {

Result<std::vector<base::Hash>> packagesOf(SqliteCentral& store, const std::vector<std::string>& slugs)
{
    std::vector<base::Hash> packages;
    if (slugs.empty())
        return packages;
    auto reader = storage::Database::openReader(store.folder() / "server.db");
    if (!reader)
        return reader.error();
    const auto courses = storage::LearningReads(**reader).courses(RecordId());
    if (!courses)
        return courses.error();
    const County county(store);
    for (const std::string& slug : slugs) {
        bool found = false;
        for (const learning::CourseSummary& course : *courses) {
            if (slug != "all" && course.id != county.course(slug) && course.title != slug)
                continue;
            if (const auto hash = base::Hash::fromBytes(course.packageHash)) {
                packages.push_back(*hash);
                found = true;
            }
        }
        if (!found)
            return Error{ErrorCode::notFound, "looking for courses",
                         "no course with a package has the slug or title \"" + slug + '"',
                         "a course's slug is what its import printed; all takes every course"};
    }
    std::sort(packages.begin(), packages.end());
    packages.erase(std::unique(packages.begin(), packages.end()), packages.end());
    return packages;
}

Result<void> writeAnswers(SqliteCentral& store, std::span<const storage::CourierDevice> devices,
                          std::span<const base::Hash> packages, const std::filesystem::path& folder,
                          const Surroundings& world)
{
    for (const storage::CourierDevice& device : devices) {
        std::vector<base::Hash> allowed;
        for (const base::Hash& hash : packages)
            if (store.blob(hash, device.device.person))
                allowed.push_back(hash);
        const auto answer = node::answerCourier(store, device, allowed, world.clock, world.random, folder,
                                                courierProgress(world, "written"));
        if (!answer)
            return answer.error();
        world.out << "written for " << device.login << " (" << device.name << ") on " << device.pc << ": "
                  << answer->file.string() << ", " << sizeWords(answer->bytes) << '\n';
        const sync::DownWritten& what = answer->what;
        if (what.level())
            world.out << "  nothing new: it says that the PC is level\n";
        else
            world.out << "  " << counted(what.verdicts, "receipt") << ", " << counted(what.changes, "change") << ", "
                      << counted(what.records, "record") << " in complete copies, " << counted(what.packages, "course")
                      << '\n';
        if (allowed.size() < packages.size())
            world.out << "  left out: " << counted(packages.size() - allowed.size(), "course")
                      << " that this person may not have\n";
    }
    return {};
}

} // namespace staffroom::ctl
