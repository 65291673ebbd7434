// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/parameters.h"

#include "core/sync/messages.h"

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

Response message(base::BytesView body)
{
    Response response;
    response.contentType = cborType;
    response.body = sync::wrap(body);
    return response;
}

} // namespace staffroom::server
