// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/node/desktop.h"
#include "ui/models/rows.h"

#include <QObject>

#include <functional>
#include <memory>

namespace staffroom::ui {

/// Who has worked on this PC before, and the way in.
class SignInScreen : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the session")
    /// Roles: key, login, name, school, server.
    Q_PROPERTY(staffroom::ui::Rows* known READ known CONSTANT)
    Q_PROPERTY(QString server READ server WRITE setServer NOTIFY changed)
    /// The address of a school's hub to enrol and sync through; empty: none. For somebody new here.
    Q_PROPERTY(QString hub READ hub WRITE setHub NOTIFY changed)
    Q_PROPERTY(QString login READ login WRITE setLogin NOTIFY changed)
    /// The name of the person chosen from the list; empty for somebody new here.
    Q_PROPERTY(QString chosenName READ chosenName NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    /// What somebody new must know before the password goes to these addresses; empty: nothing.
    Q_PROPERTY(QString caution READ caution NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    Q_PROPERTY(QString advice READ advice NOTIFY changed)

public:
    using Opened = std::function<void(std::unique_ptr<node::Desktop>)>;
    /// options: makes the options of a desktop to be opened. opened: takes what was opened.
    SignInScreen(node::Accounts& accounts, std::function<node::Desktop::Options()> options, Opened opened,
                 QObject* parent = nullptr);

    Rows* known() { return &m_known; }
    QString server() const { return m_server; }
    QString hub() const { return m_hub; }
    QString login() const { return m_login; }
    QString chosenName() const { return m_chosenName; }
    bool busy() const { return m_busy; }
    QString caution() const;
    QString problem() const { return m_problem; }
    QString advice() const { return m_advice; }
    void setServer(const QString& server);
    void setHub(const QString& hub);
    void setLogin(const QString& login);
    /// Reads the list again; where fallback names a server it stands in the empty field.
    void reload(const QString& fallback);

    /// Takes one of the known; an empty key: somebody else.
    Q_INVOKABLE void choose(const QString& key);
    Q_INVOKABLE void signIn(const QString& password);

Q_SIGNALS:
    void changed();
    /// The attempt is over; wellDone says how.
    void finished(bool wellDone);

private:
    void fail(base::ErrorCode code);
    void showProblem(const QString& problem, const QString& advice);
    node::PasswordWay passwordWay() const;

    node::Accounts& m_accounts;
    std::function<node::Desktop::Options()> m_options;
    Opened m_opened;
    Rows m_known;
    QString m_server, m_hub, m_login, m_chosenName, m_problem, m_advice;
    bool m_busy = false;
};

} // namespace staffroom::ui
