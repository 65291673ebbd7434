// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/end_to_end/lab/lab_county.h"

#include "core/base/files.h"
#include "core/sync/hub_kit.h"

#include <algorithm>
#include <stdexcept>

namespace staffroom::test {

using domain::Edit;
using domain::Kind;
using domain::Role;
using domain::ScopeId;
using domain::ScopeType;
using domain::Value;
namespace f = domain::field;

namespace {

constexpr int groupSize = 4;

template <typename Done>
void must(const Done& done)
{
    if (!done)
        throw std::runtime_error(describe(done.error()));
}

} // namespace

std::vector<ScopeId> scopesOf(const LabCounty& county, const LabCounty::Teacher& teacher)
{
    std::vector<ScopeId> scopes{{ScopeType::personWork, teacher.person},
                                {ScopeType::personPrivate, teacher.person},
                                {ScopeType::group, teacher.group}};
    if (std::any_of(county.lab.begin(), county.lab.end(),
                    [&](const LabCounty::Teacher& some) { return some.person == teacher.person; }))
        scopes.emplace_back(ScopeType::group, county.staff);
    return scopes;
}

std::string canaryOf(const ScopeId& scope)
{
    return "canary" + base::Hash::of(scope.view()).hex().substr(0, 20);
}

LabCounty makeLabCounty(const std::filesystem::path& folder, int pcs)
{
    const base::SystemClock clock;
    base::SystemRandom random;
    base::IdMaker ids(clock, random);
    std::filesystem::create_directories(folder / "server");
    auto opened = storage::SqliteCentral::open({folder / "server", clock, random}, true);
    must(opened);
    storage::SqliteCentral& store = **opened;

    LabCounty county;
    county.organisation = ids.record();
    county.staff = ids.record();
    for (int number = 0; number < pcs; ++number)
        county.lab.push_back({"lab" + std::to_string(number + 1), ids.record(),
                              number % groupSize == 0 ? ids.record() : county.lab.back().group});
    for (const char* login : {"elsewhere1", "elsewhere2"})
        county.elsewhere.push_back(
            {login, ids.record(), county.elsewhere.empty() ? ids.record() : county.elsewhere.back().group});

    const ScopeId org(ScopeType::org, county.organisation);
    std::vector<Edit> edits{
        {county.organisation, Kind::organisation, org, {{f::organisation::name, Value::text("青溪县第一中学")}}}};
    const auto hash = base::hashPassword(labPassword);
    must(hash);
    std::vector<LabCounty::Teacher> all = county.lab;
    all.insert(all.end(), county.elsewhere.begin(), county.elsewhere.end());
    for (const LabCounty::Teacher& teacher : all) {
        must(store.setAccount({teacher.person, teacher.login, teacher.login, *hash}));
        must(store.setRoles(teacher.person, org, domain::only(Role::member)));
        edits.push_back({teacher.person, Kind::person, org, {{f::person::name, Value::text(teacher.login)}}});
        for (const ScopeId& scope : scopesOf(county, teacher)) {
            const bool group = scope.type() == ScopeType::group;
            must(store.setRoles(teacher.person, scope, domain::only(group ? Role::member : Role::owner)));
        }
    }
    must(store.commit(edits));

    const base::KeyPair key = base::KeyPair::make(random);
    const sync::Hub hub{ids.record(), "机房", county.organisation};
    must(store.addHub(hub, {base::incarnationOf(key.publicKey()), key.publicKey(), hub.id, false}, clock.wallMs()));
    for (const LabCounty::Teacher& teacher : county.lab)
        must(store.setHubMember(hub.id, teacher.person, true));
    county.kit = folder / "hub.kit";
    must(base::writeWhole(county.kit,
                          sync::encode(sync::HubKit{store.id(), store.key().publicKey(), key.seed(), hub.name}),
                          "writing the kit"));
    must(store.checkpoint());
    return county;
}

} // namespace staffroom::test
