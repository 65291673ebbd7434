// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/appearance.h"
#include "ui/models/community_screen.h"
#include "ui/models/course_screen.h"
#include "ui/models/courses_screen.h"
#include "ui/models/home_screen.h"
#include "ui/models/plan_screen.h"
#include "ui/models/search_screen.h"
#include "ui/models/settings_screen.h"
#include "ui/models/sign_in_screen.h"
#include "ui/models/sync_screen.h"

namespace staffroom::ui {

/// The window's model: who is signed in, which page is shown, and the screens.
class Session : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by the program")
    /// Whether somebody is signed in; otherwise the sign-in page is shown.
    Q_PROPERTY(bool open READ open NOTIFY openChanged)
    Q_PROPERTY(QString personName READ personName NOTIFY personChanged)
    Q_PROPERTY(QString school READ school NOTIFY personChanged)
    /// "home", "plan", "courses", "course", "community", "search", "sync" or "settings".
    Q_PROPERTY(QString page READ page WRITE setPage NOTIFY pageChanged)
    Q_PROPERTY(staffroom::ui::Appearance* appearance READ appearance CONSTANT)
    Q_PROPERTY(staffroom::ui::Notice* notice READ notice CONSTANT)
    Q_PROPERTY(staffroom::ui::SignInScreen* signIn READ signIn CONSTANT)
    Q_PROPERTY(staffroom::ui::HomeScreen* home READ home CONSTANT)
    Q_PROPERTY(staffroom::ui::PlanScreen* plan READ plan CONSTANT)
    Q_PROPERTY(staffroom::ui::CoursesScreen* courses READ courses CONSTANT)
    Q_PROPERTY(staffroom::ui::CourseScreen* course READ course CONSTANT)
    Q_PROPERTY(staffroom::ui::CommunityScreen* community READ community CONSTANT)
    Q_PROPERTY(staffroom::ui::SearchScreen* search READ search CONSTANT)
    Q_PROPERTY(staffroom::ui::SyncScreen* sync READ sync CONSTANT)
    Q_PROPERTY(staffroom::ui::SettingsScreen* settings READ settings CONSTANT)

public:
    struct Setup
    {
        node::Accounts& accounts;
        const base::Clock& clock;
        QString root;   ///< the folder of all profiles
        QString server; ///< stands in the empty field of the sign-in page; may be empty
    };
    explicit Session(const Setup& setup, QObject* parent = nullptr);
    ~Session() override;

    bool open() const { return m_desktop != nullptr; }
    QString personName() const;
    QString school() const;
    QString page() const { return m_page; }
    void setPage(const QString& page);
    node::Desktop* desktop() const { return m_desktop.get(); }

    Appearance* appearance() { return &m_appearance; }
    Notice* notice() { return &m_notice; }
    SignInScreen* signIn() { return &m_signIn; }
    HomeScreen* home() { return &m_home; }
    PlanScreen* plan() { return &m_plan; }
    CoursesScreen* courses() { return &m_courses; }
    CourseScreen* course() { return &m_course; }
    CommunityScreen* community() { return &m_community; }
    SearchScreen* search() { return &m_search; }
    SyncScreen* sync() { return &m_sync; }
    SettingsScreen* settings() { return &m_settings; }

    /// Closes the profile and asks for this person's password; work and drafts are kept.
    Q_INVOKABLE void lock();
    /// Closes the profile and shows everybody who works on this PC.
    Q_INVOKABLE void switchPerson();
    /// Shows the plan with one item open.
    Q_INVOKABLE void showPlanItem(const QString& key);

Q_SIGNALS:
    void openChanged();
    /// Name and school come with the first sync.
    void personChanged();
    void pageChanged();
    void studyWanted(const staffroom::base::RecordId& course, const staffroom::base::RecordId& activity);
    /// The profile is about to be closed: whatever still writes to it ends now.
    void closing();

private:
    void take(std::unique_ptr<node::Desktop> desktop);
    void close();
    void showFound(community::Found sort, const QString& id, const QString& parent);
    std::array<Screen*, 8> screens();

    Appearance m_appearance;
    Notice m_notice;
    Context m_context;
    HomeScreen m_home;
    PlanScreen m_plan;
    CoursesScreen m_courses;
    CourseScreen m_course;
    CommunityScreen m_community;
    SearchScreen m_search;
    SyncScreen m_sync;
    SettingsScreen m_settings;
    SignInScreen m_signIn;
    QTimer m_changed; ///< gathers the changes of a running sync
    QTimer m_minute;  ///< times in words grow old
    QString m_page = QStringLiteral("home");
    QString m_server;
    std::unique_ptr<node::Desktop> m_desktop;
};

} // namespace staffroom::ui
