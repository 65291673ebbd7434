// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/rows.h"
#include "ui/models/screen.h"

#include <QVariantList>

namespace staffroom::ui {

/// What I made and where it has got to, what came, what waits for my decision.
class SyncScreen : public Screen
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the session")
    /// Roles: key, title, kindText, whenText, receipt ("pc", "hub", "server", "rejected", "seen": rejected, and the
    /// person knows), receiptText, reasonText, wordsText (what was written, where nothing else shows it; else empty).
    Q_PROPERTY(staffroom::ui::Rows* queue READ queue CONSTANT)
    /// Roles: key, title, kindText, fieldText, canJoin, joined, versions (a list of {byline}).
    Q_PROPERTY(staffroom::ui::Rows* decisions READ decisions CONSTANT)
    /// What the last sync that brought something brought. Roles: key, countText, namesText.
    Q_PROPERTY(staffroom::ui::Rows* arrivals READ arrivals CONSTANT)
    /// When that was; empty where nothing came yet.
    Q_PROPERTY(QString arrivedText READ arrivedText NOTIFY statusChanged)
    /// Roles: key, whenText, what.
    Q_PROPERTY(staffroom::ui::Rows* events READ events CONSTANT)
    /// What the sync pill says; always true.
    Q_PROPERTY(QString pill READ pill NOTIFY statusChanged)
    /// "good", "busy", "waiting", "offline", "attention".
    Q_PROPERTY(QString mood READ mood NOTIFY statusChanged)
    Q_PROPERTY(bool running READ running NOTIFY statusChanged)
    Q_PROPERTY(bool paused READ paused NOTIFY statusChanged)
    Q_PROPERTY(QString phaseText READ phaseText NOTIFY statusChanged)
    Q_PROPERTY(QString progressText READ progressText NOTIFY statusChanged)
    /// 0 to 1, or -1 where nobody knows.
    Q_PROPERTY(double fraction READ fraction NOTIFY statusChanged)
    Q_PROPERTY(QString problem READ problem NOTIFY statusChanged)
    Q_PROPERTY(QString lastText READ lastText NOTIFY statusChanged)
    Q_PROPERTY(int waiting READ waiting NOTIFY statusChanged)
    /// Decisions and refusals that wait for the person.
    Q_PROPERTY(int undecided READ undecided NOTIFY statusChanged)

public:
    explicit SyncScreen(Context& context, QObject* parent = nullptr);

    Rows* queue() { return &m_queue; }
    Rows* decisions() { return &m_decisions; }
    Rows* arrivals() { return &m_arrivals; }
    Rows* events() { return &m_events; }
    QString pill() const;
    QString mood() const;
    bool running() const;
    bool paused() const { return m_paused; }
    QString phaseText() const;
    QString waitingText() const;
    QString progressText() const;
    double fraction() const;
    QString problem() const;
    QString lastText() const;
    QString arrivedText() const;
    int waiting() const { return static_cast<int>(m_status.waiting); }
    int undecided() const { return static_cast<int>(m_status.decisions + m_status.rejected); }
    void setStatus(const node::SyncStatus& status);
    const node::SyncStatus& status() const { return m_status; }
    void forget() override;

    Q_INVOKABLE void syncNow();
    Q_INVOKABLE void setPaused(bool paused);
    /// The person knows that this wasn't accepted: it asks for attention no more. Can be undone.
    Q_INVOKABLE void setSeen(const QString& key);
    /// Version `version` of a decision with what differs from version `other` underlined on this background (RichText).
    Q_INVOKABLE QString marked(const QString& key, int version, int other, const QString& background) const;
    Q_INVOKABLE void keepVersion(const QString& key, int version);
    /// Decides with a text of the person's own; for fields of text only.
    Q_INVOKABLE void keepText(const QString& key, const QString& text);

Q_SIGNALS:
    void statusChanged();

protected:
    void refresh() override;

private:
    static QString receiptText(node::Receipt receipt);
    static QString reasonText(const node::OutboxLine& line);
    void readQueue();
    void readDecisions();
    void readEvents();
    const node::Decision* decision(const QString& key) const;
    void decide(const node::Decision& decision, const domain::Value& value);
    QString shown(const node::Decision& decision, const domain::Value& value) const;

    Rows m_queue, m_decisions, m_arrivals, m_events;
    std::vector<node::Decision> m_open;
    node::SyncStatus m_status;
    bool m_paused = false;
};

} // namespace staffroom::ui
