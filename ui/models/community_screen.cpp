// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/community_screen.h"

#include "ui/models/dates.h"
#include "ui/models/text.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>

namespace staffroom::ui {

namespace {

constexpr std::int64_t page = 50; // threads read at once

QString sortName(const std::string& sort)
{
    if (sort == "cooperative")
        return QCoreApplication::translate("Community", "Cooperative");
    if (sort == "workshop")
        return QCoreApplication::translate("Community", "Workshop");
    return QCoreApplication::translate("Community", "Study group");
}

QString roleName(const std::string& role)
{
    if (role == "mentor")
        return QCoreApplication::translate("Community", "Mentor");
    if (role == "leader")
        return QCoreApplication::translate("Community", "Workshop leader");
    if (role == "admin")
        return QCoreApplication::translate("Community", "Administrator");
    return {};
}

QString byline(const community::PersonCard& person)
{
    return withDots({toQt(person.school), roleName(person.role)});
}

} // namespace

CommunityScreen::CommunityScreen(Context& context, QObject* parent)
    : Screen(context, parent),
      m_groups({"key", "name", "sortText", "membersText", "unread"}),
      m_threads({"key", "title", "excerpt", "byline", "whenText", "repliesText", "unread", "placeText"}),
      m_messages({"key", "body", "author", "byline", "whenText", "own", "isReply", "placeText"}),
      m_newThread(context),
      m_reply(context),
      m_limit(page)
{
}

QString CommunityScreen::group() const
{
    return m_group.isNull() ? QString() : toQt(m_group);
}

QString CommunityScreen::thread() const
{
    return m_thread.isNull() ? QString() : toQt(m_thread);
}

void CommunityScreen::forget()
{
    m_newThread.moveTo({});
    m_reply.moveTo({});
    m_group = m_thread = m_replyTo = {};
    m_composing = false;
    for (Rows* rows : {&m_groups, &m_threads, &m_messages})
        rows->setRows({});
    Q_EMIT changed();
}

void CommunityScreen::refresh()
{
    readGroups();
    readThreads();
    readMessages();
    Q_EMIT changed();
}

void CommunityScreen::readGroups()
{
    const auto groups = m_context.desktop->community().reads().groups(m_context.person());
    if (!well(groups))
        return;
    const bool english = QLocale().language() == QLocale::English;
    QList<Rows::Row> rows;
    for (const community::Group& group : *groups) {
        const std::string& name = english && !group.nameEn.empty() ? group.nameEn : group.name;
        rows.append({toQt(group.id), toQt(name), sortName(group.sort),
                     tr("%n member(s)", nullptr, static_cast<int>(group.members)), static_cast<int>(group.unread)});
        if (m_group.isNull())
            m_group = group.id;
        if (group.id == m_group)
            m_groupAbout = toQt(group.about);
    }
    m_groups.setRows(rows);
}

QString CommunityScreen::placeText(bool unconfirmed)
{
    return unconfirmed ? tr("At the school hub, not at the server yet") : QString();
}

void CommunityScreen::readThreads()
{
    if (m_group.isNull())
        return;
    const auto threads =
        m_context.desktop->community().reads().threads(m_context.person(), m_group, std::nullopt, m_limit);
    if (!well(threads))
        return;
    QList<Rows::Row> rows;
    for (const community::Thread& thread : *threads)
        rows.append(
            {toQt(thread.id), toQt(thread.title), toQt(thread.excerpt).simplified(), toQt(thread.author.name),
             spokenTime(thread.latest, m_context.now()),
             thread.replies == 0 ? tr("No replies yet") : tr("%n reply(s)", nullptr, static_cast<int>(thread.replies)),
             thread.unread, placeText(thread.unconfirmed)});
    m_hasMore = static_cast<std::int64_t>(threads->size()) == m_limit;
    m_threads.setRows(rows);
    if (m_thread.isNull() && !m_composing && !threads->empty()) {
        m_thread = threads->front().id;
        m_reply.moveTo(m_thread);
    }
}

void CommunityScreen::readMessages()
{
    if (m_thread.isNull()) {
        m_messages.setRows({});
        m_threadTitle.clear();
        return;
    }
    const auto detail = m_context.desktop->community().reads().thread(m_context.person(), m_thread);
    if (!well(detail))
        return;
    if (!*detail) {
        // Deleted, here or elsewhere.
        m_thread = {};
        m_reply.moveTo({});
        readMessages();
        return;
    }
    m_threadTitle = toQt((*detail)->thread.title);
    QHash<QString, QString> authors;
    QList<Rows::Row> rows;
    std::int64_t newest = 0;
    for (const community::Message& message : (*detail)->messages) {
        const QString key = toQt(message.id);
        authors.insert(key, toQt(message.author.name));
        newest = std::max(newest, message.created);
        const bool isReply = message.id != m_thread;
        // Who is answered is worth saying only where it isn't the opening post.
        const QString to = isReply && message.to && *message.to != m_thread
                               ? tr("to %1").arg(authors.value(toQt(*message.to), tr("an earlier message")))
                               : QString();
        const QString when =
            withDots({spokenTime(message.created, m_context.now()), message.corrected ? tr("corrected") : QString()});
        rows.append({key, toQt(message.body), toQt(message.author.name), withDots({byline(message.author), to}), when,
                     message.own, isReply, placeText(message.unconfirmed)});
    }
    m_messages.setRows(rows);
    if ((*detail)->thread.unread && newest > m_readUntil) {
        m_readUntil = newest; // once: marking makes the store report a change
        if (well(m_context.desktop->community().markRead(m_thread, newest))) {
            readGroups();
            readThreads();
        }
    }
}

void CommunityScreen::openGroup(const QString& key)
{
    if (toId(key) == m_group)
        return;
    m_group = toId(key);
    m_thread = m_replyTo = {};
    m_replyToName.clear();
    m_limit = page;
    m_readUntil = 0;
    if (m_composing)
        m_newThread.moveTo(m_group);
    m_reply.moveTo({});
    markStale();
}

void CommunityScreen::openThread(const QString& key)
{
    m_composing = false;
    m_newThread.keep();
    m_thread = toId(key);
    m_replyTo = {};
    m_replyToName.clear();
    m_readUntil = 0;
    m_reply.moveTo(m_thread);
    markStale();
    Q_EMIT changed();
}

void CommunityScreen::show(const QString& group, const QString& thread)
{
    if (!m_context.desktop)
        return;
    base::RecordId in = toId(group);
    if (in.isNull()) {
        const auto detail = m_context.desktop->community().reads().thread(m_context.person(), toId(thread));
        if (!well(detail) || !*detail)
            return;
        in = (*detail)->thread.group;
    }
    openGroup(toQt(in));
    openThread(thread);
    m_context.go(QStringLiteral("community"));
}

void CommunityScreen::loadMore()
{
    if (!m_hasMore)
        return;
    m_limit += page;
    markStale();
}

void CommunityScreen::startThread()
{
    m_composing = true;
    m_newThread.moveTo(m_group);
    Q_EMIT changed();
}

void CommunityScreen::stopThread()
{
    m_newThread.keep();
    m_composing = false;
    Q_EMIT changed();
}

bool CommunityScreen::sendThread()
{
    if (!m_context.desktop)
        return false;
    const auto id =
        m_context.desktop->community().post(m_group, toCore(m_newThread.title()), toCore(m_newThread.body()));
    if (!well(id))
        return false;
    m_newThread.clear();
    openThread(toQt(*id));
    m_context.notice.offerUndo(tr("Posted. It is sent with the next sync."),
                               [this, id = *id] { setDeleted(id, false, true); });
    return true;
}

void CommunityScreen::replyTo(const QString& message)
{
    m_replyTo = toId(message);
    m_replyToName = m_messages.at(m_messages.find(message), "author").toString();
    Q_EMIT changed();
}

bool CommunityScreen::sendReply()
{
    if (!m_context.desktop || m_thread.isNull())
        return false;
    const std::optional<base::RecordId> to = m_replyTo.isNull() ? std::nullopt : std::optional(m_replyTo);
    const auto id = m_context.desktop->community().reply(m_thread, to, toCore(m_reply.body()));
    if (!well(id))
        return false;
    m_reply.clear();
    replyTo({});
    m_context.notice.offerUndo(tr("Replied. It is sent with the next sync."),
                               [this, id = *id] { setDeleted(id, true, true); });
    markStale();
    return true;
}

void CommunityScreen::setDeleted(const base::RecordId& message, bool isReply, bool deleted)
{
    if (m_context.desktop && well(m_context.desktop->community().setDeleted(m_group, message, isReply, deleted)))
        markStale();
}

void CommunityScreen::deleteMessage(const QString& key)
{
    const int row = m_messages.find(key);
    if (!m_context.desktop || row < 0)
        return;
    const bool isReply = m_messages.at(row, "isReply").toBool();
    const base::RecordId id = toId(key);
    if (!well(m_context.desktop->community().setDeleted(m_group, id, isReply, true)))
        return;
    m_context.notice.offerUndo(isReply ? tr("Reply deleted") : tr("Thread deleted"), [this, id, isReply] {
        setDeleted(id, isReply, false);
        if (!isReply)
            openThread(toQt(id));
    });
    markStale();
}

} // namespace staffroom::ui
