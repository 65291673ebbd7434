// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/http/message.h"
#include "core/base/result.h"

#include <memory>
#include <string_view>
#include <variant>

namespace staffroom::server {

/// Takes the body of one upload. Called on worker threads, one call at a time. Destroyed without finish() where the
/// upload was cut off: what was written so far may be kept for a resumption or removed, as the implementation likes.
class BodySink
{
public:
    virtual ~BodySink() = default;
    /// The next bytes of the body. An error ends the upload and is answered as a problem.
    virtual base::Result<void> write(std::string_view chunk) = 0;
    /// The body is complete.
    virtual Response finish() = 0;
};

/// What stands behind the front. An exception that leaves one of these is logged and answered 500.
class Handler
{
public:
    using Upload = std::variant<std::unique_ptr<BodySink>, Response>;

    virtual ~Handler() = default;

    /// How the body of this request is to be treated. Called on the network thread: must not block.
    virtual BodyPlan plan(const Request& head) const = 0;

    /// Called on a worker thread where plan() said upload: a sink, or the answer for a request that is refused before
    /// its body is read.
    virtual Upload openUpload(const Request& head) = 0;

    /// Called on a worker thread, on several at a time; may block.
    virtual Response handle(const Request& request) = 0;
};

} // namespace staffroom::server
