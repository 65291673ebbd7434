// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/sync_screen.h"

#include "ui/models/arrival_words.h"
#include "ui/models/dates.h"
#include "ui/models/error_text.h"
#include "ui/models/field_words.h"
#include "ui/models/text.h"
#include "ui/models/word_diff.h"

#include <QLocale>

#include <algorithm>

namespace staffroom::ui {

namespace {

/// Less says nothing to a person: the price of asking whether there is anything new.
constexpr std::int64_t leastBytesTold = 1024;

constexpr std::int64_t mostLines = 200;

QString wordsOf(const node::OutboxLine& line)
{
    QStringList written;
    for (const auto& [field, value] : line.words)
        if (const auto text = value.asText(); text && !text->empty() && isWritten(line.kind, field))
            written.append(toQt(*text));
    return written.join(QStringLiteral("\n\n"));
}

QString receiptOf(const node::OutboxLine& line)
{
    switch (line.receipt) {
    case node::Receipt::onThisPc:
        return QStringLiteral("pc");
    case node::Receipt::atHub:
        return QStringLiteral("hub");
    case node::Receipt::atServer:
        return QStringLiteral("server");
    case node::Receipt::rejected:
        break;
    }
    return line.seen ? QStringLiteral("seen") : QStringLiteral("rejected");
}

QString keyOf(const node::Decision& decision)
{
    return QStringLiteral("%1/%2").arg(toQt(decision.record)).arg(decision.field);
}

} // namespace

SyncScreen::SyncScreen(Context& context, QObject* parent)
    : Screen(context, parent),
      m_queue({"key", "title", "kindText", "whenText", "receipt", "receiptText", "reasonText", "wordsText"}),
      m_decisions({"key", "title", "kindText", "fieldText", "canJoin", "joined", "versions"}),
      m_arrivals({"key", "countText", "namesText"}),
      m_events({"key", "whenText", "what"})
{
}

void SyncScreen::forget()
{
    m_status = {};
    m_paused = false;
    m_open.clear();
    for (Rows* rows : {&m_queue, &m_decisions, &m_arrivals, &m_events})
        rows->setRows({});
    Q_EMIT statusChanged();
}

void SyncScreen::setStatus(const node::SyncStatus& status)
{
    const bool cameNew = status.arrivals != m_status.arrivals;
    m_status = status;
    if (cameNew)
        m_arrivals.setRows(arrivalRows(m_status.arrivals));
    Q_EMIT statusChanged();
}

bool SyncScreen::running() const
{
    return m_status.phase == node::Phase::connecting || m_status.phase == node::Phase::sending ||
           m_status.phase == node::Phase::receiving;
}

QString SyncScreen::mood() const
{
    if (m_status.decisions > 0 || m_status.rejected > 0)
        return QStringLiteral("attention");
    if (running())
        return QStringLiteral("busy");
    if (m_status.offlineSince > 0)
        return QStringLiteral("offline");
    return m_status.waiting > 0 || m_status.lastSynced == 0 ? QStringLiteral("waiting") : QStringLiteral("good");
}

QString SyncScreen::pill() const
{
    if (m_status.decisions > 0)
        return tr("Needs your decision: %1").arg(m_status.decisions);
    if (m_status.rejected > 0)
        return tr("Not accepted: %1").arg(m_status.rejected);
    if (running())
        return phaseText();
    if (m_paused)
        return tr("Paused · %n waiting", nullptr, static_cast<int>(m_status.waiting));
    if (m_status.offlineSince > 0) {
        const QString since = spokenTime(m_status.offlineSince, m_context.now());
        return m_status.waiting > 0 ? tr("Offline · %n waiting", nullptr, static_cast<int>(m_status.waiting))
                                    : tr("Offline since %1").arg(since);
    }
    if (m_status.waiting > 0)
        return waitingText();
    if (m_status.lastSynced == 0)
        return tr("Not synced yet");
    if (!m_status.hub.empty()) // the time is that of the server's news, which the hub may have fetched long ago
        return tr("All sent · by the school hub, %1").arg(spokenTime(m_status.lastSynced, m_context.now()));
    return tr("All sent · %1").arg(spokenTime(m_status.lastSynced, m_context.now()));
}

QString SyncScreen::waitingText() const
{
    const int waiting = static_cast<int>(m_status.waiting);
    return m_status.atHub == m_status.waiting ? tr("%n item(s) waiting at the school hub", nullptr, waiting)
                                              : tr("%n item(s) waiting", nullptr, waiting);
}

QString SyncScreen::phaseText() const
{
    switch (m_status.phase) {
    case node::Phase::connecting:
        return tr("Connecting …");
    case node::Phase::sending:
        return tr("Sending …");
    case node::Phase::receiving:
        return tr("Receiving …");
    case node::Phase::offline:
    case node::Phase::idle:
        break;
    }
    if (m_status.decisions > 0)
        return tr("Needs your decision: %1").arg(m_status.decisions);
    if (m_status.rejected > 0)
        return tr("Not accepted: %1").arg(m_status.rejected);
    if (m_paused)
        return tr("Paused");
    if (m_status.offlineSince > 0)
        return tr("Offline since %1").arg(spokenTime(m_status.offlineSince, m_context.now()));
    if (m_status.waiting > 0)
        return waitingText();
    return m_status.lastSynced == 0 ? tr("Not synced yet") : tr("Everything is sent");
}

QString SyncScreen::progressText() const
{
    const QLocale locale;
    const auto number = [&locale](std::int64_t n) { return locale.toString(static_cast<qlonglong>(n)); };
    QStringList parts;
    if (m_status.toSend > 0)
        parts.append(tr("%1 of %2 sent").arg(number(m_status.sent), number(m_status.toSend)));
    if (m_status.toReceive > 0)
        parts.append(tr("%1 of %2 received").arg(number(m_status.received), number(m_status.toReceive)));
    else if (m_status.received > 0)
        parts.append(tr("%1 received").arg(number(m_status.received)));
    if (m_status.bytes >= leastBytesTold)
        parts.append(spokenBytes(m_status.bytes));
    return parts.join(QStringLiteral(" · "));
}

double SyncScreen::fraction() const
{
    const std::int64_t whole = m_status.toSend + m_status.toReceive;
    if (whole <= 0)
        return -1;
    return std::clamp(static_cast<double>(m_status.sent + m_status.received) / static_cast<double>(whole), 0.0, 1.0);
}

QString SyncScreen::problem() const
{
    const bool unreached = m_status.problem && (m_status.problem->code == base::ErrorCode::hostUnreachable ||
                                                m_status.problem->code == base::ErrorCode::timedOut);
    if (unreached && m_context.desktop && !m_context.desktop->hub().empty())
        return tr("The school hub can't be reached. Your work is safe on this PC and is sent later. See whether the "
                  "hub is switched on; away from school, clear its address in the settings.");
    if (m_status.problem)
        return errorText(m_status.problem->code).sentence();
    if (!m_status.copyFound)
        return {};
    // Handled already: the sentences of the error "forked" would send the person to an administrator.
    return tr("A copy of your data is in use on another PC. Nothing is lost: this PC goes on by itself. You need do "
              "nothing.");
}

QString SyncScreen::lastText() const
{
    if (m_status.lastSynced == 0)
        return tr("This PC has not been in touch with the server yet.");
    const QString when = spokenTime(m_status.lastSynced, m_context.now());
    return m_status.hub.empty() ? tr("Last synced: %1").arg(when)
                                : tr("Through the school hub; the server's news: %1").arg(when);
}

QString SyncScreen::arrivedText() const
{
    return m_status.arrivals.when == 0 ? QString() : spokenTime(m_status.arrivals.when, m_context.now());
}

void SyncScreen::refresh()
{
    readQueue();
    readDecisions();
    readEvents();
    setStatus(m_context.desktop->status());
    m_arrivals.setRows(arrivalRows(m_status.arrivals)); // in the language of now
}

QString SyncScreen::receiptText(node::Receipt receipt)
{
    switch (receipt) {
    case node::Receipt::onThisPc:
        return tr("On this PC");
    case node::Receipt::atHub:
        return tr("At the school hub");
    case node::Receipt::atServer:
        return tr("At the server");
    case node::Receipt::rejected:
        break;
    }
    return tr("Not accepted");
}

QString SyncScreen::reasonText(const node::OutboxLine& line)
{
    if (line.receipt != node::Receipt::rejected)
        return {};
    if (line.reason == base::ErrorCode::notFound) // that error's own sentences are about a page that somebody opens
        return tr("It had been deleted more than a year before your change reached the server. What you wrote is kept "
                  "here.");
    return errorText(line.reason).sentence();
}

void SyncScreen::readQueue()
{
    const auto lines = m_context.desktop->outbox(mostLines);
    if (!well(lines))
        return;
    QList<Rows::Row> rows;
    for (const node::OutboxLine& line : *lines) {
        const QString title = line.title.empty() ? kindName(line.kind) : toQt(line.title);
        rows.append({toQt(line.record), title, kindName(line.kind), spokenTime(line.when, m_context.now()),
                     receiptOf(line), receiptText(line.receipt), reasonText(line), wordsOf(line)});
    }
    m_queue.setRows(rows);
}

QString SyncScreen::shown(const node::Decision& decision, const domain::Value& value) const
{
    if (const auto id = value.asId(); id && decision.kind == domain::Kind::planItem) {
        const auto course = m_context.desktop->learning().reads().course(m_context.person(), *id);
        if (course && *course)
            return toQt((*course)->summary.title);
    }
    return valueText(decision.kind, decision.field, value, dayOf(m_context.now()));
}

void SyncScreen::readDecisions()
{
    auto decisions = m_context.desktop->decisions();
    if (!well(decisions))
        return;
    m_open = std::move(*decisions);
    QList<Rows::Row> rows;
    for (const node::Decision& decision : m_open) {
        QVariantList versions;
        QStringList texts;
        for (const node::Version& version : decision.versions) {
            const QString text = shown(decision, version.value);
            if (!texts.contains(text))
                texts.append(text);
            const bool mine = version.author == m_context.desktop->account().name;
            const QString byline = withDots({version.author.empty() ? tr("Somebody") : toQt(version.author),
                                             version.fromThisPc ? tr("on this PC")
                                             : mine             ? tr("on another PC")
                                                                : QString(),
                                             version.when > 0 ? spokenTime(version.when, m_context.now()) : QString()});
            versions.append(QVariantMap{{QStringLiteral("byline"), byline}});
        }
        rows.append({keyOf(decision), toQt(decision.title), kindName(decision.kind),
                     fieldName(decision.kind, decision.field), isWritten(decision.kind, decision.field),
                     texts.join(u'\n'), versions});
    }
    m_decisions.setRows(rows);
}

void SyncScreen::readEvents()
{
    const std::vector<node::SyncEvent> events = m_context.desktop->events();
    QList<Rows::Row> rows;
    for (std::size_t i = events.size(); i > 0; --i)
        rows.append({QString::number(i), spokenTime(events[i - 1].when, m_context.now()), toQt(events[i - 1].text)});
    m_events.setRows(rows);
}

const node::Decision* SyncScreen::decision(const QString& key) const
{
    const auto found = std::find_if(m_open.begin(), m_open.end(), [&](const auto& d) { return keyOf(d) == key; });
    return found == m_open.end() ? nullptr : &*found;
}

QString SyncScreen::marked(const QString& key, int version, int other, const QString& background) const
{
    const node::Decision* open = decision(key);
    const auto size = open ? static_cast<int>(open->versions.size()) : 0;
    if (version < 0 || version >= size || other < 0 || other >= size || !m_context.desktop)
        return {};
    const QString mine = shown(*open, open->versions[static_cast<std::size_t>(version)].value);
    const QString theirs = shown(*open, open->versions[static_cast<std::size_t>(other)].value);
    return markup(wordDiff(mine, theirs).first, background);
}

void SyncScreen::decide(const node::Decision& open, const domain::Value& value)
{
    const QString title = toQt(open.title);
    if (!well(m_context.desktop->decide(open, value)))
        return;
    m_context.notice.say(tr("Decided: %1. The others see it after the next sync.").arg(title));
    markStale();
}

void SyncScreen::keepVersion(const QString& key, int version)
{
    const node::Decision* open = decision(key);
    if (open && m_context.desktop && version >= 0 && version < static_cast<int>(open->versions.size()))
        decide(*open, domain::Value(open->versions[static_cast<std::size_t>(version)].value));
}

void SyncScreen::keepText(const QString& key, const QString& text)
{
    const node::Decision* open = decision(key);
    if (open && m_context.desktop && isWritten(open->kind, open->field))
        decide(*open, domain::Value::text(toCore(text.trimmed())));
}

void SyncScreen::setSeen(const QString& key)
{
    const auto record = base::RecordId::fromText(toCore(key));
    if (!record || !m_context.desktop || !well(m_context.desktop->setRejectionSeen(*record, true)))
        return;
    m_context.notice.offerUndo(tr("It stays in the list and asks no more."), [this, record = *record] {
        if (m_context.desktop && well(m_context.desktop->setRejectionSeen(record, false)))
            markStale();
    });
    markStale();
}

void SyncScreen::syncNow()
{
    if (!m_context.desktop)
        return;
    if (m_paused)
        setPaused(false);
    m_context.desktop->syncNow();
}

void SyncScreen::setPaused(bool paused)
{
    if (!m_context.desktop || paused == m_paused)
        return;
    m_paused = paused;
    m_context.desktop->pause(paused);
    Q_EMIT statusChanged();
}

} // namespace staffroom::ui
