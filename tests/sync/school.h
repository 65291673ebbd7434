// SPDX-License-Identifier: GPL-3.0-or-later
// A server with real endpoints on a real store, PCs with real profiles, and a wire between them that can be cut.
#pragma once

#include "app/server/api.h"
#include "core/storage/central.h"
#include "core/storage/replica.h"
#include "core/sync/renewal.h"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

namespace staffroom::test {

using base::Bytes;
using base::BytesView;
using base::RecordId;
using domain::Kind;
using domain::ScopeId;
using domain::ScopeType;
using domain::Value;

/// The value of a Result that must have one.
template <typename T>
T must(base::Result<T> result)
{
    if (!result.ok())
        FAIL(describe(result.error()));
    return *std::move(result);
}
inline void must(const base::Result<void>& result)
{
    if (!result.ok())
        FAIL(describe(result.error()));
}

/// What happens to one request.
enum class Fault {
    none,
    requestLost, ///< the server never sees it; the session hears of a cut
    answerLost,  ///< the server does it; the session hears of a cut
    twice,       ///< the server does it twice
    dropBefore,  ///< the PC is switched off before it is sent
    dropAfter,   ///< the PC is switched off while the answer is on its way
    dropAhead,   ///< the PC is switched off then, and has not taken in what came before
};

struct Wire
{
    /// By the number of the request in this session, from 1.
    std::function<Fault(std::size_t, const sync::Request&)> fault = {};
    /// Changes the answer's bytes on their way.
    std::function<void(std::size_t, const sync::Request&, Bytes&)> alter = {};
    /// Called before each request goes out.
    std::function<void(std::size_t, const sync::Request&)> before = {};
    /// Every answer that came, as it came.
    std::function<void(const sync::Request&, const sync::Response&)> after = {};
    /// The PC is switched off right after its store took another name, before anything else learns of it.
    bool dropAfterRenewal = false;
    /// When the session takes in what came: once the answer to the next question is there, while that is on its way, or
    /// on another thread while what came next is unpacked.
    enum class Work { late, meanwhile, beside };
    Work work = Work::meanwhile;
    /// Who answers; the server where nobody is named.
    std::function<sync::Response(const sync::Request&)> answer = {};
};

inline constexpr Wire::Work everyWork[] = {Wire::Work::late, Wire::Work::meanwhile, Wire::Work::beside};

struct SyncEnd
{
    bool dropped = false;
    bool complete = false; ///< it went through all there was, whatever was passed over
    std::optional<base::Error> error;
    std::vector<base::Error> notes;
    std::size_t requests = 0;
    std::size_t renewals = 0; ///< a copy of the profile was found: it got another name
    sync::ClientStore::Renewed renewed;
    bool clean() const { return !dropped && !error; }
};

/// Carries what a session asks over the wire to its end; nothing where the PC was switched off on the way.
template <typename Talk>
std::optional<sync::Next> carry(Talk& talk, base::ManualClock& clock, const Wire& wire, SyncEnd& end,
                                const std::function<sync::Response(const sync::Request&)>& answer)
{
    std::jthread beside;
    sync::Next next = talk.start();
    while (next.what != sync::Next::What::done) {
        REQUIRE(end.requests < 5'000); // a session that never ends is a fault
        if (next.what == sync::Next::What::wait) {
            clock.advance(next.waitMs);
            next = talk.resume();
            continue;
        }
        const std::size_t number = ++end.requests;
        if (wire.before)
            wire.before(number, next.request);
        const Fault fault = wire.fault ? wire.fault(number, next.request) : Fault::none;
        if constexpr (requires { talk.meanwhile(); }) {
            if (fault != Fault::dropAhead && wire.work == Wire::Work::beside && !beside.joinable())
                beside = std::jthread([&talk] { talk.meanwhile(); });
            else if (fault != Fault::dropAhead && wire.work == Wire::Work::meanwhile)
                talk.meanwhile();
        }
        if (fault == Fault::dropBefore) {
            end.dropped = true;
            return std::nullopt;
        }
        sync::Response response;
        if (fault != Fault::requestLost)
            response = answer(next.request);
        if (fault == Fault::twice)
            response = answer(next.request);
        if (fault == Fault::dropAfter || fault == Fault::dropAhead) {
            end.dropped = true;
            return std::nullopt;
        }
        if (fault == Fault::requestLost || fault == Fault::answerLost)
            response = {0, {}, {base::ErrorCode::linkCut, "asking", next.request.path}, 0, 0};
        if (wire.alter)
            wire.alter(number, next.request, response.body);
        if (wire.after)
            wire.after(next.request, response);
        bool goesOnBeside = false;
        if constexpr (requires { talk.prepare(response); }) {
            if (wire.work == Wire::Work::beside)
                goesOnBeside = talk.prepare(response);
        }
        if (beside.joinable() && !goesOnBeside)
            beside.join();
        next = talk.answered(response);
    }
    return next;
}

class Pc;

/// The server's side.
class School
{
public:
    explicit School(std::uint64_t seed = 1);

    RecordId person();
    std::unique_ptr<Pc> pc(const RecordId& person, std::int64_t wallMs = 1'767'225'600'000);
    void allow(const RecordId& person, const ScopeId& scope, domain::Roles roles);
    sync::Response exchange(const sync::Request& request);

    /// The server's folder as it is now, and that put in its place again, as an administrator does both.
    using Backup = std::shared_ptr<TemporaryFolder>;
    Backup backup();
    void restore(const Backup& backup);
    /// The folder is gone, and an empty store was made: in the place of the one before, or just so.
    void makeAnew(bool inPlace);
    /// Closes and opens the store, as a new start of the server does.
    void restart();
    /// With the store closed in between.
    void closed(const std::function<void(const std::filesystem::path& folder)>& work);

    storage::SqliteCentral& store() { return *m_store; }
    base::Random& random() { return m_random; }
    RecordId id() { return m_ids.record(); }
    base::ManualClock& clock() { return m_clock; }
    server::Poke& poke() { return m_poke; }

private:
    TemporaryFolder m_folder{TemporaryFolder::Place::memory};
    base::ManualClock m_clock;
    base::SeededRandom m_random;
    base::IdMaker m_ids;
    std::ostringstream m_logText;
    base::Log m_log;
    server::Poke m_poke;
    std::unique_ptr<storage::SqliteCentral> m_store;
    std::unique_ptr<server::Api> m_api;
};

class Pc
{
public:
    Pc(School& school, const RecordId& person, base::KeyPair key, std::int64_t wallMs);
    /// The same disk in another PC.
    std::unique_ptr<Pc> clone();

    storage::Replica& replica() { return *m_replica; }
    const RecordId& person() const { return m_person; }
    base::ManualClock& clock() { return m_clock; }
    ScopeId work() const { return {ScopeType::personWork, m_person}; }

    base::Result<void> write(const RecordId& id, Kind kind, const ScopeId& scope,
                             std::vector<std::pair<domain::FieldNo, Value>> fields);
    RecordId post(const ScopeId& group, std::string_view body);
    /// The record's state; an empty one where it isn't here.
    sync::RecordState state(const RecordId& id);
    /// The text shown of a field; "" where there is none.
    std::string text(const RecordId& id, domain::FieldNo field);
    sync::Cursor cursor(const ScopeId& scope);

    SyncEnd sync(const Wire& wire = {});
    /// Of the last session, where it was with a hub: the server's time of the rights in use.
    std::int64_t asOf() const { return m_asOf; }
    const base::KeyPair& device() const { return m_key; }
    /// What its last session asked heads with.
    const Bytes& question() const { return m_question; }
    /// A session that must end well.
    void mustSync();
    /// Closes and opens the profile, as a new start of the program does.
    void restart();
    void closed(const std::function<void(const std::filesystem::path& folder)>& work);
    /// Everything on the disk, for another day.
    struct Image
    {
        std::shared_ptr<TemporaryFolder> folder;
        base::KeyPair key;
        std::optional<base::KeyPair> next;
    };
    Image image();
    void restore(const Image& image);
    /// What signing in again does where the server has lost this PC.
    void enrolAgain();
    base::PublicKey key() const { return m_key.publicKey(); }

private:
    School& m_school;
    TemporaryFolder m_folder{TemporaryFolder::Place::memory};
    RecordId m_person;
    base::StoreId m_server; ///< where it was enrolled
    base::PublicKey m_serverKey;
    base::KeyPair m_key;
    std::optional<base::KeyPair> m_next; ///< begun, as a file beside the key would say
    base::ManualClock m_clock;
    std::unique_ptr<storage::Replica> m_replica;
    std::int64_t m_asOf = 0;
    Bytes m_question;
    base::SeededRandom m_random;
    base::IdMaker m_ids;

    /// Carries what a session or a renewal asks to the server until it is done; nothing where the PC was switched off.
    template <typename Talk>
    std::optional<sync::Next> talk(Talk& talk, const Wire& wire, SyncEnd& end);
};

/// Equal digests in every scope that the PC may read, and the server's logs and states are sound.
void requireLevel(School& school, std::initializer_list<Pc*> pcs);

} // namespace staffroom::test
