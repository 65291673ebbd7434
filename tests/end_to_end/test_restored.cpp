// SPDX-License-Identifier: GPL-3.0-or-later
// What docs/guides/administrator.md says of backups and of a server that is gone, done with the real programs.
#include "tests/end_to_end/pc.h"
#include "tests/end_to_end/processes.h"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.h"

#include <fstream>

using namespace staffroom;
using namespace staffroom::test;
using base::ErrorCode;

namespace {

QString ctl(const QStringList& arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QStringLiteral(STAFFROOM_CTL_PROGRAM), arguments);
    REQUIRE(process.waitForFinished(120'000));
    REQUIRE(process.exitCode() == 0);
    return QString::fromUtf8(process.readAllStandardOutput());
}

/// A county made by the administrator's commands: one school, one group, li and wang in it.
struct Office
{
    TemporaryFolder folder;
    std::filesystem::path data = folder.path() / "server";
    ServerProcess server{data};
    QString id;

    Office()
    {
        std::ofstream(folder.path() / "password") << "password\n";
        make({});
        server.start();
    }
    QString text(const std::filesystem::path& path) const { return QString::fromStdString(path.string()); }
    void make(const QStringList& more)
    {
        const QString in = text(data);
        const QString password = text(folder.path() / "password");
        const QString said =
            ctl(QStringList{QStringLiteral("init"), QStringLiteral("--data"), in, QStringLiteral("--name"),
                            QStringLiteral("青溪县"), QStringLiteral("--admin"), QStringLiteral("chen"),
                            QStringLiteral("--password-file"), password} +
                more);
        id = said.section(u' ', 1, 1);
        const auto add = [&](const QString& what, const QString& slug) {
            ctl({what, QStringLiteral("add"), QStringLiteral("--data"), in, QStringLiteral("--slug"), slug,
                 QStringLiteral("--name"), slug});
        };
        add(QStringLiteral("organisation"), QStringLiteral("shimen"));
        add(QStringLiteral("group"), QStringLiteral("maths"));
        for (const QString& login : {QStringLiteral("li"), QStringLiteral("wang")})
            ctl({QStringLiteral("user"), QStringLiteral("add"), QStringLiteral("--data"), in, QStringLiteral("--login"),
                 login, QStringLiteral("--name"), login, QStringLiteral("--school"), QStringLiteral("shimen"),
                 QStringLiteral("--role"), QStringLiteral("teacher"), QStringLiteral("--groups"),
                 QStringLiteral("maths"), QStringLiteral("--password-file"), password});
    }
    std::unique_ptr<Pc> pc(const std::string& name, const std::string& login)
    {
        return std::make_unique<Pc>(folder.path() / name, server.address(), login);
    }
    /// The server is off, its folder is seen to, and it comes back at the same address.
    template <typename Work>
    void off(Work work)
    {
        const std::uint16_t port = server.port();
        server.stop();
        work();
        server.start(port);
    }
};

base::RecordId post(Pc& pc, const std::string& title)
{
    const auto groups = pc->community().reads().groups(pc->account().person);
    REQUIRE(groups.ok());
    REQUIRE_FALSE(groups->empty());
    const auto made = pc->community().post(groups->front().id, title, "正文");
    REQUIRE(made.ok());
    return *made;
}

bool has(Pc& pc, const base::RecordId& record)
{
    const auto shown = pc.replica().shown(record);
    REQUIRE(shown.ok());
    return shown->has_value();
}

} // namespace

TEST_CASE(
    "a server put back to a backup, by the book: what was sent since comes again, and a PC it doesn't know signs in")
{
    Office office;
    auto li = office.pc("li", "li");
    REQUIRE_FALSE(li->sync().problem.has_value());
    const std::filesystem::path backup = office.folder.path() / "backup";
    office.off([&] { std::filesystem::copy(office.data, backup, std::filesystem::copy_options::recursive); });
    const base::RecordId fromLi = post(*li, "after the backup");
    REQUIRE_FALSE(li->sync().problem.has_value());
    auto wang = office.pc("wang", "wang"); // enrolled since
    REQUIRE_FALSE(wang->sync().problem.has_value());
    const base::RecordId fromWang = post(*wang, "from a PC that the backup doesn't know");
    REQUIRE_FALSE(wang->sync().problem.has_value());
    office.off([&] {
        std::filesystem::remove_all(office.data);
        std::filesystem::copy(backup, office.data, std::filesystem::copy_options::recursive);
        ctl({QStringLiteral("restored"), QStringLiteral("--data"), office.text(office.data)});
    });
    CHECK_FALSE(li->sync().problem.has_value());
    const auto unknown = wang->sync();
    REQUIRE(unknown.problem.has_value());
    CHECK(unknown.problem->code == ErrorCode::unauthenticated);
    CHECK(has(*wang, fromWang));
    wang.reset();
    wang = office.pc("wang", "wang"); // signs in again
    CHECK_FALSE(wang->sync().problem.has_value());
    CHECK_FALSE(li->sync().problem.has_value());
    CHECK_FALSE(wang->sync().problem.has_value());
    for (Pc* pc : {li.get(), wang.get()})
        for (const base::RecordId& id : {fromLi, fromWang})
            CHECK(has(*pc, id));
}

TEST_CASE("a server made anew in the place of one that is gone, by the book: people sign in, and all they made is back")
{
    Office office;
    auto li = office.pc("li", "li");
    auto wang = office.pc("wang", "wang");
    for (Pc* pc : {li.get(), wang.get()})
        REQUIRE_FALSE(pc->sync().problem.has_value());
    const base::RecordId fromLi = post(*li, "from li");
    const auto plan = (*li)->learning().addPlan("本学期", "2026-09-01", "2027-01-20", 2400);
    REQUIRE(plan.ok());
    const base::RecordId fromWang = post(*wang, "from wang");
    for (Pc* pc : {li.get(), wang.get(), li.get()})
        REQUIRE_FALSE(pc->sync().problem.has_value());
    const base::RecordId unsent = post(*li, "not sent yet");
    office.off([&] {
        std::filesystem::remove_all(office.data);
        office.make({QStringLiteral("--in-place-of"), office.id});
    });
    const auto other = li->sync();
    REQUIRE(other.problem.has_value());
    CHECK(other.problem->code == ErrorCode::otherServer);
    CHECK(has(*li, fromWang)); // nothing changed here
    CHECK(other.waiting == 1);
    CHECK(wang->sync().problem.has_value());
    const std::filesystem::path store = li->replica().file();
    li.reset();
    wang.reset();
    li = office.pc("li", "li");
    wang = office.pc("wang", "wang");
    for (Pc* pc : {li.get(), wang.get(), li.get()})
        CHECK_FALSE(pc->sync().problem.has_value());
    for (Pc* pc : {li.get(), wang.get()})
        for (const base::RecordId& id : {fromLi, fromWang, unsent})
            CHECK(has(*pc, id));
    CHECK(has(*li, *plan));
    bool kept = false;
    for (const auto& entry : std::filesystem::directory_iterator(store.parent_path()))
        kept = kept || entry.path().filename().string().starts_with("store.db.at-");
    CHECK(kept);
}

TEST_CASE("another county's server at the same address changes nothing on a PC, also after signing in again")
{
    Office office;
    auto li = office.pc("li", "li");
    REQUIRE_FALSE(li->sync().problem.has_value());
    const base::RecordId unsent = post(*li, "for the right server");
    office.off([&] {
        std::filesystem::remove_all(office.data);
        office.make({});
    });
    for (int times = 0; times < 2; ++times) {
        const auto status = li->sync();
        REQUIRE(status.problem.has_value());
        CHECK(status.problem->code == ErrorCode::otherServer);
        CHECK(status.waiting == 1);
        CHECK(has(*li, unsent));
        li.reset();
        li = office.pc("li", "li");
    }
}
