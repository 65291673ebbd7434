// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/parameters.h"

#include "core/sync/tuning.h"

#include <algorithm>
#include <charconv>

namespace staffroom::server {

std::optional<std::string_view> after(std::string_view text, std::string_view prefix)
{
    return text.starts_with(prefix) ? std::optional(text.substr(prefix.size())) : std::nullopt;
}

std::optional<std::uint64_t> number(std::optional<std::string_view> text)
{
    std::uint64_t value = 0;
    if (!text || text->empty())
        return std::nullopt;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
    return error == std::errc() && end == text->data() + text->size() ? std::optional(value) : std::nullopt;
}

std::optional<base::Hash> hashOf(std::string_view hex)
{
    return base::Hash::fromBytes(base::fromHex(hex));
}

std::optional<base::IncarnationId> askingDevice(const Request& request, const Tokens& tokens)
{
    const auto hex = after(request.authorization(), "Bearer ");
    return hex ? tokens.holder(base::fromHex(*hex)) : std::nullopt;
}

base::Result<PageQuestion> pageQuestion(const Request& request)
{
    const auto epoch = number(request.parameter("epoch"));
    const auto seq = number(request.parameter("seq"));
    const auto limit = number(request.parameter("limit"));
    const auto chain = hashOf(request.parameter("hash").value_or(""));
    if (!epoch || !seq || !chain)
        return base::Error{base::ErrorCode::malformed, "reading a cursor", "epoch, seq and hash are needed"};
    const std::size_t bytes = std::clamp<std::size_t>(limit.value_or(sync::tuning::pageBytes),
                                                      sync::tuning::requestLeast, sync::tuning::pageBytes);
    return PageQuestion{{{}, *epoch, *seq, *chain}, bytes};
}

Response message(base::BytesView body)
{
    Response response;
    response.contentType = cborType;
    response.body = sync::wrap(body);
    return response;
}

Response segmentAnswer(const std::optional<std::filesystem::path>& file)
{
    if (!file)
        return problem(404, base::ErrorCode::notFound, "no such part of a snapshot");
    Response response;
    response.contentType = cborType;
    response.file = FileBody{file->string(), 0, {}};
    response.cacheForever = true;
    return response;
}

Response subscription(const base::IncarnationId& device, const sync::Heads& heads)
{
    Response response;
    response.poke = PokeSubscription{device.text(), {}};
    for (const sync::Head& head : heads.heads)
        response.poke->topics.push_back(base::toHex(head.scope.view()));
    return response;
}

} // namespace staffroom::server
