// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/end_to_end/county.h"

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

template <typename Done>
void must(const Done& done)
{
    if (!done)
        throw std::runtime_error(describe(done.error()));
}

/// Text that doesn't compress to nothing: words drawn at random.
std::string sentence(base::Random& random, std::size_t bytes)
{
    static const char* const words[] = {"备课",     "学生",    "课堂",     "作业", "提问", "小组", "阅读", "lesson",
                                        "pupils",   "reading", "question", "观察", "讨论", "家访", "计算", "板书",
                                        "homework", "village", "练习",     "反思", "教材", "错题"};
    std::string text;
    while (text.size() < bytes) {
        text += words[random.below(std::size(words))];
        text += random.below(4) == 0 ? std::to_string(random.below(10'000)) : std::string(" ");
    }
    return text;
}

} // namespace

County makeCounty(const std::filesystem::path& folder, int posts)
{
    const base::SystemClock clock;
    base::SeededRandom random(7);
    base::IdMaker ids(clock, random);
    std::filesystem::create_directories(folder);
    auto opened = storage::SqliteCentral::open({folder, clock, random}, true);
    must(opened);
    storage::SqliteCentral& store = **opened;
    const County county{ids.record(), ids.record(), ids.record(), ids.record()};
    const ScopeId org(ScopeType::org, county.organisation);
    const ScopeId group(ScopeType::group, county.group);
    std::vector<Edit> edits{
        {county.organisation, Kind::organisation, org, {{f::organisation::name, Value::text("青溪县")}}},
        {county.group, Kind::group, group, {{f::group::name, Value::text("东片协作体")}}},
        {county.li, Kind::person, org, {{f::person::name, Value::text("李美玲")}}},
        {county.wang, Kind::person, org, {{f::person::name, Value::text("王建国")}}},
    };
    must(store.commit(edits));
    const auto hash = base::hashPassword("password");
    must(hash);
    for (const auto& [person, login, name] :
         {std::tuple{county.li, "li", "李美玲"}, std::tuple{county.wang, "wang", "王建国"}}) {
        must(store.setAccount({person, login, name, *hash}));
        must(store.setRoles(person, org, only(Role::member)));
        must(store.setRoles(person, group, only(Role::member)));
        must(store.setRoles(person, ScopeId(ScopeType::personWork, person), only(Role::owner)));
        must(store.setRoles(person, ScopeId(ScopeType::personPrivate, person), only(Role::owner)));
        const Edit membership{
            domain::membershipId(person, county.group),
            Kind::membership,
            group,
            {{f::membership::person, Value::id(person)}, {f::membership::of, Value::id(county.group)}}};
        must(store.commit(std::span(&membership, 1)));
    }
    edits.clear();
    for (int post = 0; post < posts; ++post) {
        edits.push_back({ids.record(),
                         Kind::post,
                         group,
                         {{f::post::author, Value::id(post % 2 == 0 ? county.li : county.wang)},
                          {f::post::title, Value::text(sentence(random, 30))},
                          {f::post::body, Value::text(sentence(random, 350))},
                          {f::post::created, Value::integer(clock.wallMs() - (posts - post) * 60'000LL)}}});
        if (edits.size() == 500 || post + 1 == posts) {
            must(store.commit(edits));
            edits.clear();
        }
    }
    must(store.checkpoint());
    return county;
}

} // namespace staffroom::test
