// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/bench_store.h"

namespace staffroom::ctl {

using domain::Edit;
using domain::Kind;
using domain::Role;
using domain::ScopeId;
using domain::ScopeType;
using domain::Value;
namespace f = domain::field;

namespace {

constexpr int groups = 26; // with org, catalogue and two of the person's own: 30 scopes
constexpr std::size_t editsPerCommit = 500;
/// The first post's time: 2026-01-05. Ids and times rise from there, a post a minute.
constexpr std::int64_t firstMs = 1'767'600'000'000;

constexpr const char* words[] = {
    "备课",     "学生",    "课堂",    "作业",  "提问",     "小组",    "阅读",     "观察",     "讨论",
    "家访",     "计算",    "板书",    "练习",  "反思",     "教材",    "错题",     "复式班",   "分数",
    "估算",     "朗读",    "作文",    "班会",  "实验",     "评价",    "寄宿",     "同课异构", "听课",
    "评课",     "导入",    "情境",    "生字",  "古诗",     "lesson",  "pupils",   "reading",  "question",
    "homework", "village", "phonics", "group", "practice", "teacher", "fraction", "story"};

} // namespace

std::string benchText(base::Random& random, std::size_t bytes)
{
    std::string text;
    while (text.size() < bytes) {
        text += words[random.below(std::size(words))];
        const std::uint64_t next = random.below(8);
        text += next == 0   ? "，"
                : next == 1 ? "。"
                : next == 2 ? std::to_string(random.below(1000))
                : next < 5  ? " "
                            : "";
    }
    return text;
}

Result<BenchCounty> makeBenchCounty(storage::SqliteCentral& store, std::int64_t posts,
                                    const std::function<void(const domain::Edit&)>& made)
{
    base::SeededRandom random(1);
    base::ManualClock clock(firstMs);
    base::IdMaker ids(clock, random);
    BenchCounty county{{}, ids.record()};
    const base::RecordId organisation = ids.record();
    std::vector<ScopeId> scopes{{ScopeType::org, organisation},
                                {ScopeType::catalogue, organisation},
                                {ScopeType::personWork, county.teacher},
                                {ScopeType::personPrivate, county.teacher}};
    std::vector<Edit> edits{
        {organisation, Kind::organisation, scopes[0], {{f::organisation::name, Value::text("基准县")}}},
        {county.teacher, Kind::person, scopes[0], {{f::person::name, Value::text("基准教师")}}},
        {ids.record(), Kind::course, scopes[1], {{f::course::title, Value::text("基准课程")}}},
        {ids.record(), Kind::plan, scopes[2], {{f::plan::title, Value::text("基准计划")}}},
        {ids.record(), Kind::preference, scopes[3], {{f::preference::name, Value::text("language")}}}};
    for (int group = 0; group < groups; ++group) {
        county.groups.push_back(ids.record());
        scopes.emplace_back(ScopeType::group, county.groups.back());
        edits.push_back({county.groups.back(),
                         Kind::group,
                         scopes.back(),
                         {{f::group::name, Value::text("小组 " + std::to_string(group + 1))}}});
        edits.push_back({domain::membershipId(county.teacher, county.groups.back()),
                         Kind::membership,
                         scopes.back(),
                         {{f::membership::person, Value::id(county.teacher)},
                          {f::membership::of, Value::id(county.groups.back())}}});
    }
    STAFFROOM_TRY(store.commit(edits));
    const auto hash = base::hashPassword(benchPassword);
    if (!hash)
        return hash.error();
    STAFFROOM_TRY(store.setAccount({county.teacher, std::string(benchLogin), "基准教师", *hash}));
    for (const ScopeId& scope : scopes) {
        const bool own = scope.type() == ScopeType::personWork || scope.type() == ScopeType::personPrivate;
        STAFFROOM_TRY(store.setRoles(county.teacher, scope, only(own ? Role::owner : Role::member)));
    }
    edits.clear();
    for (std::int64_t post = 0; post < posts; ++post) {
        clock.advance(60'000);
        edits.push_back({ids.record(),
                         Kind::post,
                         ScopeId(ScopeType::group, county.groups[random.below(groups)]),
                         {{f::post::author, Value::id(county.teacher)},
                          {f::post::title, Value::text(benchText(random, 40))},
                          {f::post::body, Value::text(benchText(random, 340))},
                          {f::post::created, Value::integer(clock.wallMs())}}});
        if (made)
            made(edits.back());
        if (edits.size() == editsPerCommit || post + 1 == posts) {
            STAFFROOM_TRY(store.commit(edits));
            edits.clear();
        }
    }
    STAFFROOM_TRY(store.checkpoint());
    return county;
}

} // namespace staffroom::ctl
