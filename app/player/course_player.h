// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/player/commit_queue.h"
#include "app/player/desktop_link.h"
#include "app/player/outline_model.h"
#include "app/player/package_files.h"
#include "core/base/clock.h"

#include <QObject>
#include <QTimer>
#include <QUrl>

class QQuickWebEngineProfile;

namespace staffroom::player {

/// The course that is open: what is shown, what is finished, and what the desktop must hear of it. The window binds to
/// it.
class CoursePlayer : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString courseTitle READ courseTitle CONSTANT)
    Q_PROPERTY(QString person READ person CONSTANT)
    Q_PROPERTY(bool dark READ dark CONSTANT)
    Q_PROPERTY(double textScale READ textScale WRITE setTextScale NOTIFY textScaleChanged)
    Q_PROPERTY(staffroom::player::OutlineModel* outline READ outline CONSTANT)
    Q_PROPERTY(QObject* profile READ profile CONSTANT)
    Q_PROPERTY(QString error READ error CONSTANT)
    Q_PROPERTY(QString activity READ activity NOTIFY activityChanged)
    Q_PROPERTY(QString activityTitle READ activityTitle NOTIFY activityChanged)
    Q_PROPERTY(bool activityFinished READ activityFinished NOTIFY progressChanged)
    Q_PROPERTY(bool hasPrevious READ hasPrevious NOTIFY activityChanged)
    Q_PROPERTY(bool hasNext READ hasNext NOTIFY activityChanged)
    Q_PROPERTY(int finishedCount READ finishedCount NOTIFY progressChanged)
    Q_PROPERTY(int activityCount READ activityCount CONSTANT)
    Q_PROPERTY(QUrl page READ page NOTIFY pageChanged)
    Q_PROPERTY(QUrl document READ document NOTIFY pageChanged)
    Q_PROPERTY(bool besideOutline READ besideOutline NOTIFY pageChanged)
    Q_PROPERTY(bool attentive READ attentive WRITE setAttentive NOTIFY attentiveChanged)
    Q_PROPERTY(QString externalLink READ externalLink NOTIFY externalLinkChanged)
    Q_PROPERTY(bool desktopGone READ desktopGone NOTIFY desktopGoneChanged)

public:
    CoursePlayer(content::player::Start start, DesktopLink& link, const base::Clock& clock, QObject* parent = nullptr);
    ~CoursePlayer() override;

    QString courseTitle() const { return QString::fromStdString(m_start.courseTitle); }
    QString person() const { return QString::fromStdString(m_start.person); }
    bool dark() const { return m_start.dark; }
    double textScale() const { return m_textScale; }
    void setTextScale(double scale);
    OutlineModel* outline() { return &m_outline; }
    QObject* profile() const;
    /// Why the course can't be shown; empty when it can.
    QString error() const { return m_error; }
    QString activity() const { return m_activity; }
    QString activityTitle() const { return m_outline.titleOf(m_activity); }
    bool activityFinished() const { return m_outline.isFinished(m_activity); }
    bool hasPrevious() const { return !m_outline.neighbour(m_activity, -1).isEmpty(); }
    bool hasNext() const { return !m_outline.neighbour(m_activity, 1).isEmpty(); }
    int finishedCount() const { return m_outline.finishedCount(); }
    int activityCount() const { return m_outline.activityCount(); }
    /// The address of the page on show; empty while a document is.
    QUrl page() const { return m_page; }
    /// The PDF on show, a file of the disk.
    QUrl document() const { return m_document; }
    /// What is shown is a page or document that the outline doesn't have, opened from a link.
    bool besideOutline() const { return m_beside; }
    bool attentive() const { return m_attentive; }
    void setAttentive(bool attentive);
    QString externalLink() const { return m_externalLink; }
    bool desktopGone() const { return m_desktopGone; }

    Q_INVOKABLE void open(const QString& file);
    Q_INVOKABLE void previous();
    Q_INVOKABLE void next();
    Q_INVOKABLE void finishAndGoOn();
    /// Back from a page beside the outline.
    Q_INVOKABLE void backToActivity();
    /// Whether the view may go to the address by itself. Other addresses are opened as a document, offered for copying,
    /// or refused.
    Q_INVOKABLE bool mayNavigate(const QUrl& url, bool mainFrame);
    Q_INVOKABLE void pageShown(const QUrl& url, const QString& title);
    Q_INVOKABLE void pageFailed(const QUrl& url, const QString& why);
    Q_INVOKABLE void pageCrashed();
    /// Where the person is: fraction of the scrolling, or the page of a document.
    Q_INVOKABLE void moved(double location);
    Q_INVOKABLE void dismissLink();
    Q_INVOKABLE void copyLink();
    /// Where to scroll to when the page has loaded.
    Q_INVOKABLE double takeResume();
    /// Leaves once everything is acknowledged; `anyway` leaves with what is not, and says so by the exit code.
    Q_INVOKABLE void leave(bool anyway = false);

Q_SIGNALS:
    void activityChanged();
    void progressChanged();
    void pageChanged();
    void textScaleChanged();
    void attentiveChanged();
    void externalLinkChanged();
    void desktopGoneChanged();
    void scrollRequested(double location);
    void grabRequested(const QString& path);
    void left(int exitCode);

private:
    void receive(const content::player::Message& message);
    void setUpProfile();
    void show(const QString& file, double location);
    void commit(content::player::Verb verb);
    void sendDue();
    void tick();
    void countAttention();
    void noteProblem(const QString& code, const QString& detail);
    void finishLeaving(int exitCode);

    content::player::Start m_start;
    DesktopLink& m_link;
    const base::Clock& m_clock;
    content::CourseManifest m_manifest;
    PackageFiles m_files;
    OutlineModel m_outline;
    CommitQueue m_queue;
    QQuickWebEngineProfile* m_profile = nullptr;
    QTimer m_tick;
    QString m_error;
    QString m_activity;
    QString m_externalLink;
    QString m_pageTitle;
    QUrl m_page;
    QUrl m_document;
    double m_textScale = 1;
    double m_location = 0;
    double m_resume = 0;
    double m_committedLocation = 0;
    std::int64_t m_lastCommitMs = 0;
    std::int64_t m_attentionMs = 0; ///< not yet committed
    std::int64_t m_attentiveSinceMs = 0;
    std::int64_t m_leavingSinceMs = -1;
    bool m_attentive = false;
    bool m_beside = false;
    bool m_loaded = false;
    bool m_desktopGone = false;
    bool m_left = false;
};

} // namespace staffroom::player
