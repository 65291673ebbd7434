// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/courier_up.h"
#include "core/sync/session.h"

#include <memory>

namespace staffroom::sync {

/// Opens a file that the server's store named. Errors: notFound, storageFailed.
using OpenFile = std::function<Result<std::unique_ptr<CourierSource>>(const std::filesystem::path&)>;

/// What the server puts into one device's answer.
struct DownOrder
{
    Device device;
    CourierStanding standing;   ///< where the device stood when its last file was made; empty where none came
    std::vector<Verdict> words; ///< on batches of its last file that it gets by no other way (UpTaken), signed
    std::vector<Hash> packages; ///< that the person may have
};
struct DownWritten
{
    std::uint64_t verdicts = 0; ///< batches that a word goes out on
    std::uint64_t changes = 0;  ///< in pages
    std::uint64_t records = 0;  ///< in snapshots
    std::uint64_t packages = 0;
    bool level() const { return verdicts == 0 && changes == 0 && records == 0 && packages == 0; }
};
/// Errors: the store's, the sink's; notFound for a package that isn't here or that the person may not have; cancelled.
Result<DownWritten> writeDown(CentralStore& store, const DownOrder& order, CourierWriter& file, const OpenFile& open,
                              const CourierProgress& progress = {});

/// Where course packages go that a file brings.
class PackageSink
{
public:
    virtual ~PackageSink() = default;
    /// Whether it is wanted: not where it is here already.
    virtual Result<bool> begin(const Hash& hash, std::uint64_t bytes) = 0;
    virtual Result<void> write(BytesView bytes) = 0;
    /// All bytes came. Errors: badHash where they are not what the hash says; the rest of the file still counts.
    virtual Result<void> finish() = 0;
};

/// Something of a file that wasn't taken in, and does no harm.
struct CourierNote
{
    enum class What {
        olderRights,    ///< the file is older than what this PC knows of its rights
        noRight,        ///< content of a scope that this PC may not read, or not any more
        missingBefore,  ///< it goes on where an earlier file ends that wasn't read here
        otherHistory,   ///< it doesn't fit: the server was restored since, or before
        needsSnapshot,  ///< this PC needs the whole scope, and the file only has what changed
        receiptMissing, ///< a receipt, or something that stands behind it, is not in this file
        holdsLess,      ///< the server held less of this PC's work than it had confirmed
        refused,        ///< the server took nothing of some work sent
        packageBroken,
        unreadable, ///< of a newer program, or nonsense
    };
    What what{};
    ScopeId scope; ///< null where it is about none
    std::string detail;
};

struct DownTaken
{
    bool rights = false;        ///< the grant was taken, now or when the same file was read before
    std::int64_t serverMs = 0;  ///< of the grant
    std::uint64_t receipts = 0; ///< own changes that are at the server now, also those rejected
    std::uint64_t rejected = 0;
    std::uint64_t records = 0; ///< of others, touched
    std::uint64_t packages = 0;
    std::uint64_t held = 0; ///< pages and snapshots that this PC had already
    std::vector<CourierNote> notes;

    bool nothingNew() const { return receipts == 0 && records == 0 && packages == 0; }
};

/// Takes a server's file in, in steps each of which may be repeated; a direct sync goes on as if nothing had happened.
/// Errors: scopeMismatch where it is of another server, invalidArgument where it is one for a server, badSignature,
/// forbidden where it is for others; forked; the file's and the store's, cancelled: what came before stays.
Result<DownTaken> takeDown(ClientStore& store, const Session::Identity& self, const base::KeyPair& device,
                           CourierReader& file, PackageSink* packages = nullptr, const CourierProgress& progress = {});

} // namespace staffroom::sync
