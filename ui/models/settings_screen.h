// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/screen.h"

namespace staffroom::ui {

/// What the settings page says beyond the appearance: whose data is kept where, and how much it is.
class SettingsScreen : public Screen
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the session")
    Q_PROPERTY(QString folder READ folder CONSTANT)
    Q_PROPERTY(QString sizeText READ sizeText NOTIFY changed)
    Q_PROPERTY(QString server READ server NOTIFY changed)
    /// The address of the school's hub that this profile syncs through; empty: none.
    Q_PROPERTY(QString hub READ hub NOTIFY hubChanged)
    /// What is wrong with the address that was typed last; empty: nothing.
    Q_PROPERTY(QString hubProblem READ hubProblem NOTIFY hubChanged)
    Q_PROPERTY(QString login READ login NOTIFY changed)
    Q_PROPERTY(QString version READ version CONSTANT)
    /// What leaving means for what has not been sent; empty where all is sent.
    Q_PROPERTY(QString unsentWarning READ unsentWarning NOTIFY changed)

public:
    SettingsScreen(Context& context, const QString& folder, QObject* parent = nullptr);

    QString folder() const { return m_folder; }
    QString sizeText() const { return m_sizeText; }
    QString server() const { return m_server; }
    QString hub() const { return m_hub; }
    QString hubProblem() const { return m_hubProblem; }
    QString login() const { return m_login; }
    QString version() const;
    QString unsentWarning() const { return m_unsentWarning; }
    void forget() override;

    /// Syncs through that hub from now on, or with the server itself where the text is empty; can be undone.
    Q_INVOKABLE void setHub(const QString& address);

Q_SIGNALS:
    void changed();
    /// Only where it did: somebody may be typing.
    void hubChanged();

protected:
    void refresh() override;

private:
    void showHub(const QString& address, const QString& problem);

    QString m_folder, m_sizeText, m_server, m_hub, m_hubProblem, m_login, m_unsentWarning;
};

} // namespace staffroom::ui
