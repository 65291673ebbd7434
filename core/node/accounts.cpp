// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/http_peer.h"
#include "core/node/local_desktop.h"
#include "core/sync/tuning.h"

#include <QSysInfo>

#include <algorithm>

namespace staffroom::node {

using base::Error;
using base::ErrorCode;

namespace {

Account accountOf(const Profile& profile)
{
    return {profile.person, profile.login, profile.name, {}, profile.server};
}

class LocalAccounts final : public Accounts
{
public:
    explicit LocalAccounts(std::filesystem::path root) : m_root(std::move(root)) {}
    std::vector<Account> known() const override;
    void signIn(const std::string& server, const std::string& login, const std::string& password,
                Desktop::Options options, Opened opened) override;

private:
    void enrol(const QUrl& address, Profile profile, const std::string& password, Desktop::Options options,
               Opened opened);
    void open(Profile profile, Desktop::Options options, const Opened& opened);

    std::filesystem::path m_root;
    base::SystemClock m_clock;
    base::SystemRandom m_random;
    std::unique_ptr<net::HttpPeer> m_peer;
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
    for (const Profile& profile : profiles)
        accounts.push_back(accountOf(profile));
    return accounts;
}

void LocalAccounts::signIn(const std::string& server, const std::string& login, const std::string& password,
                           Desktop::Options options, Opened opened)
{
    const auto address = net::readAddress(server);
    if (!address)
        return opened(address.error());
    const std::string canonical = address->toString().toStdString();
    if (options.profile.empty())
        options.profile = profileFolder(m_root, canonical, login);
    auto known = readProfile(options.profile);
    if (!known && known.error().code != ErrorCode::notFound)
        return opened(known.error());
    if (!known) {
        Profile profile;
        profile.folder = options.profile;
        profile.login = login;
        profile.server = canonical;
        return enrol(*address, std::move(profile), password, std::move(options), std::move(opened));
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
    open(*std::move(known), std::move(options), opened);
}

void LocalAccounts::enrol(const QUrl& address, Profile profile, const std::string& password, Desktop::Options options,
                          Opened opened)
{
    const base::KeyPair device = base::KeyPair::make(m_random);
    profile.deviceSeed = device.seed();
    const std::string name = QSysInfo::machineHostName().toStdString();
    const sync::EnrolRequest request{profile.login, password, name, device.publicKey()};
    m_peer = std::make_unique<net::HttpPeer>(address);
    m_peer->send({"POST", "/v1/enrol", sync::wrap(sync::encode(request)), {}},
                 [this, profile = std::move(profile), password, options = std::move(options),
                  opened = std::move(opened)](const sync::Response& response) mutable {
                     if (response.status != 200)
                         return opened(response.error);
                     const auto body = sync::unwrap(response.body);
                     const auto answer =
                         body ? sync::decodeEnrolAnswer(*body) : Result<sync::EnrolAnswer>(body.error());
                     if (!answer)
                         return opened(answer.error());
                     auto hash = base::hashPassword(password);
                     if (!hash)
                         return opened(hash.error());
                     profile.name = answer->name;
                     profile.person = answer->person;
                     profile.serverId = answer->server;
                     profile.serverKey = answer->serverKey;
                     profile.passwordHash = *std::move(hash);
                     open(std::move(profile), std::move(options), opened);
                 });
}

void LocalAccounts::open(Profile profile, Desktop::Options options, const Opened& opened)
{
    profile.opened = m_clock.wallMs();
    if (const auto saved = writeProfile(profile); !saved)
        return opened(saved.error());
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
        return Error{ErrorCode::storageFailed, "opening the profiles", root.string() + ": " + failed.message()};
    return std::unique_ptr<Accounts>(std::make_unique<LocalAccounts>(root));
}

} // namespace staffroom::node
