// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/bench_peer_commands.h"

#include "app/ctl/bench_store.h"
#include "app/ctl/county.h"
#include "core/base/cbor.h"
#include "core/node/desktop.h"

#include <QCoreApplication>
#include <QEventLoop>

#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

namespace staffroom::ctl {

namespace {

using base::RecordId;
using domain::Edit;
using nlohmann::json;
namespace f = domain::field;

/// One post as the peer and the yardstick of compression hold it. Ids without hyphens: the shortest text they have.
struct Row
{
    RecordId id, group, author;
    std::string title, body;
    std::int64_t created = 0;
};

Row rowOf(const Edit& post)
{
    Row row;
    row.id = post.id;
    row.group = *RecordId::fromBytes(post.scope.view().substr(post.scope.view().size() - RecordId::size));
    for (const auto& [field, value] : post.fields) {
        if (field == f::post::author)
            row.author = value.asId().value_or(RecordId());
        else if (field == f::post::title)
            row.title = value.asText().value_or("");
        else if (field == f::post::body)
            row.body = value.asText().value_or("");
        else if (field == f::post::created)
            row.created = value.asInteger().value_or(0);
    }
    return row;
}

std::string hex(const RecordId& id)
{
    return base::toHex(id.view());
}

/// The posts of the store in two forms: JSON for the peer, CBOR as the smallest plain form.
class RowFiles
{
public:
    RowFiles(const std::string& folder) : m_folder(folder), m_json(file("posts.jsonl")), m_cbor(file("posts.cbor")) {}

    void add(const Row& row)
    {
        m_json << json{{"_id", hex(row.id)}, {"group", hex(row.group)}, {"author", hex(row.author)},
                       {"title", row.title}, {"body", row.body},        {"created", row.created}}
                      .dump()
               << '\n';
        base::cbor::Writer item;
        item.array(6);
        for (const RecordId* id : {&row.id, &row.group, &row.author})
            item.bytes(id->view());
        item.text(row.title);
        item.text(row.body);
        item.integer(row.created);
        m_cbor << item.take();
    }

    /// Texts that are in no store yet, for the steps that write.
    Result<void> finish(const BenchCounty& county, std::uint64_t fresh)
    {
        std::ofstream texts = file("fresh.jsonl");
        base::SeededRandom random(3);
        for (std::uint64_t at = 0; at < fresh; ++at) {
            std::string title = benchText(random, 40);
            std::string body = benchText(random, 340);
            texts << json{{"group", hex(county.groups[random.below(county.groups.size())])},
                          {"author", hex(county.teacher)},
                          {"title", std::move(title)},
                          {"body", std::move(body)}}
                         .dump()
                  << '\n';
        }
        bool good = true;
        for (std::ofstream* each : {&m_json, &m_cbor, &texts}) {
            each->close();
            good = good && *each;
        }
        return good ? Result<void>() : Error{ErrorCode::diskFull, "writing the posts", m_folder.string()};
    }

private:
    std::ofstream file(const char* name) const { return std::ofstream(m_folder / name, std::ios::binary); }

    std::filesystem::path m_folder;
    std::ofstream m_json, m_cbor;
};

/// When a watcher first saw something during a sync, in seconds from its start; -1 for never.
struct Sight
{
    double receiving = -1; ///< that records are to come, and how many
    double bytes = -1;     ///< that something came over the link
    double records = -1;   ///< that records are here
};

/// A profile that waits as a program with a window does, in its event loop: the wait costs nothing.
class Steps
{
public:
    explicit Steps(const base::Clock& clock) : m_clock(clock) {}

    Result<json> open(const std::string& root, const std::string& server)
    {
        const std::int64_t begun = m_clock.monotonicMs();
        auto accounts = node::Accounts::open(root);
        if (!accounts)
            return accounts.error();
        m_accounts = *std::move(accounts);
        node::Desktop::Options options;
        options.automatic = false;
        options.onStatus = [this](const node::SyncStatus& status) { told(status); };
        std::optional<Error> failure;
        m_accounts->signIn(server, std::string(benchLogin), std::string(benchPassword), std::move(options),
                           [&](auto opened) {
                               if (opened)
                                   m_desktop = *std::move(opened);
                               else
                                   failure = opened.error();
                           });
        turnUntil([&] { return m_desktop || failure; });
        return failure ? Result<json>(*failure) : json{{"seconds", since(begun)}};
    }

    Result<json> take(const std::string& line)
    {
        std::istringstream words(line);
        std::string step;
        words >> step;
        if (step == "sync")
            return sync();
        std::string file;
        std::size_t from = 0, count = 0;
        if (step == "post" && words >> from >> count >> std::ws && std::getline(words, file))
            return post(file, from, count);
        return Error{ErrorCode::invalidArgument, "reading a step", line};
    }

private:
    template <typename Until>
    static void turnUntil(Until until)
    {
        QEventLoop loop;
        while (!until())
            loop.processEvents(QEventLoop::WaitForMoreEvents);
    }

    double since(std::int64_t begun) const { return static_cast<double>(m_clock.monotonicMs() - begun) / 1000; }

    void told(const node::SyncStatus& status)
    {
        const bool busy = status.phase != node::Phase::idle && status.phase != node::Phase::offline;
        m_ended = m_ended || (m_busy && !busy);
        m_busy = busy;
        const auto mark = [&](double& when, bool seen) { when = when < 0 && seen ? since(m_syncBegun) : when; };
        mark(m_sight.receiving, status.toReceive > 0);
        mark(m_sight.bytes, status.bytes > 0);
        mark(m_sight.records, status.received > 0);
    }

    json sync()
    {
        m_ended = false;
        m_sight = {};
        m_syncBegun = m_clock.monotonicMs();
        m_desktop->syncNow();
        turnUntil([&] { return m_ended; });
        const node::SyncStatus status = m_desktop->status();
        json answer{{"seconds", since(m_syncBegun)},    {"sent", status.sent},      {"received", status.received},
                    {"waiting", status.waiting},        {"bytes", status.bytes},    {"requests", status.requests},
                    {"receiving_s", m_sight.receiving}, {"bytes_s", m_sight.bytes}, {"records_s", m_sight.records}};
        if (status.problem)
            answer["problem"] = status.problem->doing + ": " + status.problem->detail;
        return answer;
    }

    Result<json> post(const std::string& file, std::size_t from, std::size_t count)
    {
        std::ifstream texts(file);
        std::string line;
        for (std::size_t skipped = 0; skipped < from; ++skipped)
            std::getline(texts, line);
        const std::int64_t begun = m_clock.monotonicMs();
        for (std::size_t made = 0; made < count; ++made) {
            const json text = std::getline(texts, line) ? json::parse(line, nullptr, false) : json();
            const auto group = text.is_object() ? RecordId::fromText(text.value("group", "")) : std::nullopt;
            if (!group)
                return Error{ErrorCode::malformed, "reading the posts", file};
            const auto post = m_desktop->community().post(*group, text.value("title", ""), text.value("body", ""));
            if (!post)
                return post.error();
        }
        return json{{"seconds", since(begun)}, {"made", count}};
    }

    const base::Clock& m_clock;
    Sight m_sight;
    std::int64_t m_syncBegun = 0;
    bool m_busy = false, m_ended = false;
    std::unique_ptr<node::Accounts> m_accounts;
    std::unique_ptr<node::Desktop> m_desktop; ///< goes first, as it tells of its end
};

} // namespace

std::vector<Option> BenchStoreCommand::options() const
{
    return {dataOption,
            {"posts", "N", "posts in the store", false, "100000"},
            {"fresh", "N", "texts of posts that are not in the store", false, "0"},
            {"files", "DIR", "folder for posts.jsonl, posts.cbor and fresh.jsonl", true}};
}

std::string_view BenchStoreCommand::details() const
{
    return "The files hold the very texts of the store, a post a line (or an item), for ./dev bench-peers.";
}

Result<void> BenchStoreCommand::run(const Arguments& arguments, const Surroundings& world) const
{
    const auto posts = arguments.number("posts", 1);
    const auto fresh = arguments.number("fresh", 0);
    if (!posts || !fresh)
        return posts ? fresh.error() : posts.error();
    auto store = openStore(arguments.text("data"), world.clock, world.random, true);
    if (!store)
        return store.error();
    RowFiles files(arguments.text("files"));
    const auto county =
        makeBenchCounty(**store, static_cast<std::int64_t>(*posts), [&](const Edit& post) { files.add(rowOf(post)); });
    if (!county)
        return county.error();
    return files.finish(*county, *fresh);
}

std::vector<Option> BenchClientCommand::options() const
{
    return {{"profile-root", "DIR", "folder that holds the profiles", true}, {"server", "URL", "the server", true}};
}

std::string_view BenchClientCommand::details() const
{
    return "Steps, a line each: `sync`; `watch`, a sync that also tells when something first came; `post FROM COUNT "
           "FILE`,\n"
           "which makes posts of those lines of fresh.jsonl. Each is answered with a line of JSON. Ends with the "
           "input.";
}

Result<void> BenchClientCommand::run(const Arguments& arguments, const Surroundings& world) const
{
    Steps steps(world.clock);
    const auto opened = steps.open(arguments.text("profile-root"), arguments.text("server"));
    if (!opened)
        return opened.error();
    world.out << *opened << std::endl;
    for (std::string line; std::getline(std::cin, line);) {
        const auto answer = steps.take(line);
        if (!answer)
            return answer.error();
        world.out << *answer << std::endl;
    }
    return {};
}

} // namespace staffroom::ctl
