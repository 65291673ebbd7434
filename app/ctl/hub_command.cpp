// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/hub_command.h"

#include "app/ctl/courier_words.h"
#include "app/ctl/people.h"
#include "app/ctl/places.h"
#include "core/base/files.h"
#include "core/storage/hub_verify.h"
#include "core/sync/hub_kit.h"

#include <fstream>

namespace staffroom::ctl {

namespace {

std::vector<Option> memberOptions()
{
    return {dataOption,
            {"name", "NAME", "of the hub; hub list shows all", true},
            {"logins", "A,B", "who: the names they sign in with", true}};
}

Result<sync::Hub> hubNamed(SqliteCentral& store, const std::string& name)
{
    const auto hubs = store.hubs();
    if (!hubs)
        return hubs.error();
    for (const auto& [hub, members] : *hubs)
        if (hub.name == name)
            return hub;
    return Error{ErrorCode::notFound, "looking for the hub", "no hub is called \"" + name + "\"",
                 "\"staffroomctl hub list\" shows all, \"staffroomctl hub add\" makes one"};
}

Result<void> setMembers(const Arguments& arguments, const Surroundings& world, bool member)
{
    auto opened = openCounty(arguments.text("data"), world.clock, world.random);
    if (!opened)
        return opened.error();
    SqliteCentral& store = **opened;
    const auto hub = hubNamed(store, arguments.text("name"));
    if (!hub)
        return hub.error();
    std::vector<RecordId> people;
    for (const std::string& login : arguments.list("logins")) {
        const auto account = store.account(login);
        if (!account)
            return account.error();
        if (!*account)
            return Error{ErrorCode::notFound, "looking for a person", "nobody signs in as " + login,
                         "\"staffroomctl user add\" makes the account"};
        people.push_back((*account)->person);
    }
    for (const RecordId& person : people)
        STAFFROOM_TRY(store.setHubMember(hub->id, person, member));
    world.out << people.size() << (member ? " joined " : " left ") << hub->name << '\n';
    return {};
}

} // namespace

std::vector<Option> HubAddCommand::options() const
{
    return {dataOption,
            {"org", "SLUG", "the school; organisation list shows all", true},
            {"name", "NAME", "of the hub, as people read it", true},
            {"kit", "FILE", "where its kit is written", true}};
}

Result<void> HubAddCommand::run(const Arguments& arguments, const Surroundings& world) const
{
    const std::string& name = arguments.text("name");
    if (name.empty())
        return Error{ErrorCode::invalidArgument, "reading the command line", "--name is empty"};
    const std::filesystem::path file = arguments.text("kit");
    std::error_code unknown; // then writing says what is wrong
    if (std::filesystem::exists(file, unknown))
        return Error{ErrorCode::forbidden, "writing the kit",
                     file.string() + " is there already: name another file, or move this one away first"};
    auto opened = openCounty(arguments.text("data"), world.clock, world.random);
    if (!opened)
        return opened.error();
    SqliteCentral& store = **opened;
    if (hubNamed(store, name).ok())
        return Error{ErrorCode::forbidden, "adding a hub", name + " is taken: choose another name"};
    const auto places = organisationsOf(store);
    if (!places)
        return places.error();
    const auto school = bySlug(*places, arguments.text("org"), "school");
    if (!school)
        return school.error();
    const auto people = peopleWithAccounts(store);
    if (!people)
        return people.error();
    const base::KeyPair key = base::KeyPair::make(world.random);
    const sync::Hub hub{base::IdMaker(world.clock, world.random).record(), name, school->id};
    // The kit first: a hub without one is of no use, a kit without a hub does no harm.
    STAFFROOM_TRY(base::writeWhole(
        file, sync::encode(sync::HubKit{store.id(), store.key().publicKey(), key.seed(), name}), "writing the kit"));
    const auto added =
        store.addHub(hub, {base::incarnationOf(key.publicKey()), key.publicKey(), hub.id, false}, world.clock.wallMs());
    if (!added) {
        std::filesystem::remove(file, unknown); // of no hub; the next try would only find it in its way
        return added.error();
    }
    std::size_t members = 0;
    for (const AccountHolder& one : *people)
        if (one.person.school == school->id) {
            STAFFROOM_TRY(store.setHubMember(hub.id, one.person.id, true));
            ++members;
        }
    world.out << "added hub \"" << name << "\" of " << school->name << ", " << counted(members, "member") << ", kit "
              << file.string() << '\n';
    return {};
}

std::vector<Option> HubJoinCommand::options() const
{
    return memberOptions();
}

Result<void> HubJoinCommand::run(const Arguments& arguments, const Surroundings& world) const
{
    return setMembers(arguments, world, true);
}

std::vector<Option> HubLeaveCommand::options() const
{
    return memberOptions();
}

Result<void> HubLeaveCommand::run(const Arguments& arguments, const Surroundings& world) const
{
    return setMembers(arguments, world, false);
}

Result<void> HubListCommand::run(const Arguments& arguments, const Surroundings& world) const
{
    auto opened = openCounty(arguments.text("data"), world.clock, world.random);
    if (!opened)
        return opened.error();
    const auto hubs = (*opened)->hubs();
    if (!hubs)
        return hubs.error();
    for (const auto& [hub, members] : *hubs)
        world.out << hub.name << "  " << counted(members, "member") << '\n';
    if (hubs->empty())
        world.out << "no hubs\n";
    return {};
}

Result<void> VerifyHubCommand::run(const Arguments& arguments, const Surroundings& world) const
{
    const std::filesystem::path folder = arguments.operand(0);
    std::ifstream in(folder / "hub.kit", std::ios::binary);
    if (!in)
        return Error{ErrorCode::notFound, "reading the hub's kit", (folder / "hub.kit").string() + " isn't there",
                     "FOLDER is what the hub runs with as --data; a hub puts its kit there when it first starts"};
    const base::Bytes bytes{std::istreambuf_iterator<char>(in), {}};
    const auto kit = sync::decodeHubKit(bytes);
    if (!kit)
        return kit.error();
    const auto key = base::KeyPair::fromSeed(kit->seed);
    if (!key)
        return Error{ErrorCode::storageDamaged, "reading the hub's kit", "no key in it"};
    auto store = storage::HubStore::open({folder, *key, kit->server, kit->serverKey, world.clock});
    if (!store)
        return store.error();
    const auto report = storage::verifyHub(**store);
    if (!report)
        return report.error();
    std::uint64_t changes = 0;
    for (const storage::HubReport::Scope& scope : report->scopes) {
        world.out << "log " << scope.scope.text() << ' ' << scope.chain.hex() << ' ' << scope.seq;
        if (scope.start > 0)
            world.out << " from " << scope.start;
        world.out << (scope.snapshot ? " and a snapshot\n" : "\n");
        changes += scope.seq - scope.start;
    }
    const auto waiting = (*store)->waitingCount();
    if (!waiting)
        return waiting.error();
    world.out << "clean: " << report->scopes.size() << " scopes, " << changes << " changes, " << report->places
              << " signed places, " << report->segments << " snapshot segments, " << report->members << " devices, "
              << report->verdicts << " verdicts, " << waiting->batches << " batches wait for the server\n";
    return {};
}

} // namespace staffroom::ctl
