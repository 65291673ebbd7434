// SPDX-License-Identifier: GPL-3.0-or-later
// A county in one thread: a central server and PCs, as the product makes them, on simulated disks, clocks and links.
#pragma once

#include "app/server/api.h"
#include "core/storage/central.h"
#include "core/storage/replica.h"
#include "core/sync/session.h"
#include "tests/sync/sim/faults.h"
#include "tests/sync/sim/memory_vfs.h"
#include "tests/sync/sim/model.h"

#include <filesystem>
#include <memory>
#include <sstream>

namespace staffroom::test {

/// One run, whole: everything else follows from it.
struct SimPlan
{
    std::uint64_t seed = 1;
    std::size_t steps = 160;
    std::uint32_t faults = allSimFaults;
};

struct SimOutcome
{
    std::string violation; ///< empty: every invariant held
    base::Hash trace;      ///< over all that happened; equal for equal plans
    std::array<std::uint32_t, simFaults> drawn{};
    std::uint64_t requests = 0, edits = 0, healingRounds = 0;
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

    const std::vector<PcImage>& images() const { return m_images; }
    const std::vector<base::RecordId>& people() const { return m_people; }
    const domain::ScopeId& group() const { return m_group; }
    const domain::ScopeId& organisation() const { return m_organisation; }
    const base::StoreId& server() const { return m_server; }
    const base::PublicKey& serverKey() const { return m_serverKey; }
    MemoryDisk& disk() { return m_disk; }
    std::filesystem::path folder(const std::string& machine) const { return m_folder / machine; }
    std::string prefix(const std::string& machine) const { return folder(machine).string() + '/'; }
    /// Every disk as at first.
    void restore(std::uint64_t seed);

private:
    void makeImages();
    std::filesystem::path m_folder;
    MemoryDisk m_disk{1};
    std::vector<PcImage> m_images;
    std::vector<base::RecordId> m_people;
    domain::ScopeId m_group, m_organisation;
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
    SimPc(SimGround& ground, std::size_t number);

    std::string prefix() const { return m_ground.prefix(m_name); }
    const base::RecordId& person() const { return m_person; }
    base::IncarnationId incarnation() const { return base::incarnationOf(m_key.publicKey()); }
    bool up() const { return m_replica != nullptr; }
    storage::Replica& replica() { return *m_replica; }
    base::ManualClock& clock() { return m_clock; }
    domain::ScopeId work() const { return {domain::ScopeType::personWork, m_person}; }

    base::Result<void> start();
    void stop();

    bool syncing() const { return m_session != nullptr; }
    void beginSession();
    /// The question that waits to be carried to the server, or nothing.
    std::optional<sync::Request>& question() { return m_question; }
    std::optional<sync::Response>& answerUnderWay() { return m_answer; }
    /// Gives the answer to the session. True where the session ended with that.
    bool deliver(const sync::Response& response);
    void dropSession();
    const std::optional<base::Error>& lastError() const { return m_lastError; }
    bool lastComplete() const { return m_lastComplete; }

private:
    bool follow(sync::Next next);

    SimGround& m_ground;
    std::string m_name;
    base::KeyPair m_key;
    base::RecordId m_person;
    base::ManualClock m_clock;
    std::unique_ptr<storage::Replica> m_replica;
    std::unique_ptr<sync::Session> m_session;
    base::Bytes m_token;
    std::optional<sync::Request> m_question;
    std::optional<sync::Response> m_answer;
    std::optional<base::Error> m_lastError;
    bool m_lastComplete = false;
};

} // namespace staffroom::test
