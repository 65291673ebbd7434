// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/community/community.h"
#include "core/learning/learning.h"
#include "core/node/password_way.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace staffroom::node {

using base::RecordId;
using base::Result;

/// How far something that the person made has got.
enum class Receipt { onThisPc, atHub, atServer, rejected };

/// One thing the person made, for the queue of the Sync page; changes of one record in a row are one line.
struct OutboxLine
{
    RecordId record;
    domain::Kind kind;
    std::string title;
    std::int64_t when = 0; ///< ms since 1970
    Receipt receipt = Receipt::onThisPc;
    base::ErrorCode reason = base::ErrorCode::internal; ///< why, where rejected
    /// What the person wrote, where nothing else shows it: it was rejected, or what it belongs to may not be read here
    /// any more. Ascending field numbers.
    std::vector<std::pair<domain::FieldNo, domain::Value>> words = {};
    bool seen = false; ///< where rejected: the person has seen that
};

/// One of several versions of a field.
struct Version
{
    domain::Value value;
    std::string author; ///< the person's name, empty where unknown
    bool fromThisPc = false;
    std::int64_t when = 0;
};

/// A field with more than one version, to be decided by a person.
struct Decision
{
    RecordId record;
    domain::Kind kind;
    domain::ScopeId scope;
    std::string title; ///< of the record
    domain::FieldNo field = 0;
    std::vector<Version> versions; ///< the one shown first is first
};

/// Of one kind, how many records of others (or of the person's other PCs) a sync brought that were made or changed.
struct Arrived
{
    domain::Kind kind;
    std::int64_t count = 0;
    std::vector<std::string> names;     ///< what a few of them are called, the last first; of replies: their threads
    std::vector<RecordId> records = {}; ///< those few
    /// For a person.
    friend bool operator==(const Arrived& a, const Arrived& b)
    {
        return a.kind == b.kind && a.count == b.count && a.names == b.names;
    }
};

/// What the last sync that brought something brought.
struct Arrivals
{
    std::int64_t when = 0; ///< ms since 1970, 0 where nothing came yet
    std::vector<Arrived> kinds;
    friend bool operator==(const Arrivals&, const Arrivals&) = default;
};

enum class Phase { idle, connecting, sending, receiving, offline };

struct SyncStatus
{
    Phase phase = Phase::idle;
    std::int64_t waiting = 0;   ///< changes not at the server yet
    std::int64_t atHub = 0;     ///< of those, what a school's hub holds
    std::int64_t decisions = 0; ///< fields with alternatives
    std::int64_t rejected = 0;
    std::int64_t lastSynced = 0;   ///< ms since 1970, 0 never; with a hub: how old its picture of the server was
    std::string hub;               ///< of the last sync, where it was with a school's hub: its name
    std::int64_t offlineSince = 0; ///< ms since 1970, 0 while the last try succeeded
    std::int64_t received = 0, toReceive = 0; ///< records of the running sync; toReceive 0 where unknown
    std::int64_t sent = 0, toSend = 0;
    std::int64_t bytes = 0;    ///< both ways, of the running or last sync
    std::int64_t requests = 0; ///< of the last sync
    Arrivals arrivals;
    /// The running or last sync found a copy of this profile in use, and this PC goes on under a name of its own.
    bool copyFound = false;
    std::optional<base::Error> problem; ///< why the last try failed
};

/// One line of the technical log behind the Sync page.
struct SyncEvent
{
    std::int64_t when = 0;
    std::string text; ///< English, technical
};

struct Account
{
    RecordId person;
    std::string login, name, school;
    std::string server;
};

/// A person's profile on this PC, opened: what every page reads and writes, and the sync behind it. Lives on the thread
/// that made it (an event loop is needed for sync); callbacks come on that thread.
class Desktop
{
public:
    struct Options
    {
        std::filesystem::path profile;   ///< folder of this person's profile
        std::function<void()> onChanged; ///< the store holds something new: read again
        std::function<void(const SyncStatus&)> onStatus;
        std::string through;   ///< a hub's address to talk to in place of the server's; empty: what setHub last kept
        bool automatic = true; ///< syncs by itself: soon after an edit, on a poke, and on a timer
    };

    virtual ~Desktop() = default;
    virtual Account account() const = 0;
    virtual learning::Learning& learning() = 0;
    virtual community::Community& community() = 0;

    /// Starts a sync if none is running; the answer comes as status.
    virtual void syncNow() = 0;
    virtual void pause(bool paused) = 0;
    virtual SyncStatus status() const = 0;
    /// The address of the school's hub that is talked to in place of the server; empty: none.
    virtual std::string hub() const = 0;
    /// Keeps it with the profile and syncs there from now on; empty: with the server. Errors: invalidArgument where it
    /// is no address, diskFull, storageFailed.
    virtual Result<void> setHub(const std::string& address) = 0;
    /// First what was rejected and not seen, then the rest, each the newest first.
    virtual Result<std::vector<OutboxLine>> outbox(std::int64_t limit) const = 0;
    /// Whether the person has seen that it was rejected: it counts as that until then, and once more of it is rejected.
    virtual Result<void> setRejectionSeen(const RecordId& record, bool seen) = 0;
    virtual Result<std::vector<Decision>> decisions() const = 0;
    /// Writes the chosen or joined value; supersedes every version.
    virtual Result<void> decide(const Decision& decision, const domain::Value& value) = 0;
    virtual std::vector<SyncEvent> events() const = 0;

    /// Preferences of the person (language, theme, text scale …) that travel with them.
    virtual Result<std::optional<domain::Value>> preference(const std::string& name) const = 0;
    virtual Result<void> setPreference(const std::string& name, const domain::Value& value) = 0;

    /// The unpacked package of a course where it is on this PC.
    virtual std::optional<std::filesystem::path> packageFolder(const RecordId& course) const = 0;
    struct Download
    {
        std::int64_t have = 0, total = 0;
        bool done = false;
        std::optional<base::Error> error;
    };
    /// Fetches and unpacks a package, going on where a cut one stopped; progress comes as often as something arrives.
    virtual void download(const RecordId& course, std::function<void(const Download&)> progress) = 0;
    virtual void removePackage(const RecordId& course) = 0;
    virtual std::int64_t profileBytes() const = 0;
};

/// The profiles on this PC and how one gets in: online the first time, offline afterwards.
class Accounts
{
public:
    /// root: the folder that holds all profiles; made where it isn't there.
    static Result<std::unique_ptr<Accounts>> open(const std::filesystem::path& root);
    virtual ~Accounts() = default;
    /// Who has signed in here before, the last one first.
    virtual std::vector<Account> known() const = 0;
    using Opened = std::function<void(Result<std::unique_ptr<Desktop>>)>;
    /// What becomes of the password of somebody new here, as function passwordWay says.
    virtual PasswordWay passwordWay(const std::string& server, const std::string& through) const = 0;
    /// Checks against the local password hash when this person has a profile here (works without network), else enrols
    /// this device at the server. login: as typed; capitals and blanks around it don't matter. Errors: wrongPassword,
    /// hostUnreachable, badCertificate, profileLocked, tooManyAttempts, invalidArgument for what isn't an address, or
    /// one that the password would go to in clear …
    virtual void signIn(const std::string& server, const std::string& login, const std::string& password,
                        Desktop::Options options, Opened opened) = 0;
};

} // namespace staffroom::node
