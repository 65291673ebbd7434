// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/bench_run.h"

#include "core/storage/yardstick.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <sstream>
#include <thread>

namespace staffroom::ctl {

namespace {

constexpr int repeats = 5;

double secondsSince(std::chrono::steady_clock::time_point begun)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

std::filesystem::path ownProgram()
{
    return std::filesystem::read_symlink("/proc/self/exe");
}

/// The number after "name": in a line of JSON; 0 where there is none.
double numberIn(std::string_view line, std::string_view name)
{
    const std::size_t at = line.find('"' + std::string(name) + "\":");
    return at == std::string_view::npos ? 0
                                        : std::strtod(std::string(line.substr(at + name.size() + 3)).c_str(), nullptr);
}

Error failed(std::string_view what, const std::filesystem::path& log)
{
    return {ErrorCode::internal, std::string(what), readText(log).substr(0, 400)};
}

} // namespace

BenchRun::BenchRun(Plan plan, const Surroundings& world) : m_plan(std::move(plan)), m_world(world)
{
    if (m_plan.server.empty())
        m_plan.server = ownProgram().parent_path() / "staffroom-server";
    m_folder = m_plan.folder.empty()
                   ? std::filesystem::temp_directory_path() / ("staffroom-bench-" + base::toHex(world.random.bytes(6)))
                   : std::filesystem::path(m_plan.folder);
}

BenchRun::~BenchRun()
{
    if (m_server)
        m_server->stop();
    std::error_code ignored; // a folder left over is told by its name
    if (m_plan.folder.empty())
        std::filesystem::remove_all(m_folder, ignored);
}

void BenchRun::say(std::string_view what) const
{
    m_world.out << "… " << what << std::endl;
}

Result<void> BenchRun::measure()
{
    STAFFROOM_TRY(makeStore());
    STAFFROOM_TRY(startServer("debug")); // which says how many bytes each request took
    STAFFROOM_TRY(syncFirst());
    STAFFROOM_TRY(compareWithBare());
    STAFFROOM_TRY(syncAgain());
    STAFFROOM_TRY(search());
    STAFFROOM_TRY(startDesktop());
    stopServer();
    STAFFROOM_TRY(startServer("info")); // as it serves a county
    STAFFROOM_TRY(idle());
    return push();
}

Result<void> BenchRun::makeStore()
{
    say("making a store of " + std::to_string(m_plan.posts) + " posts in 30 scopes");
    std::error_code made;
    if (!std::filesystem::create_directories(m_folder / "server", made))
        return Error{ErrorCode::storageFailed, "making the benchmark's folder", m_folder.string()};
    auto store = storage::SqliteCentral::open({m_folder / "server", m_world.clock, m_world.random}, true);
    if (!store)
        return store.error();
    auto county = makeBenchCounty(**store, m_plan.posts);
    if (!county)
        return county.error();
    m_county = *std::move(county);
    return enrolClients(**store);
}

void BenchRun::stopServer()
{
    m_server->stop();
    m_server.reset();
}

Result<void> BenchRun::startServer(std::string_view logLevel)
{
    const std::filesystem::path portFile = m_folder / "port";
    std::error_code missing; // there is one of a server that ended
    std::filesystem::remove(portFile, missing);
    auto server = Child::start({m_plan.server, "--data", (m_folder / "server").string(), "--listen", "127.0.0.1:0",
                                "--port-file", portFile.string(), "--log-level", std::string(logLevel)},
                               m_folder / "server.out", m_folder / "server.log");
    if (!server)
        return server.error();
    m_server = *server;
    for (int tries = 0; !std::filesystem::exists(portFile); ++tries) {
        if (tries > 3000)
            return failed("starting the server", m_folder / "server.log");
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    m_port = static_cast<std::uint16_t>(std::strtoul(readText(portFile).c_str(), nullptr, 10));
    m_address = "http://127.0.0.1:" + std::to_string(m_port);
    std::ofstream(m_folder / "password") << benchPassword << '\n';
    return {};
}

BenchRun::Wire BenchRun::wireFrom(std::size_t line) const
{
    std::ifstream log(m_folder / "server.log");
    Wire wire;
    for (std::string text; std::getline(log, text); ++wire.lines) {
        if (wire.lines < line || text.find("\"request\"") == std::string::npos)
            continue;
        wire.bytes += numberIn(text, "bytesIn") + numberIn(text, "bytesOut");
        ++wire.requests;
    }
    return wire;
}

Result<double> BenchRun::syncChild(const std::filesystem::path& profiles, double& peakMb)
{
    const std::filesystem::path out = profiles.string() + ".out";
    auto child =
        Child::start({ownProgram().string(), "sync", "--profile-root", profiles.string(), "--server", m_address,
                      "--login", std::string(benchLogin), "--password-file", (m_folder / "password").string()},
                     out, profiles.string() + ".err");
    if (!child)
        return child.error();
    const Child::End end = child->wait();
    peakMb = end.peakMb;
    const std::string text = readText(out);
    const std::size_t at = text.find("seconds ");
    if (end.code != 0 || at == std::string::npos)
        return failed("syncing", profiles.string() + ".err");
    return std::strtod(text.c_str() + at + 8, nullptr);
}

/// As the server does by itself when there is time.
Result<void> BenchRun::pack()
{
    stopServer();
    const auto begun = std::chrono::steady_clock::now();
    const std::filesystem::path out = m_folder / "pack.out";
    auto child = Child::start({ownProgram().string(), "pack", "--data", (m_folder / "server").string()}, out, out);
    if (!child)
        return child.error();
    if (child->wait().code != 0)
        return failed("packing snapshots", out);
    figure("pack_s", secondsSince(begun));
    return startServer("debug");
}

Result<void> BenchRun::syncFirst()
{
    say("first sync: once so that the server has its snapshots, then measured three times");
    double peak = 0;
    const auto begun = std::chrono::steady_clock::now();
    const auto warm = syncChild(m_folder / "pc-warm", peak);
    if (!warm)
        return warm.error();
    const double withSnapshots = secondsSince(begun);
    STAFFROOM_TRY(pack());
    std::vector<double> seconds;
    double wire = 0;
    for (int round = 0; round < 3; ++round) {
        const std::size_t line = wireFrom(0).lines;
        const auto took = syncChild(m_folder / ("pc-" + std::to_string(round)), peak);
        if (!took)
            return took.error();
        seconds.push_back(*took);
        wire = wireFrom(line).bytes;
    }
    m_firstSync = median(seconds);
    figure("first_sync_s", m_firstSync);
    figure("first_sync_with_snapshot_s", withSnapshots);
    figure("first_sync_wire_bytes", wire);
    figure("client_peak_mb", peak);
    figure("server_peak_mb", m_server->peakMb());
    return {};
}

Result<void> BenchRun::compareWithBare()
{
    say("the same rows bare: import, a commit of a hundred, text index");
    std::filesystem::path store;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(m_folder / "pc-2"))
        if (entry.path().filename() == "store.db")
            store = entry.path();
    auto bare = storage::Yardstick::load(store, m_folder / "bare.db");
    if (!bare)
        return bare.error();
    std::vector<double> imports;
    for (int round = 0; round < 3; ++round) {
        const auto seconds = bare->importRows();
        if (!seconds)
            return seconds.error();
        imports.push_back(*seconds);
    }
    std::vector<double> texts;
    for (int round = 0; round < 3; ++round) {
        const auto filled = bare->fillTextIndex();
        const auto built = bare->buildTextIndex();
        if (!filled || !built)
            return filled ? built.error() : filled.error();
        texts.push_back(*filled / *built);
    }
    std::vector<double> hundreds;
    for (int round = 0; round < repeats; ++round) {
        const auto seconds = bare->commitHundred();
        if (!seconds)
            return seconds.error();
        hundreds.push_back(*seconds);
    }
    m_bareHundred = median(hundreds);
    figure("bare_import_s", median(imports));
    figure("first_sync_ratio", m_firstSync / median(imports));
    figure("fts_ratio", median(texts));
    return {};
}

Result<void> BenchRun::syncAgain()
{
    say("nothing new, and a hundred new changes");
    auto reader =
        node::BlockingDesktop::open(m_folder / "pc-2", m_address, std::string(benchLogin), std::string(benchPassword));
    auto writer =
        node::BlockingDesktop::open(m_folder / "pc-1", m_address, std::string(benchLogin), std::string(benchPassword));
    if (!reader || !writer)
        return reader ? writer.error() : reader.error();
    for (auto* each : {reader->get(), writer->get()})
        if (const auto status = each->sync(); !status || status->problem)
            return status ? *status->problem : status.error();
    const std::size_t line = wireFrom(0).lines;
    if (const auto level = (*reader)->sync(); !level || level->problem)
        return level ? *level->problem : level.error();
    const Wire nothing = wireFrom(line);
    std::vector<double> hundreds;
    base::SeededRandom random(2);
    for (int round = 0; round < repeats; ++round) {
        for (int post = 0; post < 100; ++post)
            if (const auto made = (*writer)->desktop().community().post(m_county.groups[0], benchText(random, 40),
                                                                        benchText(random, 340));
                !made)
                return made.error();
        if (const auto pushed = (*writer)->sync(); !pushed || pushed->problem)
            return pushed ? *pushed->problem : pushed.error();
        const auto begun = std::chrono::steady_clock::now();
        const auto pulled = (*reader)->sync();
        if (!pulled || pulled->problem)
            return pulled ? *pulled->problem : pulled.error();
        hundreds.push_back(secondsSince(begun));
    }
    figure("incremental_ratio", median(hundreds) / m_bareHundred);
    figure("noop_wire_bytes", nothing.bytes);
    figure("noop_round_trips", nothing.requests);
    return {};
}

Result<void> BenchRun::search()
{
    say("searching");
    auto pc =
        node::BlockingDesktop::open(m_folder / "pc-2", m_address, std::string(benchLogin), std::string(benchPassword));
    if (!pc)
        return pc.error();
    const community::Reads& reads = (*pc)->desktop().community().reads();
    for (auto begun = std::chrono::steady_clock::now();;) { // the index is filled behind, by the event loop
        const auto found = reads.search("学生", 20);
        if (!found)
            return found.error();
        if (!found->indexing)
            break;
        if (secondsSince(begun) > 600)
            return Error{ErrorCode::timedOut, "waiting for the text index", {}};
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
    double worst = 0;
    for (const char* query :
         {"学", "学生", "复式班", "lesson", "phon", "估算 village", "学生怎么写作文比较好", "不在其中的词语"}) {
        std::vector<double> times;
        for (int round = 0; round < repeats; ++round) {
            const auto begun = std::chrono::steady_clock::now();
            if (const auto found = reads.search(query, 20); !found)
                return found.error();
            times.push_back(secondsSince(begun) * 1000);
        }
        worst = std::max(worst, median(times));
    }
    figure("search_ms", worst);
    return {};
}

Result<BenchRun::Start> BenchRun::startOnce(const std::vector<std::string>& words)
{
    const std::filesystem::path out = m_folder / "start.out";
    auto child = Child::start(words, out, m_folder / "start.err");
    if (!child)
        return child.error();
    const Child::End end = child->wait();
    const std::string text = readText(out);
    const Start start{numberIn(text, "first_frame_ms"), numberIn(text, "rss_mb")};
    return end.code == 0 && start.milliseconds > 0 ? Result<Start>(start)
                                                   : failed("starting " + words.front(), m_folder / "start.err");
}

Result<void> BenchRun::startDesktop()
{
    if (m_plan.desktop.empty() || m_plan.emptyWindow.empty())
        return {};
    say("starting the desktop and an empty window");
    // As a teacher starts it: the page that asks who it is. Memory: signed in, with all posts.
    const std::vector<std::string> program{m_plan.desktop, "--time-first-frame", "--profile-root",
                                           (m_folder / "pc-2").string()};
    std::vector<std::string> signedIn = program;
    for (const std::string& word :
         {std::string("--server"), m_address, std::string("--sign-in"), std::string(benchLogin),
          std::string("--password-file"), (m_folder / "password").string()})
        signedIn.push_back(word);
    std::vector<double> desktop, empty, home, memory;
    for (int round = 0; round < repeats; ++round) {
        const auto window = startOnce({m_plan.emptyWindow});
        const auto asking = startOnce(program);
        const auto whole = startOnce(signedIn);
        for (const auto* start : {&window, &asking, &whole})
            if (!*start)
                return start->error();
        empty.push_back(window->milliseconds);
        desktop.push_back(asking->milliseconds);
        home.push_back(whole->milliseconds);
        memory.push_back(whole->residentMb);
    }
    figure("start_ratio", median(desktop) / median(empty));
    figure("start_home_ratio", median(home) / median(empty));
    figure("start_rss_mb", median(memory));
    return {};
}

} // namespace staffroom::ctl
