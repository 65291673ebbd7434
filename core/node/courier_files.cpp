// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/node/courier_files.h"

#include <algorithm>

namespace staffroom::node {

using base::Result;

Result<std::vector<CourierFound>> findCouriers(const std::filesystem::path& place)
{
    const auto paths = net::courierFiles(place);
    if (!paths)
        return paths.error();
    std::vector<CourierFound> files;
    for (const std::filesystem::path& path : *paths) {
        CourierFound file{path, {}};
        if (const auto source = net::CourierFileSource::open(path))
            if (auto outside = sync::CourierReader::outsideOf(**source))
                file.outside = *std::move(outside);
        files.push_back(std::move(file));
    }
    std::stable_sort(files.begin(), files.end(), [](const CourierFound& a, const CourierFound& b) {
        return (a.outside ? a.outside->madeMs : 0) < (b.outside ? b.outside->madeMs : 0);
    });
    return files;
}

Result<CourierOpened> openCourier(const std::filesystem::path& file, const sync::CourierProgress& progress,
                                  std::uint64_t& bytes)
{
    auto source = net::CourierFileSource::open(file);
    if (!source)
        return source.error();
    bytes = (*source)->size();
    auto reader = sync::CourierReader::open(**source, progress);
    if (!reader)
        return reader.error();
    return CourierOpened{*std::move(source), *std::move(reader)};
}

bool endsReading(const std::optional<base::Error>& error)
{
    return error && (error->code == base::ErrorCode::diskFull || error->code == base::ErrorCode::cancelled);
}

} // namespace staffroom::node
