// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/staging.h"

#include "core/domain/kinds.h"
#include "core/domain/value.h"
#include "ui/models/text.h"

#include <algorithm>

namespace staffroom::desktop {

namespace {

using domain::Value;
namespace item = domain::field::plan_item;

constexpr int signInMs = 60'000;
constexpr int syncMs = 300'000;

/// The first of these that went wrong, in words.
QString firstProblem(std::initializer_list<base::Result<void>> results)
{
    for (const base::Result<void>& result : results)
        if (!result)
            return ui::toQt(base::describe(result.error()));
    return {};
}

/// A write whose id nobody needs.
base::Result<void> done(const base::Result<base::RecordId>& made)
{
    if (!made)
        return made.error();
    return {};
}

} // namespace

QString Staging::open(Pc& pc, const char* name, const QString& login)
{
    auto accounts = m_openAccounts((m_options.profileRoot + QString::fromLatin1(name)).toStdString());
    if (!accounts)
        return ui::toQt(base::describe(accounts.error()));
    pc.accounts = *std::move(accounts);
    const auto password = m_hand.password();
    if (!password)
        return ui::toQt(base::describe(password.error()));
    node::Desktop::Options options;
    options.automatic = false;
    bool answered = false;
    QString problem;
    pc.accounts->signIn(ui::toCore(m_options.server), ui::toCore(login), ui::toCore(*password), options,
                        [&](base::Result<std::unique_ptr<node::Desktop>> opened) {
                            answered = true;
                            if (opened)
                                pc.desktop = *std::move(opened);
                            else
                                problem = ui::toQt(base::describe(opened.error()));
                        });
    if (!Automation::waitUntil([&] { return answered; }, signInMs))
        problem = QStringLiteral("%1 could not sign in within a minute").arg(login);
    return problem.isEmpty() ? sync(*pc.desktop) : problem;
}

QString Staging::sync(node::Desktop& desktop)
{
    const std::int64_t before = desktop.status().lastSynced;
    desktop.syncNow();
    const bool ended = Automation::waitUntil(
        [&] { return desktop.status().lastSynced > before || desktop.status().problem.has_value(); }, syncMs);
    if (const auto problem = desktop.status().problem)
        return ui::toQt(base::describe(*problem));
    return ended ? QString() : QStringLiteral("another PC's sync didn't end within five minutes");
}

std::optional<community::Thread> Staging::threadWith(const base::RecordId& other)
{
    const community::Reads& reads = mine().community().reads();
    const auto groups = reads.groups(mine().account().person);
    const auto theirs = reads.groups(other);
    if (!groups || !theirs)
        return {};
    for (const community::Group& group : *groups) {
        const bool both =
            std::any_of(theirs->begin(), theirs->end(), [&](const auto& some) { return some.id == group.id; });
        const auto threads = reads.threads(mine().account().person, group.id, std::nullopt, 1);
        if (both && threads && !threads->empty())
            return threads->front();
    }
    return {};
}

base::Result<std::vector<learning::PlanItem>> Staging::openItems()
{
    auto items = mine().learning().reads().dueItems(mine().account().person, "9999-12-31");
    if (items && items->size() < 2)
        return base::Error{base::ErrorCode::notFound, "staging", "too little is open in the person's plan"};
    return items;
}

QString Staging::everyday()
{
    Pc colleague;
    QString problem = open(colleague, "-colleague", QStringLiteral("wang.jianguo"));
    if (!problem.isEmpty())
        return problem;
    const auto thread = threadWith(colleague.desktop->account().person);
    if (!thread)
        return QStringLiteral("the person and the colleague belong to no group with a thread");
    m_thread = thread->id;
    m_group = thread->group;
    const auto items = openItems();
    const auto courses = mine().learning().reads().courses(mine().account().person);
    const auto reply = mine().community().reply(m_thread, std::nullopt,
                                                "我们班也这样试过：先让四年级看任务卡，三年级讲十分钟新课，再换过来。桌"
                                                "角放一个沙漏，孩子们自己就知道什么时候轮到谁。");
    for (const auto* error :
         {items ? nullptr : &items.error(), courses ? nullptr : &courses.error(), reply ? nullptr : &reply.error()})
        if (error)
            return ui::toQt(base::describe(*error));
    const auto course = std::find_if(courses->begin(), courses->end(),
                                     [](const auto& some) { return !some.enrolled && some.packageBytes > 0; });
    learning::Learning& plan = mine().learning();
    problem = firstProblem(
        {course == courses->end() ? base::Result<void>() : plan.enrol(course->id),
         plan.changeItem(items->front().id, item::spentMinutes, Value::integer(items->front().spentMinutes + 45)),
         plan.changeItem(items->back().id, item::notes, Value::text("半页纸就够，和九月那张钉在一起看。"))});
    if (problem.isEmpty())
        problem = m_hand.syncToTheEnd();
    if (problem.isEmpty())
        problem = sync(*colleague.desktop);
    community::Community& theirs = colleague.desktop->community();
    if (problem.isEmpty())
        problem = firstProblem(
            {done(theirs.reply(m_thread, *reply, "沙漏这个办法好，请问是几分钟的？我明天也带一个去。")),
             done(theirs.post(m_group, "下周四的联片教研，谁来上展示课？",
                              "轮到我们片了，两节复式课，语文数学各一节。愿意上的老师请在下面说一声，我来排时间。"))});
    if (problem.isEmpty())
        problem = sync(*colleague.desktop);
    return problem.isEmpty() ? m_hand.syncToTheEnd() : problem;
}

QString Staging::queue()
{
    m_session.sync()->setPaused(true);
    const auto items = openItems();
    if (!items)
        return ui::toQt(base::describe(items.error()));
    // The words below are about this one.
    const auto about = std::find_if(items->begin(), items->end(), [](const learning::PlanItem& some) {
        return some.title.find("同题异标") != std::string::npos;
    });
    m_contested = about == items->end() ? items->front().id : about->id;
    return firstProblem({mine().learning().changeItem(
                             m_contested, item::notes,
                             Value::text("选三年级下册和四年级都有的写景单元，同一篇材料、两种要求。\n先备前三课。")),
                         mine().learning().changeItem(items->back().id, item::spentMinutes,
                                                      Value::integer(items->back().spentMinutes + 30)),
                         done(mine().community().reply(m_thread, std::nullopt,
                                                       "沙漏是五分钟的，翻两次正好一段。展示课我可以上语文那一节。")),
                         done(mine().community().post(
                             m_group, "谁有三四年级合用的写景任务卡？",
                             "我想下周试一节复式作文课，想借大家用过的任务卡看看，用完把改好的一套发回来。"))});
}

QString Staging::conflict()
{
    Pc second;
    QString problem = open(second, "-second", m_options.login);
    if (problem.isEmpty())
        problem = firstProblem({second.desktop->learning().changeItem(
            m_contested, item::notes,
            Value::text("选三年级上册和四年级都有的写景单元，同一篇材料、两种要求，给石门也发一份。"))});
    if (problem.isEmpty())
        problem = sync(*second.desktop);
    if (!problem.isEmpty())
        return problem;
    m_session.sync()->setPaused(false);
    problem = m_hand.syncToTheEnd();
    if (problem.isEmpty() && mine().status().decisions == 0)
        problem = QStringLiteral("two PCs changed one field, and nothing has to be decided");
    return problem;
}

} // namespace staffroom::desktop
