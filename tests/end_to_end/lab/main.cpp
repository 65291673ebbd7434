// SPDX-License-Identifier: GPL-3.0-or-later
// A lab of PCs, each a process of its own, that sync with their school's hub only, which alone talks to the server.
// Every other PC has the server's address and is told of the hub (--through): it enrols at the server, and never syncs
// there. Prints its figures; the last line says whether all ended level and nothing lies where it doesn't belong.
#include "tests/end_to_end/lab/canaries.h"
#include "tests/end_to_end/lab/lab_pc.h"
#include "tests/end_to_end/pc.h"
#include "tests/end_to_end/processes.h"
#include "tests/support/temporary_folder.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QThread>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <numeric>

namespace {

using namespace staffroom;
using namespace staffroom::test;

constexpr int mostRounds = 12;
constexpr int patienceMs = 20 * 60 * 1000;

struct Run
{
    int pcs = 40;
    int records = 500;
    TemporaryFolder folder;
    LabCounty county;

    std::string server, hub; ///< addresses

    std::filesystem::path rootOf(const std::string& login) const { return folder.path() / "pcs" / login; }
    bool isOfLab(const LabCounty::Teacher& teacher) const
    {
        return std::any_of(county.lab.begin(), county.lab.end(),
                           [&](const LabCounty::Teacher& some) { return some.login == teacher.login; });
    }
    /// Syncs through the hub with a profile of the server's.
    bool goesThrough(const LabCounty::Teacher& teacher) const
    {
        return isOfLab(teacher) && std::stoi(teacher.login.substr(std::string_view("lab").size())) % 2 == 0;
    }
    /// Of what the PC takes for its server.
    const std::string& addressOf(const LabCounty::Teacher& teacher) const
    {
        return isOfLab(teacher) && !goesThrough(teacher) ? hub : server;
    }
};

double seconds(const QElapsedTimer& timer)
{
    return static_cast<double>(timer.elapsed()) / 1000;
}

/// The hub lacks a snapshot that it was asked for: it has told so, fetches it, and the next round brings it.
bool isBehind(const std::string& printed)
{
    return printed.find("the hub fetches this snapshot") != std::string::npos;
}

/// Runs one process a teacher, all at once; what each printed.
std::map<std::string, std::string> all(const std::vector<LabCounty::Teacher>& teachers,
                                       const std::function<void(QProcess&, const LabCounty::Teacher&)>& start)
{
    std::vector<std::unique_ptr<QProcess>> processes;
    for (const LabCounty::Teacher& teacher : teachers) {
        processes.push_back(std::make_unique<QProcess>());
        processes.back()->setProcessChannelMode(QProcess::MergedChannels);
        start(*processes.back(), teacher);
    }
    std::map<std::string, std::string> printed;
    for (std::size_t at = 0; at < teachers.size(); ++at) {
        QProcess& process = *processes[at];
        if (!process.waitForFinished(patienceMs))
            throw std::runtime_error(teachers[at].login + " did not end");
        printed[teachers[at].login] = process.readAll().toStdString();
        if (process.exitStatus() != QProcess::NormalExit ||
            (process.exitCode() != 0 && !isBehind(printed[teachers[at].login])))
            throw std::runtime_error(teachers[at].login + ": " + printed[teachers[at].login]);
    }
    return printed;
}

void write(Run& run, const std::vector<LabCounty::Teacher>& teachers, bool staff)
{
    all(teachers, [&](QProcess& process, const LabCounty::Teacher& teacher) {
        process.start(QCoreApplication::applicationFilePath(),
                      {QStringLiteral("--write"), QString::fromStdString(run.rootOf(teacher.login).string()),
                       QString::fromStdString(run.addressOf(teacher)), QString::fromStdString(teacher.login),
                       QString::fromStdString(teacher.group.text()),
                       QString::fromStdString((staff ? run.county.staff : base::RecordId()).text()),
                       QString::number(run.records)});
    });
}

std::map<std::string, std::string> sync(Run& run, const std::vector<LabCounty::Teacher>& teachers)
{
    auto printed = all(teachers, [&](QProcess& process, const LabCounty::Teacher& teacher) {
        QStringList words{QStringLiteral("sync"),
                          QStringLiteral("--profile-root"),
                          QString::fromStdString(run.rootOf(teacher.login).string()),
                          QStringLiteral("--server"),
                          QString::fromStdString(run.addressOf(teacher)),
                          QStringLiteral("--login"),
                          QString::fromStdString(teacher.login),
                          QStringLiteral("--password-file"),
                          QString::fromStdString(run.folder.path("password"))};
        if (run.goesThrough(teacher))
            words << QStringLiteral("--through") << QString::fromStdString(run.hub);
        process.start(QStringLiteral(STAFFROOM_CTL_PROGRAM), words);
    });
    for (const LabCounty::Teacher& teacher : teachers) {
        const std::string& text = printed[teacher.login];
        if (!isBehind(text) && run.isOfLab(teacher) != (text.find("by the hub \"机房\"") != std::string::npos))
            throw std::runtime_error(teacher.login + " synced with another than it was told: " + text);
    }
    return printed;
}

/// The number before the word in what a sync printed.
std::int64_t figure(const std::string& printed, const std::string& before)
{
    const std::size_t at = printed.find(before);
    return at == std::string::npos ? 0 : std::strtoll(printed.c_str() + at + before.size(), nullptr, 10);
}

std::map<std::string, std::string> serverDigests(const Run& run)
{
    const base::SystemClock clock;
    base::SystemRandom random;
    auto store = storage::SqliteCentral::open({run.folder.path() / "server", clock, random}, false);
    if (!store)
        throw std::runtime_error(describe(store.error()));
    if (const auto sound = (*store)->verifyLogs(); !sound)
        throw std::runtime_error(describe(sound.error()));
    std::map<std::string, std::string> digests;
    const auto reports = (*store)->digests();
    for (const auto& report : *reports)
        digests[report.scope.text()] = report.digest.hex();
    return digests;
}

/// Scopes of lab PCs that are as the server has them; those that aren't are printed.
std::pair<int, int> compare(Run& run)
{
    const auto server = serverDigests(run);
    int level = 0, others = 0;
    for (const LabCounty::Teacher& teacher : run.county.lab) {
        Pc pc(run.rootOf(teacher.login), run.addressOf(teacher), teacher.login, labPassword);
        const auto digests = pc.digests();
        for (const domain::ScopeId& scope : scopesOf(run.county, teacher))
            if (!digests.contains(scope.text()))
                ++others;
        for (const auto& [scope, digest] : digests) {
            const bool same = server.contains(scope) && server.at(scope) == digest;
            (same ? level : others) += 1;
            if (!same)
                std::cout << "not level: " << teacher.login << ' ' << scope << '\n';
        }
        if (pc->status().waiting != 0) {
            std::cout << "waits: " << teacher.login << ' ' << pc->status().waiting << '\n';
            ++others;
        }
    }
    return {level, others};
}

/// Whether what was found is of a scope that doesn't belong there. Where a word was cut (at the end of a database's
/// page, in a compressed file, in the text index), what is left of it tells if it is long enough to be of one scope
/// only.
bool isStray(const std::string& found, const std::set<std::string>& belong, const std::set<std::string>& everything)
{
    constexpr std::size_t beginning = 6, least = beginning + 6;
    const std::size_t end = found.find_first_not_of("0123456789abcdef", beginning);
    const std::string word = found.substr(0, end);
    const auto begins = [&](const std::string& whole) { return whole.starts_with(word); };
    return word.size() >= least && std::none_of(belong.begin(), belong.end(), begins) &&
           std::any_of(everything.begin(), everything.end(), begins);
}

/// Canaries in folders where they don't belong; how much was looked at is printed.
int strays(Run& run)
{
    const std::size_t length = canaryOf({domain::ScopeType::group, run.county.staff}).size();
    Findings sum;
    int wrong = 0;
    std::uint64_t found = 0;
    std::set<std::string> ofLab, everything;
    for (const auto* teachers : {&run.county.lab, &run.county.elsewhere})
        for (const LabCounty::Teacher& teacher : *teachers)
            for (const domain::ScopeId& scope : scopesOf(run.county, teacher)) {
                everything.insert(canaryOf(scope));
                if (teachers == &run.county.lab)
                    ofLab.insert(canaryOf(scope));
            }
    const auto look = [&](const std::string& name, const std::filesystem::path& folder,
                          const std::set<std::string>& belong, bool allThere) {
        const Findings findings = search(folder, "canary", length);
        sum.files += findings.files;
        sum.bytes += findings.bytes;
        for (const auto& [word, times] : findings.times) {
            found += times;
            if (isStray(word, belong, everything)) {
                std::cout << "stray: " << word << ' ' << times << " times in " << name << '\n';
                ++wrong;
            }
        }
        for (const std::string& word : belong)
            if (allThere && !findings.times.contains(word)) {
                std::cout << "missing: " << word << " in " << name << '\n';
                ++wrong;
            }
    };
    for (const LabCounty::Teacher& teacher : run.county.lab) {
        std::set<std::string> belong;
        for (const domain::ScopeId& scope : scopesOf(run.county, teacher))
            belong.insert(canaryOf(scope));
        look(teacher.login, run.rootOf(teacher.login), belong, true);
    }
    look("the hub", run.folder.path() / "hub", ofLab, true);
    look("the server", run.folder.path() / "server", everything, true); // else the search itself would be blind
    std::cout << "canaries: " << everything.size() << " scopes' words, found " << found << " times in " << sum.files
              << " files of " << sum.bytes / 1'000'000 << " MB, where they don't belong: " << wrong << '\n';
    return wrong;
}

int lab(Run& run)
{
    QElapsedTimer whole;
    whole.start();
    std::ofstream(run.folder.path("password")) << labPassword << '\n';
    run.county = makeLabCounty(run.folder.path(), run.pcs);
    ServerProcess server(run.folder.path() / "server");
    server.start();
    std::filesystem::create_directories(run.folder.path() / "hub");
    ServerProcess hub(run.folder.path() / "hub",
                      {QStringLiteral("--role"), QStringLiteral("hub"), QStringLiteral("--kit"),
                       QString::fromStdString(run.county.kit.string()), QStringLiteral("--upstream"),
                       QString::fromStdString(server.address()), QStringLiteral("--every"), QStringLiteral("2")});
    hub.start();
    run.server = server.address();
    run.hub = hub.address();

    QElapsedTimer timer;
    timer.start();
    write(run, run.county.elsewhere, false);
    sync(run, run.county.elsewhere);
    write(run, run.county.lab, true);
    std::cout << "enrolled, half through the hub and half at the server, and wrote: " << run.pcs << " PCs, "
              << run.records << " records each, " << seconds(timer) << " s\n";

    int round = 0;
    bool quiet = false;
    while (!quiet && round < mostRounds) {
        ++round;
        timer.restart();
        const auto printed = sync(run, run.county.lab);
        std::int64_t sent = 0, received = 0, bytes = 0, requests = 0, waiting = 0, least = 0, behind = 0;
        for (const auto& [login, text] : printed) {
            if (isBehind(text)) {
                ++behind;
                continue;
            }
            const std::int64_t came = figure(text, "received ");
            least = &text == &printed.begin()->second ? came : std::min(least, came);
            sent += figure(text, "sent ");
            received += came;
            bytes += figure(text, "received " + std::to_string(came) + ", ");
            requests += figure(text, "bytes in ");
            waiting += text.find(", 0 waiting there, 0 here") == std::string::npos;
        }
        std::cout << "round " << round << ": " << seconds(timer) << " s, sent " << sent << ", received " << received
                  << " (the least by one PC " << least << "), " << bytes << " bytes, " << requests << " requests, "
                  << waiting << " PCs with work that isn't at the server, " << behind << " that wait for a snapshot\n";
        quiet = waiting == 0 && received == 0 && behind == 0;
        QThread::msleep(quiet ? 0 : 4'000);
    }
    const int wrong = strays(run); // while both still run: write-ahead logs are full of what checkpoints would tidy
    hub.stop();
    server.stop();
    const auto [level, others] = compare(run);
    std::cout << "level: " << level << " scopes on " << run.pcs << " PCs equal to the server's, not equal: " << others
              << '\n';
    QProcess verify;
    verify.setProcessChannelMode(QProcess::ForwardedChannels);
    verify.start(QStringLiteral(STAFFROOM_CTL_PROGRAM),
                 {QStringLiteral("verify"), QStringLiteral("hub"), QString::fromStdString(run.folder.path("hub"))});
    const bool verified =
        verify.waitForFinished(patienceMs) && verify.exitStatus() == QProcess::NormalExit && verify.exitCode() == 0;
    if (!verified)
        std::cout << "the hub's store was not verified\n";
    if (!quiet)
        std::cout << "after " << round << " rounds there is still something on the way\n";
    const bool good = wrong == 0 && others == 0 && verified && quiet && level >= 5 * run.pcs;
    std::cout << (good ? "all level, nothing strayed: " : "FAILED: ") << run.pcs << " PCs, " << round << " rounds, "
              << seconds(whole) << " s\n";
    return good ? 0 : 1;
}

} // namespace

int main(int count, char** values)
{
    QCoreApplication application(count, values);
    const std::vector<std::string> words(values + 1, values + count);
    try {
        if (words.size() == 7 && words[0] == "--write") {
            writeRecords(words[1], words[2], words[3], base::RecordId::fromText(words[4]).value(),
                         base::RecordId::fromText(words[5]).value(), std::stoi(words[6]));
            return 0;
        }
        Run run;
        for (std::size_t at = 0; at + 1 < words.size(); at += 2) {
            if (words[at] == "--pcs")
                run.pcs = std::stoi(words[at + 1]);
            else if (words[at] == "--records")
                run.records = std::stoi(words[at + 1]);
            else
                throw std::runtime_error("unknown: " + words[at]);
        }
        return lab(run);
    } catch (const std::exception& exception) {
        std::cerr << exception.what() << '\n';
        return 1;
    }
}
