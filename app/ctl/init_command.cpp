// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/init_command.h"

#include "app/ctl/county.h"
#include "core/domain/login.h"

namespace staffroom::ctl {

using domain::Kind;
using domain::Value;
namespace f = domain::field;

std::vector<Option> InitCommand::options() const
{
    return {
        dataOption,
        {"name", "NAME", "of the county's office"},
        {"admin", "LOGIN", "makes an administrator; needs --name and --password-file"},
        {"password-file", "FILE", "the administrator's password is its first line"},
        {"in-place-of", "ID", "the id of a store that is gone and has no backup; init printed it, and PCs know it"}};
}

Result<void> InitCommand::run(const Arguments& arguments, const Surroundings& world) const
{
    const bool administered = arguments.has("admin");
    if (administered != arguments.has("password-file") || (administered && !arguments.has("name")))
        return Error{ErrorCode::invalidArgument, "reading the command line",
                     "--admin, --password-file and --name go together"};
    std::string hash;
    if (administered) {
        STAFFROOM_TRY(domain::checkLogin(arguments.text("admin")));
        const auto password = readPassword(arguments.text("password-file"));
        if (!password)
            return password.error();
        auto hashed = base::hashPassword(*password);
        if (!hashed)
            return hashed.error();
        hash = *std::move(hashed);
    }
    std::optional<base::StoreId> gone;
    if (arguments.has("in-place-of")) {
        gone = base::StoreId::fromText(arguments.text("in-place-of"));
        if (!gone)
            return Error{ErrorCode::invalidArgument, "reading the command line", "--in-place-of takes a store's id"};
    }
    auto opened = openStore(arguments.text("data"), world.clock, world.random, true, gone);
    if (!opened)
        return opened.error();
    SqliteCentral& store = **opened;
    const auto there = hasCounty(store);
    if (!there)
        return there.error();
    if (*there)
        return Error{
            ErrorCode::forbidden, "making the store",
            arguments.text("data") +
                " has a county already: add schools with \"staffroomctl organisation add\", groups with \"group "
                "add\" and people with \"user add\", each with --data " +
                arguments.text("data") + "; another county needs another folder"};
    world.out << "store " << store.id().text() << " in " << arguments.text("data") << '\n';
    if (!arguments.has("name"))
        return {};
    const County county(store);
    const std::string& name = arguments.text("name");
    std::vector<Edit> edits = {Edit{county.id(),
                                    Kind::organisation,
                                    county.org(),
                                    {{f::organisation::name, Value::text(name)},
                                     {f::organisation::sort, Value::text("office")},
                                     {f::organisation::slug, Value::text("office")}}}};
    if (administered) {
        const std::string& login = arguments.text("admin");
        const NewPerson person{county.person(login), login, county.id(), name, "admin", "", ""};
        for (Edit& edit : personEdits(county, person))
            edits.push_back(std::move(edit));
        STAFFROOM_TRY(store.setAccount({person.id, login, login, hash}));
        STAFFROOM_TRY(grantPersonRights(store, county, person));
        world.out << "administrator " << login << '\n';
    }
    return store.commit(edits);
}

} // namespace staffroom::ctl
