// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/replica.h"
#include "core/sync/renewal.h"
#include "tests/sync/sim/machine.h"

#include <memory>
#include <set>

namespace staffroom::test {

/// One PC of a person: its store, and at most one session with a question or an answer on its way.
class SimPc final : public SimAsker
{
public:
    SimPc(SimGround& ground, std::size_t number, base::Random& random);
    /// Another PC with a copy of that one's disk; it is off.
    SimPc(SimPc& original, std::size_t number);

    std::size_t number() const { return m_number; }
    const base::RecordId& person() const { return m_person; }
    base::IncarnationId incarnation() const { return base::incarnationOf(m_key.publicKey()); }
    const base::PublicKey& publicKey() const { return m_key.publicKey(); }
    const base::KeyPair& device() const { return m_key; }
    bool up() const override { return m_replica != nullptr; }
    storage::Replica& replica() { return *m_replica; }
    domain::ScopeId work() const { return {domain::ScopeType::personWork, m_person}; }
    /// Whether that PC's words may be on this one's disk because they were made there: itself, and whose disk it has.
    bool descendsFrom(std::size_t number) const;
    /// Neither a copy nor copied nor put back, under its first name: its changes have the numbers that they were made
    /// with.
    bool plain() const { return m_plain; }

    base::Result<void> start() override;
    void stop() override;
    void backUp() override;
    bool restore() override;

    bool asking() const override { return m_session != nullptr; }
    /// Asks that one from the next session on.
    void setAddress(std::optional<std::size_t> hub);
    void begin() override;
    void drop() override;
    /// What a program does when nothing else is to be done: fills the text index, moves the log into the file.
    void idle();

private:
    void asked() override;
    sync::Next answered(const sync::Response& response) override;
    sync::Next resumed() override { return m_renewal ? m_renewal->resume() : m_session->resume(); }
    std::optional<sync::Next> ended(const sync::Next& end) override;
    std::optional<sync::Next> renewed(const sync::Next& end);
    sync::Session::Identity identity() const;
    void makeSession();

    /// The files beside the store: the key, and the one that a new name was begun with.
    struct Keys
    {
        base::KeyPair now;
        std::optional<base::KeyPair> next;
    };

    base::Random& m_random;
    std::size_t m_number;
    std::set<std::size_t> m_ancestors;
    bool m_plain = true;
    base::KeyPair m_key;
    std::optional<base::KeyPair> m_next;
    std::optional<Keys> m_backup;
    base::RecordId m_person;
    std::unique_ptr<storage::Replica> m_replica;
    std::unique_ptr<sync::Session> m_session;
    std::unique_ptr<sync::Renewal> m_renewal; ///< after that session found a copy
    bool m_copyFound = false;                 ///< in this sync
    base::Bytes m_token;
    std::optional<sync::HubCertificate> m_hub; ///< that the token is for
};

} // namespace staffroom::test
