// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sync/school.h"

namespace staffroom::test {

namespace f = staffroom::domain::field;

/// Two teachers in one group: A has written and waits to send, B's words wait at the server.
struct Group
{
    School school;
    ScopeId group{ScopeType::group, school.id()};
    RecordId anna = school.person(), bo = school.person();
    std::unique_ptr<Pc> a, b;
    RecordId item = school.id();
    RecordId fromB;

    Group()
    {
        for (const RecordId& person : {anna, bo})
            school.allow(person, group, domain::only(domain::Role::member));
        a = school.pc(anna);
        b = school.pc(bo);
        fromB = b->post(group, "from B");
        b->mustSync();
        must(a->write(item, Kind::planItem, a->work(), {{f::plan_item::title, Value::text("one")}}));
        must(a->write(item, Kind::planItem, a->work(), {{f::plan_item::title, Value::text("two")}}));
        for (int number = 0; number < 5; ++number)
            a->post(group, "post " + std::to_string(number));
    }
    void requireWhole()
    {
        b->mustSync();
        requireLevel(school, {a.get(), b.get()});
        CHECK(a->text(item, f::plan_item::title) == "two");
        CHECK(a->text(fromB, f::post::body) == "from B");
        const auto counts = must(a->replica().counts());
        CHECK(counts.waiting == 0);
        CHECK(counts.rejected == 0);
        for (const auto& report : must(school.store().digests())) {
            if (report.scope == group)
                CHECK(report.seq == 6); // nothing doubled, nothing lost
            if (report.scope == a->work())
                CHECK(report.seq == 2);
        }
    }
};

} // namespace staffroom::test
