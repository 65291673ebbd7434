// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/incarnation.h"
#include "core/sync/snapshot.h"

#include <filesystem>
#include <optional>

namespace staffroom::sync {

/// One device of a person, known by its key.
struct Device
{
    IncarnationId incarnation;
    PublicKey key{};
    RecordId person;
    bool revoked = false;
};

/// A school's hub. It is a device like others, of a person that has no rights and the hub's id.
struct Hub
{
    RecordId id;
    std::string name;
    RecordId organisation;
};

struct LoginAccount
{
    RecordId person;
    std::string login, name;
    std::string passwordHash; ///< Argon2id
};

/// Log rows as a page carries them.
struct LogRows
{
    std::uint64_t from = 0, to = 0;
    Hash before, after;
    bool more = false;
    std::vector<Bytes> entries; ///< whole, as encodeEntry makes them
};

/// The port behind the central server: one contract for SQLite (core/storage) and PostgreSQL. Every call is one
/// transaction; calls come from several threads. Errors of every call: diskFull (serverFull), storageBusy,
/// storageFailed.
class CentralStore
{
public:
    virtual ~CentralStore() = default;

    virtual StoreId id() const = 0;
    virtual const base::KeyPair& key() const = 0;
    virtual std::uint64_t epoch() const = 0;

    virtual Result<std::optional<LoginAccount>> account(std::string_view login) = 0;
    virtual Result<void> addDevice(const Device& device, std::string_view name, std::int64_t now) = 0;
    virtual Result<std::optional<Device>> device(const IncarnationId& incarnation) = 0;
    /// A device that goes on under another name, of the same person. Adding it again changes nothing.
    virtual Result<void> renewDevice(const Device& device, const IncarnationId& before, std::string_view name,
                                     std::int64_t now) = 0;
    /// Of what the scope's log has by that incarnation: at most that many changes after a number.
    virtual Result<HeldChanges> changesOf(const IncarnationId& incarnation, const ScopeId& scope, std::uint64_t after,
                                          std::size_t most) = 0;

    /// Scopes that the person may read, ascending, as this device stands to them.
    virtual Result<Heads> heads(const Device& device) = 0;
    virtual Result<domain::Roles> roles(const RecordId& person, const ScopeId& scope) = 0;

    /// The hub that this device is; nothing where it is none.
    virtual Result<std::optional<Hub>> hub(const IncarnationId& device) = 0;
    /// Devices of its members that may write, behind that one, ascending.
    virtual Result<std::vector<Device>> memberDevices(const RecordId& hub, const IncarnationId& after) = 0;
    /// Whether some member may read the scope.
    virtual Result<bool> hubReads(const RecordId& hub, const ScopeId& scope) = 0;

    /// Takes a batch whose signature was checked: rights, schema and chain are checked here, in the transaction that
    /// also numbers it. A batch that is there already gets the verdict it got. The verdict isn't signed yet.
    virtual Result<Verdict> take(const Batch& batch, const Device& device) = 0;

    /// Devices of a person, ascending; also those that may not write any more.
    virtual Result<std::vector<Device>> devicesOf(const RecordId& person) = 0;
    /// The words on the device's batches from that number on, as take gave them, ascending; not signed yet. None for
    /// a scope that isn't here.
    virtual Result<std::vector<Verdict>> verdictsOf(const IncarnationId& device, const ScopeId& scope,
                                                    std::uint64_t from) = 0;

    /// From the cursor on, at most about so many bytes. Errors: epochChanged, cursorTooOld, brokenChain where the
    /// cursor's hash isn't what this store's log has at that place.
    virtual Result<LogRows> log(const ScopeId& scope, std::uint64_t epoch, std::uint64_t seq, const Hash& chain,
                                std::size_t bytes) = 0;

    /// A snapshot not older than tuning::snapshotStale changes, encoded and signed; made where there is none.
    virtual Result<Bytes> snapshot(const ScopeId& scope) = 0;
    /// Where the segment lies, if it belongs to a snapshot of that scope.
    virtual std::optional<std::filesystem::path> segment(const ScopeId& scope, const Hash& hash) = 0;

    /// Where the blob lies, if it is here whole and the person may read a scope that names it.
    virtual std::optional<std::filesystem::path> blob(const Hash& hash, const RecordId& person) = 0;

    /// Where an upload of that blob gathers until it is whole.
    virtual std::filesystem::path uploadFile(const Hash& hash) const = 0;
    /// Takes a whole file in; its hash is its name. Errors: serverFull, notFound.
    virtual Result<Hash> addBlob(const std::filesystem::path& file) = 0;
};

} // namespace staffroom::sync
