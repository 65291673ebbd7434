// SPDX-License-Identifier: GPL-3.0-or-later
// Who comes: devices are enrolled with a password, sessions begun with a device's key.
#include "app/server/api.h"
#include "app/server/parameters.h"
#include "app/server/sessions.h"
#include "core/domain/login.h"
#include "core/sync/serving.h"

namespace staffroom::server {

using base::ErrorCode;
using sync::Device;

namespace {

/// One of the places for those whose passwords are being checked, or none.
class Hashing
{
public:
    explicit Hashing(std::counting_semaphore<>& places) : m_places(places), m_has(places.try_acquire()) {}
    Hashing(const Hashing&) = delete;
    Hashing& operator=(const Hashing&) = delete;
    ~Hashing()
    {
        if (m_has)
            m_places.release();
    }
    explicit operator bool() const { return m_has; }

private:
    std::counting_semaphore<>& m_places;
    bool m_has;
};

} // namespace

Response Api::enrol(const Request& request)
{
    const auto body = sync::unwrap(request.body);
    if (!body)
        return problem(body.error());
    const auto enrolment = sync::decodeEnrolRequest(*body);
    if (!enrolment)
        return problem(enrolment.error());
    if (!base::verifies(enrolment->signature, sync::enrolClaim(*enrolment), enrolment->key)) {
        m_log.warning("enrolment refused",
                      {{"why", "not signed by its key"}, {"peer", std::string_view(request.peer)}});
        return problem({ErrorCode::badSignature, "enrolling a device", "whoever asks doesn't have its key"});
    }
    // As it is looked up: guesses for one account count together, however its login is written.
    const std::string login = domain::foldedLogin(enrolment->login);
    if (const std::int64_t seconds = m_guard.wait(login, request.peer); seconds > 0) {
        Response response = problem(429, ErrorCode::tooManyAttempts, "wait before the next try");
        response.headers.emplace_back("Retry-After", std::to_string(seconds));
        return response;
    }
    const auto account = m_store.account(enrolment->login);
    if (!account)
        return problem(account.error());
    const Hashing hashing(m_hashing);
    if (!hashing) {
        Response response = problem(503, ErrorCode::serverBusy, "others are signing in; try again in a second");
        response.headers.emplace_back("Retry-After", "1");
        return response;
    }
    // An unknown login costs the same hash as a wrong password, so that time doesn't tell which it was.
    static const std::string nobody = base::hashPassword("nobody has this password").ok()
                                          ? *base::hashPassword("nobody has this password")
                                          : std::string();
    const bool fits = base::passwordFits(*account ? (*account)->passwordHash : nobody, enrolment->password) && *account;
    if (!fits) {
        m_guard.failed(login, request.peer);
        m_log.warning("enrolment refused",
                      {{"login", std::string_view(enrolment->login)}, {"peer", std::string_view(request.peer)}});
        return problem(401, ErrorCode::wrongPassword, "login or password is wrong");
    }
    m_guard.succeeded(login, request.peer);
    return admit(*enrolment, **account);
}

/// Who signs in was checked. The person's own key may come again, as after a restore.
Response Api::admit(const sync::EnrolRequest& enrolment, const sync::LoginAccount& account)
{
    const Device device{base::incarnationOf(enrolment.key), enrolment.key, account.person, false};
    const auto there = m_store.device(device.incarnation);
    if (!there)
        return problem(there.error());
    if (*there && (*there)->person != device.person) {
        m_log.warning("enrolment refused", {{"why", "another person's device"},
                                            {"login", std::string_view(enrolment.login)},
                                            {"incarnation", std::string_view(device.incarnation.text())}});
        return problem(403, ErrorCode::forbidden, "that key is another person's device already");
    }
    if (const auto added = m_store.addDevice(device, enrolment.deviceName, m_clock.wallMs()); !added)
        return problem(added.error());
    if (const auto known =
            sync::takeEarlierNames(m_store, device, enrolment.deviceName, enrolment.earlier, m_clock.wallMs());
        !known)
        return problem(known.error());
    m_log.info("device enrolled", {{"login", std::string_view(enrolment.login)},
                                   {"incarnation", std::string_view(device.incarnation.text())}});
    return message(sync::encode(
        sync::EnrolAnswer{m_store.id(), m_store.key().publicKey(), account.person, account.name, m_clock.wallMs()}));
}

Response Api::session(const Request& request)
{
    const auto claim = sessionRequest(request);
    if (!claim)
        return problem(claim.error());
    // The time is signed, so that a PC that it doesn't know learns which server it is.
    if (claim->challenge.empty())
        return challengeAnswer(m_tokens, claim->incarnation, m_clock.wallMs(), m_store.key(), {});
    const auto device = m_store.device(claim->incarnation);
    if (!device)
        return problem(device.error());
    if (!*device || !isProven(*claim, m_tokens, m_store.id(), (*device)->key))
        return problem(401, ErrorCode::unauthenticated,
                       "this device is not enrolled here, or its answer came too late");
    if ((*device)->revoked) {
        m_poke.end(claim->incarnation.text()); // what it listens to since before
        return problem({ErrorCode::revoked, "beginning a session", claim->incarnation.text()});
    }
    return tokenAnswer(m_tokens, *claim, m_clock.wallMs(), m_store.key());
}

} // namespace staffroom::server
