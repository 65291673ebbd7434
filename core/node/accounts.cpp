// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/login.h"
#include "core/net/http_peer.h"
#include "core/node/enrol_again.h"
#include "core/node/local_desktop.h"
#include "core/node/password_way.h"
#include "core/sync/tuning.h"

#include <QSysInfo>
#include <QTimer>

#include <algorithm>
#include <memory>

namespace staffroom::node {

using base::Error;
using base::ErrorCode;

namespace {

/// At a second each, as the server says; what a proxy says of an hour of maintenance is told at once.
constexpr int mostTries = 30;
constexpr std::int64_t mostWaitMs = 5'000;

Account accountOf(const Profile& profile)
{
    return {profile.person, profile.login, profile.name, {}, profile.server};
}

class LocalAccounts final : public Accounts
{
public:
    explicit LocalAccounts(std::filesystem::path root) : m_root(std::move(root)) {}
    std::vector<Account> known() const override;
    PasswordWay passwordWay(const std::string& server, const std::string& through) const override
    {
        return node::passwordWay(server, through);
    }
    void signIn(const std::string& server, const std::string& typed, const std::string& password,
                Desktop::Options options, Opened opened) override;

private:
    /// Where the profile of whoever typed that login at that server lies, or will.
    std::filesystem::path folderOf(const std::string& server, const std::string& typed) const;
    struct Enrolment
    {
        Profile profile;
        std::string password;
        Desktop::Options options;
        Opened opened;
        base::Bytes request;
        int tries = 0;
        bool again = false; ///< the profile is here, and the server may have lost this PC
    };
    void enrol(const QUrl& address, const base::KeyPair& device, Enrolment enrolment);
    void askToEnrol(const std::shared_ptr<Enrolment>& enrolment);
    void enrolled(Enrolment& enrolment, const sync::Response& response);
    void open(const Profile& profile, Desktop::Options options, const Opened& opened);

    std::filesystem::path m_root;
    base::SystemClock m_clock;
    base::SystemRandom m_random;
    std::unique_ptr<net::HttpPeer> m_peer;
    std::shared_ptr<Enrolment> m_enrolment; ///< the one under way, or the last
    QObject m_context;                      ///< what waits for its turn goes with it
    int m_wrong = 0;
    std::int64_t m_allowedFrom = 0;
};

std::vector<Account> LocalAccounts::known() const
{
    std::vector<Profile> profiles;
    std::error_code failed; // an unreadable root shows nobody, and signing in says what is wrong
    for (const auto& entry : std::filesystem::directory_iterator(m_root, failed))
        if (auto profile = readProfile(entry.path()))
            profiles.push_back(*std::move(profile));
    std::sort(profiles.begin(), profiles.end(), [](const Profile& a, const Profile& b) { return a.opened > b.opened; });
    std::vector<Account> accounts;
    accounts.reserve(profiles.size());
    for (const Profile& profile : profiles)
        accounts.push_back(accountOf(profile));
    return accounts;
}

std::filesystem::path LocalAccounts::folderOf(const std::string& server, const std::string& typed) const
{
    const std::string login = domain::foldedLogin(typed);
    std::filesystem::path exact = profileFolder(m_root, server, typed);
    std::error_code unseen; // then it is looked for as somebody new's, and opening it says what is wrong
    if (std::filesystem::exists(exact / "profile", unseen))
        return exact;
    // A profile of before may have capitals in its login.
    for (const Account& account : known())
        if (account.server == server && domain::foldedLogin(account.login) == login)
            return profileFolder(m_root, server, account.login);
    return profileFolder(m_root, server, login);
}

void LocalAccounts::signIn(const std::string& server, const std::string& typed, const std::string& password,
                           Desktop::Options options, Opened opened)
{
    const auto address = net::readAddress(server, net::Peer::server);
    if (!address)
        return opened(address.error());
    const std::string canonical = address->toString().toStdString();
    const std::string login = domain::foldedLogin(typed);
    if (options.profile.empty())
        options.profile = folderOf(canonical, typed);
    if (options.through.empty())
        options.through = hubAddress(options.profile);
    const auto reach = reachOf(server, options.through);
    if (!reach)
        return opened(reach.error());
    auto known = readProfile(options.profile);
    if (!known && known.error().code != ErrorCode::notFound)
        return opened(known.error());
    const auto mayGo = checkPasswordWay(server, options.through);
    if (!known) {
        if (!mayGo)
            return opened(mayGo.error());
        Profile profile;
        profile.folder = options.profile;
        profile.login = login;
        profile.server = canonical;
        const base::KeyPair device = base::KeyPair::make(m_random);
        profile.deviceSeed = device.seed();
        return enrol(*reach, device,
                     {std::move(profile), password, std::move(options), std::move(opened), {}, 0, false});
    }
    // Known here: the password is checked against the hash kept on this PC, so that it works without a network.
    if (m_clock.monotonicMs() < m_allowedFrom)
        return opened(Error{ErrorCode::tooManyAttempts, "signing in", login});
    if (!base::passwordFits(known->passwordHash, password)) {
        if (++m_wrong >= 5)
            m_allowedFrom = m_clock.monotonicMs() + 30'000;
        return opened(Error{ErrorCode::wrongPassword, "signing in", login});
    }
    m_wrong = 0;
    const auto device = base::KeyPair::fromSeed(known->deviceSeed);
    // Work that is here stays at hand whatever its address is; only the password isn't sent.
    if (!device || !mayGo || !isToEnrolAgain(known->folder))
        return open(*known, std::move(options), opened);
    enrol(*reach, *device, {*std::move(known), password, std::move(options), std::move(opened), {}, 0, true});
}

void LocalAccounts::enrol(const QUrl& address, const base::KeyPair& device, Enrolment enrolment)
{
    sync::EnrolRequest request{enrolment.profile.login, enrolment.password, QSysInfo::machineHostName().toStdString(),
                               device.publicKey()};
    if (enrolment.again) {
        auto earlier = introduceEarlier(enrolment.profile);
        if (!earlier) // opening it says what is wrong; it is enrolled another time
            return open(enrolment.profile, std::move(enrolment.options), enrolment.opened);
        request.earlier = *std::move(earlier);
    }
    request.signature = device.sign(sync::enrolClaim(request));
    enrolment.request = sync::wrap(sync::encode(request));
    m_peer = std::make_unique<net::HttpPeer>(address);
    m_enrolment = std::make_shared<Enrolment>(std::move(enrolment));
    askToEnrol(m_enrolment);
}

void LocalAccounts::askToEnrol(const std::shared_ptr<Enrolment>& enrolment)
{
    m_peer->send({"POST", "/v1/enrol", enrolment->request, {}}, [this, enrolment](const sync::Response& response) {
        // A whole class signs in at once: the server checks a few passwords at a time.
        if (response.status == 503 && response.retryAfterMs > 0 && response.retryAfterMs <= mostWaitMs &&
            ++enrolment->tries <= mostTries)
            return QTimer::singleShot(std::chrono::milliseconds(response.retryAfterMs), &m_context, [this, enrolment] {
                if (enrolment == m_enrolment) // else the person began anew
                    askToEnrol(enrolment);
            });
        enrolled(*enrolment, response);
    });
}

void LocalAccounts::enrolled(Enrolment& enrolment, const sync::Response& response)
{
    if (response.status != 200)
        return enrolment.again ? open(enrolment.profile, std::move(enrolment.options), enrolment.opened)
                               : enrolment.opened(response.error);
    const auto body = sync::unwrap(response.body);
    const auto answer = body ? sync::decodeEnrolAnswer(*body) : Result<sync::EnrolAnswer>(body.error());
    if (enrolment.again) { // whatever came of it, the person works on with what is here, and the next sync tells
        const auto taken = answer ? enrolledAgain(enrolment.profile, *answer) : Result<void>(answer.error());
        if (!taken && taken.error().code != ErrorCode::otherServer)
            return enrolment.opened(taken.error());
        return open(enrolment.profile, std::move(enrolment.options), enrolment.opened);
    }
    if (!answer)
        return enrolment.opened(answer.error());
    auto hash = base::hashPassword(enrolment.password);
    if (!hash)
        return enrolment.opened(hash.error());
    Profile& profile = enrolment.profile;
    profile.name = answer->name;
    profile.person = answer->person;
    profile.serverId = answer->server;
    profile.serverKey = answer->serverKey;
    profile.passwordHash = *std::move(hash);
    open(profile, std::move(enrolment.options), enrolment.opened);
}

void LocalAccounts::open(const Profile& profile, Desktop::Options options, const Opened& opened)
{
    auto desktop = LocalDesktop::open(profile, std::move(options));
    if (!desktop)
        return opened(desktop.error());
    opened(std::unique_ptr<Desktop>(*std::move(desktop)));
}

} // namespace

Result<std::unique_ptr<Accounts>> Accounts::open(const std::filesystem::path& root)
{
    std::error_code failed;
    std::filesystem::create_directories(root, failed);
    if (failed)
        return Error{ErrorCode::storageFailed, "opening the profiles", root.string() + ": " + failed.message(),
                     "name a folder that you may write into with --profile-root, or make room there"};
    return std::unique_ptr<Accounts>(std::make_unique<LocalAccounts>(root));
}

} // namespace staffroom::node
