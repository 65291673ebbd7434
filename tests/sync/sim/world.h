// SPDX-License-Identifier: GPL-3.0-or-later
// A county in one thread: a central server and PCs, as the product makes them, on simulated disks, clocks and links.
#pragma once

#include "app/server/api.h"
#include "core/storage/central.h"
#include "core/storage/replica.h"
#include "core/sync/renewal.h"
#include "tests/sync/sim/faults.h"
#include "tests/sync/sim/memory_vfs.h"
#include "tests/sync/sim/model.h"

#include <filesystem>
#include <memory>
#include <set>
#include <sstream>

namespace staffroom::test {

/// One run, whole: everything else follows from it.
struct SimPlan
{
    std::uint64_t seed = 1;
    std::size_t steps = 160;
    std::uint32_t faults = allSimFaults;
    std::ostream* tell = nullptr; ///< where what happens is written as it happens
};

/// What happened in a run besides faults.
struct SimEvents
{
    std::uint64_t edits = 0, requests = 0, sessions = 0, endedEarly = 0, pushes = 0, pages = 0, snapshots = 0,
                  segments = 0, restarts = 0, renewals = 0;
};

struct SimOutcome
{
    std::string violation; ///< empty: every invariant held
    base::Hash trace;      ///< over all that happened; equal for equal plans
    std::array<std::uint32_t, simFaults> drawn{};
    SimEvents events;
    MemoryDisk::Counters disk; ///< of all machines' disks
    std::uint64_t healingRounds = 0;
};

/// The machines' folders and the images of their disks as they are before anything happened; made once for many runs.
class SimGround
{
public:
    /// The folder is on the real disk, best in memory; stores keep their locks and snapshots there.
    explicit SimGround(std::filesystem::path folder);

    struct PcImage
    {
        base::KeyPair key;
        base::RecordId person;
    };
    static constexpr std::size_t pcs = 5;
    static constexpr std::size_t clones = 2; ///< at most

    const std::vector<PcImage>& images() const { return m_images; }
    const std::vector<base::RecordId>& people() const { return m_people; }
    /// The first is everybody's, the second one's two people's.
    const std::vector<domain::ScopeId>& groups() const { return m_groups; }
    const domain::ScopeId& organisation() const { return m_organisation; }
    /// Whose courses all three write.
    const domain::ScopeId& catalogue() const { return m_catalogue; }
    domain::ScopeId workOf(const base::RecordId& person) const { return {domain::ScopeType::personWork, person}; }
    /// The rights that a run begins with.
    const std::map<std::pair<base::RecordId, domain::ScopeId>, domain::Roles>& rights() const { return m_rights; }
    const base::StoreId& server() const { return m_server; }
    const base::PublicKey& serverKey() const { return m_serverKey; }
    MemoryDisk& disk() { return m_disk; }
    std::filesystem::path folder(const std::string& machine) const { return m_folder / machine; }
    std::string prefix(const std::string& machine) const { return folder(machine).string() + '/'; }
    /// Where copies of disks are kept that a story may put back.
    std::string backup(const std::string& machine) const { return m_folder.string() + ".backups/" + machine + '/'; }
    /// Every disk as at first.
    void restore(std::uint64_t seed);

private:
    void makeImages();
    std::filesystem::path m_folder;
    MemoryDisk m_disk{1};
    std::vector<PcImage> m_images;
    std::vector<base::RecordId> m_people;
    std::vector<domain::ScopeId> m_groups;
    domain::ScopeId m_organisation, m_catalogue;
    std::map<std::pair<base::RecordId, domain::ScopeId>, domain::Roles> m_rights;
    base::StoreId m_server;
    base::PublicKey m_serverKey{};
};

/// The central server: its process comes and goes, its disk stays.
class SimServer
{
public:
    SimServer(SimGround& ground, base::Random& random);
    bool up() const { return m_api != nullptr; }
    void start();
    void stop(); ///< the process is gone, however it went
    void backUp();
    /// Puts the copy back in the place of all that came since; the process is gone. False where there is no copy.
    bool restore();
    sync::Response answer(const sync::Request& request);
    storage::SqliteCentral& store() { return *m_store; }
    base::ManualClock& clock() { return m_clock; }
    std::string prefix() const { return m_ground.prefix("server"); }

private:
    SimGround& m_ground;
    base::Random& m_random;
    base::ManualClock m_clock;
    std::ostringstream m_logText;
    base::Log m_log{m_logText, m_clock, base::LogLevel::error};
    server::Poke m_poke;
    std::unique_ptr<storage::SqliteCentral> m_store;
    std::unique_ptr<server::Api> m_api;
};

/// One PC of a person: its store, and at most one session with a question or an answer on its way.
class SimPc
{
public:
    SimPc(SimGround& ground, std::size_t number, base::Random& random);
    /// Another PC with a copy of that one's disk; it is off.
    SimPc(SimPc& original, std::size_t number);

    std::size_t number() const { return m_number; }
    const std::string& title() const { return m_name; }
    std::string prefix() const { return m_ground.prefix(m_name); }
    const base::RecordId& person() const { return m_person; }
    base::IncarnationId incarnation() const { return base::incarnationOf(m_key.publicKey()); }
    const base::PublicKey& publicKey() const { return m_key.publicKey(); }
    bool up() const { return m_replica != nullptr; }
    storage::Replica& replica() { return *m_replica; }
    base::ManualClock& clock() { return m_clock; }
    domain::ScopeId work() const { return {domain::ScopeType::personWork, m_person}; }
    /// Whether that PC's words may be on this one's disk because they were made there: itself, and whose disk it has.
    bool descendsFrom(std::size_t number) const;
    /// Neither a copy nor copied nor put back, under its first name: its changes have the numbers that they were made
    /// with.
    bool plain() const { return m_plain; }

    base::Result<void> start();
    void stop();
    void backUp();
    /// Puts the copy back in the place of all that came since; the PC is off.
    void restore();

    bool syncing() const { return m_session != nullptr; }
    void beginSession();
    /// The question that waits to be carried to the server, or nothing.
    std::optional<sync::Request>& question() { return m_question; }
    std::optional<sync::Response>& answerUnderWay() { return m_answer; }
    /// Gives the answer to the session. True where the session ended with that.
    bool deliver(const sync::Response& response);
    /// What a program does when nothing else is to be done: fills the text index, moves the log into the file.
    void idle();
    void dropSession();
    const std::optional<base::Error>& lastError() const { return m_lastError; }
    bool lastComplete() const { return m_lastComplete; }

private:
    bool follow(sync::Next next);
    std::optional<sync::Next> renewed(const sync::Next& end);
    void begin();

    /// The files beside the store: the key, and the one that a new name was begun with.
    struct Keys
    {
        base::KeyPair now;
        std::optional<base::KeyPair> next;
    };

    SimGround& m_ground;
    base::Random& m_random;
    std::size_t m_number;
    std::string m_name;
    std::set<std::size_t> m_ancestors;
    bool m_plain = true;
    base::KeyPair m_key;
    std::optional<base::KeyPair> m_next;
    std::optional<Keys> m_backup;
    base::RecordId m_person;
    base::ManualClock m_clock;
    std::unique_ptr<storage::Replica> m_replica;
    std::unique_ptr<sync::Session> m_session;
    std::unique_ptr<sync::Renewal> m_renewal; ///< after that session found a copy
    bool m_copyFound = false;                 ///< in this sync
    base::Bytes m_token;
    std::optional<sync::Request> m_question;
    std::optional<sync::Response> m_answer;
    std::optional<base::Error> m_lastError;
    bool m_lastComplete = false;
};

} // namespace staffroom::test
