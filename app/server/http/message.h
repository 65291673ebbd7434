// SPDX-License-Identifier: GPL-3.0-or-later
// What travels between the HTTP front and the handler behind it: requests, responses, and the plans for their bodies.
#pragma once

#include "core/base/error.h"
#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace staffroom::server {

using NameValue = std::pair<std::string, std::string>;

/// A request as the handler sees it. Where only the head has been read (Handler::plan, Handler::openUpload) the body is
/// empty. A HEAD request comes as GET; the front leaves the body of its answer out.
struct Request
{
    std::string method;
    /// The path with its percent-escapes resolved; valid UTF-8 without control characters and "." or ".." segments.
    std::string path;
    /// Names and values of the query, escapes resolved, in the order sent. A '+' stays a '+'.
    std::vector<NameValue> query;
    /// All header fields, names in lower case, in the order sent.
    std::vector<NameValue> headers;
    /// Complete and no longer than BodyPlan::limit; empty for an upload, whose bytes went to the BodySink.
    std::string body;
    std::string peer;
    /// What head and body took on the wire (above TLS), so far.
    std::uint64_t wireBytes = 0;

    /// The value of the first field of this lower-case name; empty where there is none.
    std::string_view header(std::string_view name) const;
    std::string_view authorization() const { return header("authorization"); }
    /// The value of the first query parameter of this name; nothing where there is none.
    std::optional<std::string_view> parameter(std::string_view name) const;
};

/// A part of a file as a response body; read in pieces while it is sent. The file must not shrink meanwhile.
struct FileBody
{
    std::string path;
    std::uint64_t offset = 0;
    /// Bytes to send; nothing: to the end of the file.
    std::optional<std::uint64_t> length;
};

/// Turns the response into a stream that stays open: the client receives a line for each topic that is published
/// through Poke, and an empty line as heartbeat.
struct PokeSubscription
{
    /// Who listens (a session, a person): Poke::end(owner) closes all its streams.
    std::string owner;
    std::vector<std::string> topics;
};

/// A response. Exactly one of body, file and poke is used; file and poke win over body.
struct Response
{
    int status = 200;
    std::string contentType;
    std::string body;
    std::vector<NameValue> headers;
    std::optional<FileBody> file;
    std::optional<PokeSubscription> poke;
    /// With its quotes. A 200 that has one answers If-None-Match (304) and single byte ranges (206, 416).
    std::string etag;
    /// The content under this path never changes: may be kept for ever. Otherwise "no-store" is sent.
    bool cacheForever = false;
    /// Goes to the log beside the status; never to the client.
    std::string logDetail;
};

/// What the front does with the body of a request whose head it has read.
struct BodyPlan
{
    /// Payload bytes allowed; more is answered 413, before the body is read where its length is declared.
    std::uint64_t limit = 0;
    /// Hand the body piece by piece to the sink of Handler::openUpload instead of collecting it in Request::body.
    bool upload = false;
};

/// The HTTP status that stands for an error.
int statusFor(base::ErrorCode code);

/// A problem details response (RFC 9457): type "urn:staffroom:error:<name>", title, status, detail. The detail reaches
/// the client, so it must not tell what the client may not know.
Response problem(int status, base::ErrorCode code, std::string_view detail);

/// The same for an error: its status, name and what was being done; its detail only goes to the log.
Response problem(const base::Error& error);

} // namespace staffroom::server
