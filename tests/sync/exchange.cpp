// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sync/exchange.h"

#include <fstream>

namespace staffroom::test {

sync::Response exchange(server::Handler& api, const sync::Request& request)
{
    server::Request asked;
    asked.method = request.method;
    const std::size_t question = request.path.find('?');
    asked.path = request.path.substr(0, question);
    for (std::size_t at = question; at != std::string::npos;) {
        const std::size_t end = request.path.find('&', at + 1);
        const std::string pair = request.path.substr(at + 1, end == std::string::npos ? end : end - at - 1);
        const std::size_t equals = pair.find('=');
        asked.query.emplace_back(pair.substr(0, equals), pair.substr(equals + 1));
        at = end;
    }
    asked.body = request.body;
    if (!request.token.empty())
        asked.headers.emplace_back("authorization", "Bearer " + base::toHex(request.token));
    const server::Response answer = api.handle(asked);
    sync::Response response;
    response.status = answer.status;
    response.body = answer.body;
    if (answer.file) {
        std::ifstream in(answer.file->path, std::ios::binary);
        response.body.assign(std::istreambuf_iterator<char>(in), {});
    }
    if (answer.status >= 400) {
        const std::string_view marker = "urn:staffroom:error:";
        const std::size_t at = answer.body.find(marker);
        if (at == std::string::npos) {
            response.error = {base::ErrorCode::internal, "asking", answer.body};
            return response;
        }
        const std::size_t name = at + marker.size();
        response.error = {base::errorFromName(answer.body.substr(name, answer.body.find('"', name) - name)), "asking",
                          request.path};
    }
    return response;
}

} // namespace staffroom::test
