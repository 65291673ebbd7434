// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/composer.h"
#include "ui/models/rows.h"
#include "ui/models/screen.h"

namespace staffroom::ui {

/// Groups, the threads of one, the messages of one of these, and writing.
class CommunityScreen : public Screen
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the session")
    /// Roles: key, name, sortText, membersText, unread.
    Q_PROPERTY(staffroom::ui::Rows* groups READ groups CONSTANT)
    /// Roles: key, title, excerpt, byline, whenText, repliesText, unread, placeText (where it isn't at the server:
    /// how far it has got).
    Q_PROPERTY(staffroom::ui::Rows* threads READ threads CONSTANT)
    /// Roles: key, body, author, byline (school, role, whom it answers), whenText, own, isReply, placeText.
    Q_PROPERTY(staffroom::ui::Rows* messages READ messages CONSTANT)
    Q_PROPERTY(QString group READ group NOTIFY changed)
    Q_PROPERTY(QString groupName READ groupName NOTIFY changed)
    Q_PROPERTY(QString groupAbout READ groupAbout NOTIFY changed)
    Q_PROPERTY(QString thread READ thread NOTIFY changed)
    Q_PROPERTY(QString threadTitle READ threadTitle NOTIFY changed)
    Q_PROPERTY(bool hasMore READ hasMore NOTIFY changed)
    /// Whether a new thread is being written in the place of the thread.
    Q_PROPERTY(bool composing READ composing NOTIFY changed)
    Q_PROPERTY(staffroom::ui::Composer* newThread READ newThread CONSTANT)
    Q_PROPERTY(staffroom::ui::Composer* reply READ reply CONSTANT)
    Q_PROPERTY(QString replyToName READ replyToName NOTIFY changed)

public:
    explicit CommunityScreen(Context& context, QObject* parent = nullptr);

    Rows* groups() { return &m_groups; }
    Rows* threads() { return &m_threads; }
    Rows* messages() { return &m_messages; }
    QString group() const;
    QString groupName() const { return m_groups.at(m_groups.find(group()), "name").toString(); }
    QString groupAbout() const { return m_groupAbout; }
    QString thread() const;
    QString threadTitle() const { return m_threadTitle; }
    bool hasMore() const { return m_hasMore; }
    bool composing() const { return m_composing; }
    Composer* newThread() { return &m_newThread; }
    Composer* reply() { return &m_reply; }
    QString replyToName() const { return m_replyToName; }
    void forget() override;

    Q_INVOKABLE void openGroup(const QString& key);
    Q_INVOKABLE void openThread(const QString& key);
    /// Opens a thread wherever it is, and shows the page; the group may be empty.
    Q_INVOKABLE void show(const QString& group, const QString& thread);
    Q_INVOKABLE void loadMore();
    Q_INVOKABLE void startThread();
    Q_INVOKABLE void stopThread();
    Q_INVOKABLE bool sendThread();
    /// An empty key answers the thread as a whole.
    Q_INVOKABLE void replyTo(const QString& message);
    Q_INVOKABLE bool sendReply();
    Q_INVOKABLE void deleteMessage(const QString& key);

Q_SIGNALS:
    void changed();

protected:
    void refresh() override;

private:
    void readGroups();
    static QString placeText(bool unconfirmed);
    void readThreads();
    void readMessages();
    void setDeleted(const base::RecordId& message, bool isReply, bool deleted);

    Rows m_groups, m_threads, m_messages;
    Composer m_newThread, m_reply;
    base::RecordId m_group, m_thread, m_replyTo;
    QString m_groupAbout, m_threadTitle, m_replyToName;
    std::int64_t m_limit;
    std::int64_t m_readUntil = 0;
    bool m_hasMore = false;
    bool m_composing = false;
};

} // namespace staffroom::ui
