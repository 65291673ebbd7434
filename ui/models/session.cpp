// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/session.h"

#include "ui/models/text.h"

namespace staffroom::ui {

namespace {

constexpr int gatherMs = 120;
constexpr int minuteMs = 60'000;

} // namespace

Session::Session(const Setup& setup, QObject* parent)
    : QObject(parent),
      m_appearance(setup.root + QStringLiteral("/staffroom.ini")),
      m_context{setup.clock, m_notice, [this](const QString& page) { setPage(page); }, nullptr},
      m_home(m_context),
      m_plan(m_context),
      m_courses(m_context),
      m_course(m_context),
      m_community(m_context),
      m_search(m_context),
      m_sync(m_context),
      m_settings(m_context, setup.root),
      m_signIn(
          setup.accounts,
          [this] {
              node::Desktop::Options options;
              options.onChanged = [this] { m_changed.start(); };
              options.onStatus = [this](const node::SyncStatus& status) { m_sync.setStatus(status); };
              return options;
          },
          [this](std::unique_ptr<node::Desktop> desktop) { take(std::move(desktop)); }),
      m_server(setup.server)
{
    m_changed.setSingleShot(true);
    m_changed.setInterval(gatherMs);
    connect(&m_changed, &QTimer::timeout, this, [this] {
        for (Screen* screen : screens())
            screen->markStale();
        Q_EMIT personChanged();
    });
    connect(this, &Session::openChanged, this, &Session::personChanged);
    m_minute.setInterval(minuteMs);
    connect(&m_minute, &QTimer::timeout, &m_changed, qOverload<>(&QTimer::start));
    connect(&m_appearance, &Appearance::languageChanged, this, [this] {
        for (Screen* screen : screens())
            screen->markStale();
        Q_EMIT m_sync.statusChanged();
    });
    connect(&m_course, &CourseScreen::studyWanted, this, &Session::studyWanted);
    connect(&m_search, &SearchScreen::opened, this, &Session::showFound);
    m_signIn.reload(m_server.isEmpty() ? m_appearance.server() : m_server);
    if (m_signIn.known()->count() == 1)
        m_signIn.choose(m_signIn.known()->at(0, "key").toString());
}

Session::~Session()
{
    close();
}

std::array<Screen*, 8> Session::screens()
{
    return {&m_home, &m_plan, &m_courses, &m_course, &m_community, &m_search, &m_sync, &m_settings};
}

QString Session::personName() const
{
    return m_desktop ? toQt(m_desktop->account().name) : QString();
}

QString Session::school() const
{
    return m_desktop ? toQt(m_desktop->account().school) : QString();
}

void Session::setPage(const QString& page)
{
    if (page == m_page)
        return;
    m_page = page;
    Q_EMIT pageChanged();
}

void Session::take(std::unique_ptr<node::Desktop> desktop)
{
    m_desktop = std::move(desktop);
    m_context.desktop = m_desktop.get();
    m_appearance.setServer(toQt(m_desktop->account().server));
    m_appearance.follow(m_desktop.get());
    m_page = QStringLiteral("home");
    m_sync.setStatus(m_desktop->status());
    m_minute.start();
    Q_EMIT pageChanged();
    Q_EMIT openChanged();
    m_changed.start();
}

void Session::close()
{
    if (!m_desktop)
        return;
    Q_EMIT closing();
    for (Screen* screen : screens())
        screen->forget(); // keeps the drafts while the profile is still there
    m_notice.close();
    m_minute.stop();
    m_changed.stop();
    m_appearance.follow(nullptr);
    m_context.desktop = nullptr;
    m_desktop.reset();
}

void Session::lock()
{
    if (!m_desktop)
        return;
    const QString person = toQt(m_desktop->account().person);
    close();
    m_signIn.reload(m_server);
    m_signIn.choose(person);
    Q_EMIT openChanged();
}

void Session::switchPerson()
{
    close();
    m_signIn.reload(m_server);
    m_signIn.choose({});
    Q_EMIT openChanged();
}

void Session::showPlanItem(const QString& key)
{
    if (!m_desktop)
        return;
    const auto item = m_desktop->learning().reads().planItem(toId(key));
    if (!item) {
        m_notice.showProblem(item.error());
        return;
    }
    if (*item)
        m_plan.choosePlan(toQt((*item)->plan));
    m_plan.setOpenItem(key);
    setPage(QStringLiteral("plan"));
}

void Session::showFound(community::Found sort, const QString& id, const QString& parent)
{
    switch (sort) {
    case community::Found::post:
    case community::Found::reply:
        m_community.show({}, parent);
        break;
    case community::Found::course:
        m_course.open(id);
        break;
    case community::Found::planItem:
        showPlanItem(id);
        break;
    case community::Found::announcement:
        setPage(QStringLiteral("home"));
        break;
    }
}

} // namespace staffroom::ui
