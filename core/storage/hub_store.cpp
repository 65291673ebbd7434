// SPDX-License-Identifier: GPL-3.0-or-later
// Opening a hub's store, and who its members are. What it fetches is in hub_fetch.cpp, what it hands out in
// hub_serve.cpp.
#include "core/storage/hub_store.h"

#include "core/base/files.h"
#include "core/sync/tuning.h"
#include "staffroom_sql.h"

#include <algorithm>
#include <utility>

namespace staffroom::storage {

namespace {

constexpr std::string_view hubName = "hub", serverName = "hub-server", certificateName = "hub-certificate",
                           serverTime = "hub-server-ms", metTime = "hub-met-ms";

const sync::Head* headOf(const sync::Heads& heads, const ScopeId& scope)
{
    const auto at = std::find_if(heads.heads.begin(), heads.heads.end(),
                                 [&](const sync::Head& head) { return head.scope == scope; });
    return at == heads.heads.end() ? nullptr : &*at;
}

} // namespace

domain::Roles HubStore::Member::roles(const ScopeId& scope) const
{
    const sync::Head* head = headOf(heads, scope);
    return head ? head->roles : domain::Roles(0);
}

HubStore::HubStore(const Setup& setup, std::unique_ptr<ProfileLock> lock, std::unique_ptr<Database> database)
    : m_setup(setup),
      m_lock(std::move(lock)),
      m_database(std::move(database)),
      m_records(*m_database)
{
}

Result<std::unique_ptr<HubStore>> HubStore::open(const Setup& setup)
{
    std::error_code failed;
    std::filesystem::create_directories(setup.folder / "snapshots", failed);
    if (!failed) // the hub's key and people's work are in it
        std::filesystem::permissions(setup.folder, std::filesystem::perms::owner_all, failed);
    if (failed)
        return Error{
            ErrorCode::storageFailed, "opening the hub's store", setup.folder.string() + ": " + failed.message(),
            "check the disk and the permissions of the folder: it must belong to the user that runs the hub (of the "
            "package: sudo chown -R staffroom: " +
                setup.folder.string() + ')'};
    auto lock = ProfileLock::take(setup.folder);
    if (!lock)
        return lock.error();
    auto database = Database::openWriter(setup.folder / "hub.db");
    if (!database)
        return database.error();
    std::unique_ptr<HubStore> store(new HubStore(setup, *std::move(lock), *std::move(database)));
    STAFFROOM_TRY(store->adopt());
    base::removeUnfinished(setup.folder / "snapshots");
    return store;
}

Result<void> HubStore::adopt()
{
    return inTransaction("opening the hub's store", true, [&]() -> Result<void> {
        const base::Bytes own = base::incarnationOf(m_setup.key.publicKey()).bytes();
        if (!m_records.meta(hubName)) {
            m_records.setMeta(hubName, own);
            m_records.setMeta(serverName, base::viewOf(m_setup.serverKey));
        }
        if (m_records.meta(hubName) != own || m_records.meta(serverName) != base::viewOf(m_setup.serverKey))
            return Error{ErrorCode::storageDamaged, "opening the hub's store", "it is of another hub or server"};
        m_serverMs = std::strtoll(m_records.meta(serverTime).value_or("0").c_str(), nullptr, 10);
        const std::int64_t met = std::strtoll(m_records.meta(metTime).value_or("0").c_str(), nullptr, 10);
        const std::int64_t away = m_setup.clock.wallMs() - met;
        if (away < 0 || away > sync::tuning::leaseMs)
            m_serverMs = 0; // this clock was put right meanwhile, or wrong: the server will say
        m_metAt = m_setup.clock.monotonicMs() - away;
        return loadMembers();
    });
}

Result<void> HubStore::loadMembers()
{
    m_members.clear();
    Query query = m_database->query(sql::hub::devices);
    while (query.step()) {
        const auto id = IncarnationId::fromBytes(query.asBytes(0)).value_or(IncarnationId());
        const auto certificate = sync::decodeCertificate(query.asBytes(1), m_setup.server, m_setup.serverKey);
        const auto heads = sync::decodeGrant(query.asBytes(2), id, m_setup.serverKey, 0);
        if (!certificate || !heads)
            return Error{ErrorCode::storageDamaged, "reading a member's grant",
                         describe(certificate ? heads.error() : certificate.error())};
        m_members[id] = {*certificate, *heads, base::Bytes(query.asBytes(1)), base::Bytes(query.asBytes(2))};
    }
    return {};
}

Result<std::vector<sync::GrantPrint>> HubStore::grantPrints()
{
    const std::lock_guard lock(m_mutex);
    std::vector<sync::GrantPrint> prints;
    for (const auto& [id, member] : m_members)
        prints.push_back({id, sync::fingerprint(member.heads)});
    return prints;
}

Result<void> HubStore::takeGrant(const sync::MemberGrant& grant, std::int64_t serverMs)
{
    const auto known = m_members.find(grant.device);
    if (grant.certificate.empty() && known == m_members.end())
        return Error{ErrorCode::malformed, "taking a grant in", "no certificate for " + grant.device.text()};
    const base::Bytes certificate = grant.certificate.empty() ? known->second.certificate : grant.certificate;
    const auto device = sync::decodeCertificate(certificate, m_setup.server, m_setup.serverKey);
    if (!device)
        return device.error();
    if (device->incarnation() != grant.device)
        return Error{ErrorCode::badSignature, "taking a grant in", "the certificate is another device's"};
    auto encoded = !grant.grant.empty() ? Result<base::Bytes>(grant.grant)
                   : known == m_members.end()
                       ? Error{ErrorCode::malformed, "taking a grant in", "nothing for " + grant.device.text()}
                       : sync::renewGrant(known->second.grant, serverMs, grant.signature);
    if (!encoded)
        return encoded.error();
    const auto heads = sync::decodeGrant(*encoded, grant.device, m_setup.serverKey, 0);
    if (!heads)
        return heads.error();
    forgetWords(grant.device, *heads);
    m_database->query(sql::hub::device_set).blob(grant.device.view()).blob(certificate).blob(*encoded).run();
    return {};
}

/// Grants come after the words of the same exchange: one that holds less than its word says was put back since. What it
/// lost waits again where it is still here, or comes again from the PCs, and so does its word.
void HubStore::forgetWords(const IncarnationId& device, const sync::Heads& now)
{
    for (const sync::Head& head : now.heads) {
        const auto scope = m_records.findScope(head.scope);
        if (!scope)
            continue;
        const auto through = static_cast<std::int64_t>(head.through);
        // What it refused it took after all, perhaps by another way.
        m_database->query(sql::hub::refusals_passed).integer(scope->sid).blob(device.view()).integer(through).run();
        Query last = m_database->query(sql::hub::verdict_last);
        if (last.integer(scope->sid).blob(device.view()).step() && last.asInteger(0) > through)
            for (const char* statement : {sql::hub::verdicts_beyond, sql::hub::batches_judged_beyond})
                m_database->query(statement).integer(scope->sid).blob(device.view()).integer(through).run();
    }
}

Result<void> HubStore::takeGrants(const IncarnationId& after, const sync::GrantsAnswer& answer)
{
    const auto own = sync::decodeHubCertificate(answer.hub, m_setup.server, m_setup.serverKey);
    if (!own)
        return own.error();
    if (own->key != m_setup.key.publicKey())
        return Error{ErrorCode::badSignature, "taking grants in", "the certificate is another hub's"};
    auto taken = inTransaction("taking grants in", true, [&]() -> Result<void> {
        for (const sync::MemberGrant& grant : answer.devices)
            STAFFROOM_TRY(takeGrant(grant, answer.serverMs));
        for (const auto& [id, member] : m_members) {
            const bool inRange =
                after < id && (!answer.more || (!answer.devices.empty() && !(answer.devices.back().device < id)));
            const bool named =
                std::any_of(answer.devices.begin(), answer.devices.end(),
                            [&, device = id](const sync::MemberGrant& some) { return some.device == device; });
            if (inRange && !named)
                for (const char* statement :
                     {sql::hub::device_remove, sql::hub::device_verdicts_remove, sql::hub::device_wishes_remove})
                    m_database->query(statement).blob(id.view()).run();
        }
        const std::map<IncarnationId, Member> before = std::exchange(m_members, {});
        STAFFROOM_TRY(loadMembers());
        noteLosses(before);
        if (!answer.more)
            purgeUnread();
        m_records.setMeta(certificateName, answer.hub);
        m_records.setMeta(serverTime, std::to_string(own->serverMs));
        m_records.setMeta(metTime, std::to_string(m_setup.clock.wallMs()));
        m_serverMs = own->serverMs;
        m_metAt = m_setup.clock.monotonicMs();
        return {};
    });
    if (!taken) { // what was read inside is rolled back
        const auto reloaded = reading("reading members", [&] { return loadMembers(); });
        return reloaded ? taken : reloaded;
    }
    return taken;
}

void HubStore::noteLosses(const std::map<IncarnationId, Member>& before)
{
    for (const auto& [id, member] : before) {
        const auto now = m_members.find(id);
        const auto isLost = [&now](const sync::Head& head) { return now->second.roles(head.scope) == 0; };
        const std::vector<sync::Head>& heads = member.heads.heads;
        if (now == m_members.end() || std::any_of(heads.begin(), heads.end(), isLost))
            m_losses.insert(id);
    }
}

std::set<IncarnationId> HubStore::takeLosses()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_losses, {});
}

bool HubStore::isRead(const ScopeId& scope) const
{
    return std::any_of(m_members.begin(), m_members.end(),
                       [&](const auto& some) { return some.second.roles(scope) != 0; });
}

/// Scopes that no member may read any more leave this store with all that is in them; members' own batches stay until
/// the server has judged them, and its words on these for who wrote them: there is nothing of the scope in a word.
void HubStore::purgeUnread()
{
    std::vector<Records::Scope> gone;
    {
        Query query = m_database->query(sql::hub::scopes_held);
        while (query.step())
            if (const auto scope = ScopeId::fromBytes(query.asBytes(1)); scope && !isRead(*scope))
                gone.push_back({query.asInteger(0), *scope});
    }
    for (const Records::Scope& scope : gone)
        removeScope(scope);
}

void HubStore::removeScope(const Records::Scope& scope)
{
    for (const bool whole : {true, false}) {
        dropSegments(scope.sid, whole, nullptr);
        m_database->query(sql::hub::snapshot_remove).integer(scope.sid).integer(whole).run();
    }
    constexpr std::int64_t all = std::numeric_limits<std::int64_t>::max();
    m_database->query(sql::hub::log_remove).integer(scope.sid).integer(all).run();
    m_database->query(sql::hub::place_remove).integer(scope.sid).integer(all).run();
    m_database->query(sql::hub::seen_remove).integer(scope.sid).run();
    m_database->query(sql::hub::scope_remove).integer(scope.sid).run();
    for (const char* statement : {sql::hub::batches_settled, sql::hub::scope_wishes_remove})
        m_database->query(statement).integer(scope.sid).run();
    m_database->query(sql::hub::head_set).integer(0).integer(0).blob(sync::Hash().view()).integer(scope.sid).run();
    m_records.forget();
}

std::optional<HubStore::Member> HubStore::member(const IncarnationId& device)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_members.find(device);
    return found == m_members.end() ? std::nullopt : std::optional(found->second);
}

std::optional<base::PublicKey> HubStore::keyOf(const IncarnationId& device) const
{
    const auto found = m_members.find(device);
    return found == m_members.end() ? std::nullopt : std::optional(found->second.device.key);
}

std::optional<base::Bytes> HubStore::certificate()
{
    const auto held = reading("reading the hub's certificate", [&] { return m_records.meta(certificateName); });
    return held ? *held : std::nullopt;
}

std::int64_t HubStore::serverMs()
{
    const std::lock_guard lock(m_mutex);
    return m_serverMs == 0 ? 0 : m_serverMs + (m_setup.clock.monotonicMs() - m_metAt);
}

Result<HubStore::Waiting> HubStore::waitingCount()
{
    return reading("counting what waits", [&] {
        Query query = m_database->query(sql::hub::batches_count);
        query.step();
        return Waiting{query.asInteger(0), query.asInteger(1)};
    });
}

Result<void> HubStore::roomForDownloads() const
{
    std::error_code unknown; // then the disk will say so itself
    const auto space = std::filesystem::space(m_setup.folder, unknown);
    if (!unknown && space.available < sync::tuning::hubReserve)
        return Error{ErrorCode::diskFull, "fetching for the hub's members",
                     "what is left is kept for what they make themselves"};
    return {};
}

Result<void> HubStore::checkpoint()
{
    const std::lock_guard lock(m_mutex);
    return m_database->checkpoint();
}

} // namespace staffroom::storage
