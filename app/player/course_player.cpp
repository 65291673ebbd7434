// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/player/course_player.h"

#include "app/player/shut_in.h"
#include "core/content/unpack.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QQuickWebEngineProfile>

#include <algorithm>
#include <cmath>

namespace staffroom::player {
namespace {

using content::player::Verb;

constexpr int tickMs = 250;
/// A new place is told this long after the one before: what a power cut can cost.
constexpr std::int64_t placeCommitMs = 3000;
/// Reading without scrolling is told less often; only its time is lost with the power.
constexpr std::int64_t timeCommitMs = 15'000;
/// How long leaving waits for the desktop's disk.
constexpr std::int64_t leaveGuardMs = 2000;
/// How long the window stays with what nobody took before it goes by itself.
constexpr std::int64_t orphanMs = 30'000;
constexpr double smallestMove = 0.002;

} // namespace

CoursePlayer::CoursePlayer(content::player::Start start, DesktopLink& link, const base::Clock& clock, QObject* parent)
    : QObject(parent),
      m_start(std::move(start)),
      m_link(link),
      m_clock(clock),
      m_files(QString::fromStdString(m_start.packageId), QString::fromStdString(m_start.packageFolder)),
      m_textScale(std::clamp(m_start.textScale, 0.8, 2.0))
{
    m_queue.startAt(m_start.nextSeq);
    connect(&m_link, &DesktopLink::received, this, &CoursePlayer::receive);
    connect(&m_link, &DesktopLink::lost, this, [this] {
        if (m_queue.unacknowledged() == 0)
            return finishLeaving(0);
        m_desktopGone = true;
        m_leavingSinceMs = m_clock.monotonicMs();
        Q_EMIT desktopGoneChanged();
    });
    connect(&m_tick, &QTimer::timeout, this, &CoursePlayer::tick);
    setUpProfile();
    auto manifest = content::readUnpacked(m_start.packageFolder);
    if (!manifest.ok()) {
        m_error = QString::fromStdString(base::describe(manifest.error()));
        noteProblem(QStringLiteral("package-broken"), m_error);
        return;
    }
    m_manifest = *std::move(manifest);
    QSet<QString> finished;
    for (const std::string& file : m_start.finished)
        finished.insert(QString::fromStdString(file));
    m_outline.setCourse(m_manifest, finished);
    const QString resume = QString::fromStdString(m_start.resumeActivity);
    if (m_outline.has(resume))
        show(resume, m_start.resumeLocation);
    else
        show(m_outline.firstOpen(), 0);
    m_tick.start(tickMs);
}

CoursePlayer::~CoursePlayer() = default;

QObject* CoursePlayer::profile() const
{
    return m_profile;
}

void CoursePlayer::setUpProfile()
{
    m_profile = new QQuickWebEngineProfile(this);
    m_profile->setOffTheRecord(true);
    auto* const handler = new CourseSchemeHandler(m_files, m_profile);
    auto* const block = new NetworkBlock(m_files, m_profile);
    m_profile->installUrlSchemeHandler(courseScheme, handler);
    m_profile->setUrlRequestInterceptor(block);
    connect(handler, &CourseSchemeHandler::refused, this,
            [this](const QString& address) { noteProblem(QStringLiteral("outside-package"), address); });
    connect(block, &NetworkBlock::blocked, this,
            [this](const QString& address) { noteProblem(QStringLiteral("network-blocked"), address); });
}

void CoursePlayer::noteProblem(const QString& code, const QString& detail)
{
    m_link.send(content::player::Notice{code.toStdString(), detail.toStdString()});
}

void CoursePlayer::setTextScale(double scale)
{
    const double bounded = std::clamp(scale, 0.8, 2.0);
    if (std::abs(bounded - m_textScale) < 0.001)
        return;
    m_textScale = bounded;
    Q_EMIT textScaleChanged();
}

void CoursePlayer::setAttentive(bool attentive)
{
    if (m_attentive == attentive)
        return;
    countAttention();
    m_attentive = attentive;
    m_attentiveSinceMs = m_clock.monotonicMs();
    Q_EMIT attentiveChanged();
}

void CoursePlayer::countAttention()
{
    const std::int64_t now = m_clock.monotonicMs();
    if (m_attentive)
        m_attentionMs += now - m_attentiveSinceMs;
    m_attentiveSinceMs = now;
}

void CoursePlayer::commit(Verb verb)
{
    countAttention();
    Commit commit;
    commit.activity = m_activity.toStdString();
    commit.verb = verb;
    commit.location = m_location;
    commit.durationMs = m_attentionMs;
    m_attentionMs = 0;
    m_committedLocation = m_location;
    m_lastCommitMs = m_clock.monotonicMs();
    m_queue.add(std::move(commit));
    sendDue();
}

void CoursePlayer::sendDue()
{
    if (!m_link.isConnected())
        return;
    for (Commit& due : m_queue.due(m_clock.monotonicMs()))
        m_link.send(std::move(due));
}

void CoursePlayer::tick()
{
    sendDue();
    const std::int64_t now = m_clock.monotonicMs();
    if (m_leavingSinceMs >= 0) {
        if (m_queue.unacknowledged() == 0)
            finishLeaving(0);
        else if (m_desktopGone ? now - m_leavingSinceMs > orphanMs : now - m_leavingSinceMs > leaveGuardMs)
            leave(true);
        return;
    }
    if (m_activity.isEmpty() || m_desktopGone)
        return;
    countAttention();
    const bool moved = std::abs(m_location - m_committedLocation) > smallestMove;
    const std::int64_t since = now - m_lastCommitMs;
    if ((moved && since >= placeCommitMs) || (m_attentionMs >= timeCommitMs && since >= timeCommitMs))
        commit(Verb::progressed);
}

void CoursePlayer::show(const QString& file, double location)
{
    if (!m_activity.isEmpty()) {
        countAttention();
        if (m_attentionMs > 0 || std::abs(m_location - m_committedLocation) > smallestMove)
            commit(Verb::progressed);
    }
    m_activity = file;
    m_location = location;
    m_resume = location;
    m_beside = false;
    m_loaded = false;
    m_outline.setCurrent(file);
    const content::Activity* const activity = m_manifest.activity(file.toStdString());
    const bool pdf = activity != nullptr && activity->type == "pdf";
    m_page = pdf ? QUrl() : m_files.address(file);
    m_document = pdf ? QUrl::fromLocalFile(m_files.pathOf(file)) : QUrl();
    commit(Verb::opened);
    Q_EMIT activityChanged();
    Q_EMIT progressChanged();
    Q_EMIT pageChanged();
}

void CoursePlayer::open(const QString& file)
{
    if (m_outline.has(file) && (file != m_activity || m_beside))
        show(file, 0);
}

void CoursePlayer::previous()
{
    open(m_outline.neighbour(m_activity, -1));
}

void CoursePlayer::next()
{
    open(m_outline.neighbour(m_activity, 1));
}

void CoursePlayer::finishAndGoOn()
{
    if (!m_outline.isFinished(m_activity)) {
        m_outline.setFinished(m_activity);
        commit(Verb::completed);
        Q_EMIT progressChanged();
    }
    next();
}

void CoursePlayer::backToActivity()
{
    if (m_beside)
        show(m_activity, m_location);
}

bool CoursePlayer::mayNavigate(const QUrl& url, bool mainFrame)
{
    if (!m_files.owns(url)) {
        const QString scheme = url.scheme();
        const bool inner =
            scheme == QLatin1String("about") || scheme == QLatin1String("blob") || scheme == QLatin1String("data");
        if (inner)
            return !mainFrame || scheme == QLatin1String("about");
        noteProblem(QStringLiteral("external-link"), url.toString());
        if (mainFrame) {
            m_externalLink = url.toString();
            Q_EMIT externalLinkChanged();
        }
        return false;
    }
    if (!mainFrame)
        return true;
    const QString file = m_files.fileOf(url);
    if (m_outline.has(file) && file != m_activity) {
        const bool document = content::activityTypeOf(file.toStdString()) == "pdf";
        if (document || !url.hasFragment()) {
            // Not from within the view's own signal: it is in the middle of the navigation that we refuse.
            QMetaObject::invokeMethod(
                this, [this, file] { open(file); }, Qt::QueuedConnection);
            return false;
        }
    }
    const std::string_view type = content::activityTypeOf(file.toStdString());
    if (type == "html")
        return true;
    const QString path = m_files.pathOf(file);
    if (type == "pdf" && !path.isEmpty()) {
        m_beside = true;
        m_page = QUrl();
        m_document = QUrl::fromLocalFile(path);
        QMetaObject::invokeMethod(this, &CoursePlayer::pageChanged, Qt::QueuedConnection);
        return false;
    }
    if (!path.isEmpty()) {
        m_externalLink = path; // an office document: the address to copy is where it lies
        Q_EMIT externalLinkChanged();
    }
    return false;
}

void CoursePlayer::pageShown(const QUrl& url, const QString& title)
{
    m_pageTitle = title;
    m_loaded = true;
    if (url.isEmpty())
        return; // a document, which nothing leads out of
    const QString file = m_files.fileOf(url);
    if (m_outline.has(file) && file != m_activity) { // a link with a fragment led to another activity
        const QUrl there = url;
        show(file, 0);
        m_page = there;
        m_loaded = true;
        Q_EMIT pageChanged();
        return;
    }
    const bool beside = !m_outline.has(file);
    if (beside != m_beside) {
        m_beside = beside;
        Q_EMIT pageChanged();
    }
}

void CoursePlayer::pageFailed(const QUrl& url, const QString& why)
{
    noteProblem(QStringLiteral("page-failed"), url.toString() + QStringLiteral(": ") + why);
}

void CoursePlayer::pageCrashed()
{
    noteProblem(QStringLiteral("page-crashed"), m_activity);
}

void CoursePlayer::moved(double location)
{
    if (!m_beside && std::isfinite(location) && location >= 0)
        m_location = location;
}

double CoursePlayer::takeResume()
{
    return std::exchange(m_resume, 0);
}

void CoursePlayer::dismissLink()
{
    m_externalLink.clear();
    Q_EMIT externalLinkChanged();
}

void CoursePlayer::copyLink()
{
    QGuiApplication::clipboard()->setText(m_externalLink);
    dismissLink();
}

void CoursePlayer::leave(bool anyway)
{
    if (m_left)
        return;
    if (anyway) {
        if (m_queue.unacknowledged() > 0)
            noteProblem(QStringLiteral("unsaved"), QString::number(m_queue.unacknowledged()));
        return finishLeaving(m_queue.unacknowledged() == 0 ? 0 : 3);
    }
    if (m_leavingSinceMs >= 0)
        return;
    countAttention();
    const bool moved = std::abs(m_location - m_committedLocation) > smallestMove;
    if (!m_activity.isEmpty() && (moved || m_attentionMs > 0))
        commit(Verb::progressed);
    m_leavingSinceMs = m_clock.monotonicMs();
    m_tick.start(tickMs / 5);
}

void CoursePlayer::finishLeaving(int exitCode)
{
    if (m_left)
        return;
    m_left = true;
    if (exitCode == 0)
        m_link.send(content::player::Finish{});
    else
        qWarning("left with %zu commits that Staffroom did not confirm", m_queue.unacknowledged());
    m_link.flush(static_cast<int>(leaveGuardMs));
    Q_EMIT left(exitCode);
}

void CoursePlayer::receive(const content::player::Message& message)
{
    using namespace content::player;
    if (const auto* const ack = std::get_if<Ack>(&message)) {
        m_queue.acknowledge(ack->seq);
        if (m_leavingSinceMs >= 0)
            tick();
    } else if (std::holds_alternative<Close>(message)) {
        leave();
    } else if (const auto* const goTo = std::get_if<GoTo>(&message)) {
        open(QString::fromStdString(goTo->activity));
    } else if (const auto* const scroll = std::get_if<ScrollTo>(&message)) {
        Q_EMIT scrollRequested(scroll->location);
    } else if (std::holds_alternative<FinishActivity>(message)) {
        finishAndGoOn();
    } else if (const auto* const grab = std::get_if<Grab>(&message)) {
        Q_EMIT grabRequested(QString::fromStdString(grab->path));
    } else if (std::holds_alternative<Ask>(message)) {
        m_link.send(State{m_activity.toStdString(), m_pageTitle.toStdString(), m_location, m_loaded,
                          static_cast<std::uint64_t>(m_queue.unacknowledged())});
    }
}

} // namespace staffroom::player
