// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/automation.h"

#include <filesystem>

namespace staffroom::desktop {

/// Opens a folder of profiles. Null where there is only one, in memory.
using OpenAccounts = std::function<base::Result<std::unique_ptr<node::Accounts>>(const std::filesystem::path& root)>;

/// Makes happen what pictures of a living staff room need, through the server and with PCs of other people: profiles of
/// their own beside the profile root. For the sample county. Each step returns what went wrong, or nothing.
class Staging
{
public:
    Staging(ui::Session& session, Automation& hand, const Options& options, OpenAccounts openAccounts)
        : m_session(session),
          m_hand(hand),
          m_options(options),
          m_openAccounts(std::move(openAccounts))
    {
    }

    /// The person replies, plans and takes a course; a colleague answers and asks something. All is sent and here.
    QString everyday();
    /// More of the person's work, while syncing is paused.
    QString queue();
    /// What waits meets other words in the same field, from the person's second PC.
    QString conflict();

private:
    struct Pc
    {
        std::unique_ptr<node::Accounts> accounts;
        std::unique_ptr<node::Desktop> desktop;
    };
    QString open(Pc& pc, const char* name, const QString& login);
    static QString sync(node::Desktop& desktop);
    node::Desktop& mine() { return *m_session.desktop(); }
    /// The newest thread of the first group that both belong to; nothing where there is none.
    std::optional<community::Thread> threadWith(const base::RecordId& other);
    /// The person's items that aren't done, those due first in front; fewer than two are a problem.
    base::Result<std::vector<learning::PlanItem>> openItems();

    ui::Session& m_session;
    Automation& m_hand;
    const Options& m_options;
    OpenAccounts m_openAccounts;
    base::RecordId m_thread, m_group; ///< where the person and the colleague talk
    base::RecordId m_contested;       ///< the item with two versions of its notes
};

} // namespace staffroom::desktop
