// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/node/desktop.h"
#include "tests/ui/sample/sample_store.h"

namespace staffroom::sample {

/// A profile in memory with the sample county of resources/sample-county in it; its sync pretends. For tests of the
/// screens and for looking at them.
class SampleDesktop : public node::Desktop
{
public:
    /// folder: resources/sample-county. Time is read from the clock once for the data, later for edits.
    SampleDesktop(const std::filesystem::path& folder, const base::Clock& clock, Options options);

    node::Account account() const override { return m_account; }
    learning::Learning& learning() override { return m_learning; }
    community::Community& community() override { return m_community; }
    void syncNow() override;
    void pause(bool) override {}
    node::SyncStatus status() const override;
    std::string hub() const override { return m_hub; }
    Result<void> setHub(const std::string& address) override;
    Result<std::vector<node::OutboxLine>> outbox(std::int64_t limit) const override;
    Result<void> setRejectionSeen(const RecordId& record, bool seen) override;
    Result<std::vector<node::Decision>> decisions() const override;
    Result<void> decide(const node::Decision& decision, const domain::Value& value) override;
    std::vector<node::SyncEvent> events() const override { return m_events; }
    Result<std::optional<domain::Value>> preference(const std::string& name) const override;
    Result<void> setPreference(const std::string& name, const domain::Value& value) override;
    std::optional<std::filesystem::path> packageFolder(const RecordId& course) const override;
    void download(const RecordId& course, std::function<void(const Download&)> progress) override;
    void removePackage(const RecordId& course) override { m_packages.erase(course); }
    std::int64_t profileBytes() const override { return 38'400'000; }

    SampleStore& store() { return m_store; }
    /// As if the person had made that before all else.
    void addToOutbox(node::OutboxLine line) { m_outbox.push_back(std::move(line)); }
    static RecordId idOf(const std::string& sort, const std::string& name);

private:
    void loadCounty(const std::filesystem::path& folder);
    void loadPlan(const std::filesystem::path& folder);
    void loadCourses(const std::filesystem::path& folder);
    void loadThreads(const std::filesystem::path& folder);
    void put(const RecordId& id, domain::Kind kind, const domain::ScopeId& scope,
             const std::vector<std::pair<domain::FieldNo, domain::Value>>& fields);

    const base::Clock& m_clock;
    Options m_options;
    node::Account m_account;
    base::SystemRandom m_random;
    base::IdMaker m_ids;
    SampleStore m_store;
    learning::Learning m_learning;
    community::Community m_community;
    std::vector<node::OutboxLine> m_outbox;
    std::vector<node::Decision> m_decisions;
    std::vector<node::SyncEvent> m_events;
    std::map<RecordId, bool> m_packages;
    std::map<std::string, domain::Value> m_preferences;
    std::vector<RecordId> m_people;
    std::int64_t m_lastSynced;
    std::string m_hub; ///< while there is one, syncs bring what was made no further
};

/// Two known people, one password: "staffroom-demo"; the server "https://offline.example" can't be reached.
class SampleAccounts : public node::Accounts
{
public:
    SampleAccounts(std::filesystem::path folder, const base::Clock& clock) : m_folder(std::move(folder)), m_clock(clock)
    {
    }
    std::vector<node::Account> known() const override;
    /// As core/node judges the addresses that tests and pictures write.
    node::PasswordWay passwordWay(const std::string& server, const std::string& through) const override;
    void signIn(const std::string& server, const std::string& login, const std::string& password,
                node::Desktop::Options options, Opened opened) override;
    bool anybodyKnown = true;
    SampleDesktop* opened = nullptr; ///< the desktop last handed out; the session owns it

private:
    std::filesystem::path m_folder;
    const base::Clock& m_clock;
};

} // namespace staffroom::sample
