// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/sign_in_screen.h"

#include "ui/models/error_text.h"
#include "ui/models/text.h"

#include <QPointer>

namespace staffroom::ui {

SignInScreen::SignInScreen(node::Accounts& accounts, std::function<node::Desktop::Options()> options, Opened opened,
                           QObject* parent)
    : QObject(parent),
      m_accounts(accounts),
      m_options(std::move(options)),
      m_opened(std::move(opened)),
      m_known({"key", "login", "name", "school", "server"})
{
}

void SignInScreen::setServer(const QString& server)
{
    if (server == m_server)
        return;
    m_server = server;
    Q_EMIT changed();
}

void SignInScreen::setHub(const QString& hub)
{
    if (hub == m_hub)
        return;
    m_hub = hub;
    Q_EMIT changed();
}

void SignInScreen::setLogin(const QString& login)
{
    if (login == m_login)
        return;
    m_login = login;
    Q_EMIT changed();
}

void SignInScreen::reload(const QString& fallback)
{
    QList<Rows::Row> rows;
    for (const node::Account& account : m_accounts.known())
        rows.append({toQt(account.person), toQt(account.login), toQt(account.name), toQt(account.school),
                     toQt(account.server)});
    m_known.setRows(rows);
    if (m_server.isEmpty())
        m_server = fallback;
    Q_EMIT changed();
}

void SignInScreen::choose(const QString& key)
{
    const int row = m_known.find(key);
    m_chosenName = m_known.at(row, "name").toString();
    m_login = m_known.at(row, "login").toString();
    if (row >= 0)
        m_server = m_known.at(row, "server").toString();
    m_problem.clear();
    m_advice.clear();
    Q_EMIT changed();
}

void SignInScreen::fail(base::ErrorCode code)
{
    const ErrorText text = errorText(code);
    showProblem(text.happened, text.meaning + u' ' + text.advice);
}

void SignInScreen::showProblem(const QString& problem, const QString& advice)
{
    m_problem = problem;
    m_advice = advice;
    Q_EMIT changed();
    Q_EMIT finished(false);
}

node::PasswordWay SignInScreen::passwordWay() const
{
    if (!m_chosenName.isEmpty() || m_server.trimmed().isEmpty()) // known here: it is checked on this PC
        return node::PasswordWay::safe;
    return m_accounts.passwordWay(toCore(m_server.trimmed()), toCore(m_hub.trimmed()));
}

QString SignInScreen::caution() const
{
    if (passwordWay() != node::PasswordWay::plain)
        return {};
    return tr("Your password is not encrypted on the way there. Sign in like this only on your school's own network.");
}

void SignInScreen::signIn(const QString& password)
{
    if (m_busy)
        return;
    m_problem.clear();
    if (m_server.trimmed().isEmpty() || m_login.trimmed().isEmpty() || password.isEmpty()) {
        fail(base::ErrorCode::invalidArgument);
        return;
    }
    if (passwordWay() == node::PasswordWay::refused) {
        showProblem(tr("This address would send your password unprotected."),
                    tr("Nothing was sent. Write https:// before the server's name, or ask your administrator for its "
                       "address."));
        return;
    }
    m_busy = true;
    Q_EMIT changed();
    node::Desktop::Options options = m_options();
    if (m_chosenName.isEmpty()) // who is known here has theirs in the profile
        options.through = toCore(m_hub.trimmed());
    const std::string hub = options.through;
    m_accounts.signIn(
        toCore(m_server.trimmed()), toCore(m_login.trimmed()), toCore(password), std::move(options),
        [screen = QPointer<SignInScreen>(this), hub](base::Result<std::unique_ptr<node::Desktop>> result) {
            if (!screen)
                return;
            screen->m_busy = false;
            if (result && !hub.empty())
                if (const auto kept = (*result)->setHub(hub); !kept)
                    result = kept.error();
            if (!result) {
                screen->fail(result.error().code);
                return;
            }
            screen->m_opened(std::move(result).value());
            Q_EMIT screen->changed();
            Q_EMIT screen->finished(true);
        });
}

} // namespace staffroom::ui
