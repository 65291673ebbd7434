// SPDX-License-Identifier: GPL-3.0-or-later
// The files of a USB stick in memory, written and read as core/node/courier.cpp and courier_server.cpp do it on disks.
#pragma once

#include "core/storage/central_courier.h"
#include "core/storage/replica.h"
#include "core/sync/courier_down.h"

namespace staffroom::test {

using base::Bytes;
using base::BytesView;

/// A file in memory.
class CourierBytes final : public sync::CourierSource, public sync::CourierSink
{
public:
    CourierBytes() = default;
    explicit CourierBytes(Bytes content) : bytes(std::move(content)) {}
    std::uint64_t size() const override { return bytes.size(); }
    base::Result<Bytes> read(std::uint64_t at, std::size_t count) override;
    base::Result<void> write(BytesView some) override
    {
        bytes += some;
        return {};
    }
    Bytes bytes;
    /// The stick is pulled out when so many bytes were read.
    std::uint64_t readable = UINT64_MAX;
};

/// The PC's file for that server. Numbers count up by themselves.
base::Result<Bytes> upFile(storage::Replica& replica, const base::KeyPair& device, const base::StoreId& server,
                           const base::PublicKey& serverKey, std::int64_t wallMs, base::Random& random,
                           sync::UpWritten* what = nullptr);
/// The server reads it and keeps where the PC stands.
base::Result<sync::UpTaken> takeUpFile(storage::SqliteCentral& store, CourierBytes& file);
/// The server's answer to the device. Errors: notFound where it doesn't know it.
base::Result<Bytes> downFile(storage::SqliteCentral& store, const base::IncarnationId& device, std::int64_t wallMs,
                             base::Random& random, std::vector<base::Hash> packages = {},
                             sync::DownWritten* what = nullptr);
/// The PC reads it.
base::Result<sync::DownTaken> takeDownFile(sync::ClientStore& store, const sync::Session::Identity& self,
                                           const base::KeyPair& device, CourierBytes& file,
                                           sync::PackageSink* packages = nullptr,
                                           const sync::CourierProgress& progress = {});

} // namespace staffroom::test
