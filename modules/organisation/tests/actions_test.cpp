#include <doctest/doctest.h>

#include "modules/organisation/actions.h"
#include "modules/organisation/api.h"
#include "modules/organisation/reference.h"
#include "platform/testing/world.h"

namespace tongguan::organisation {
Module module();
}

using namespace tongguan;
using namespace tongguan::organisation;

namespace {

struct Town {
    testing::World world{{organisation::module()}};
    Unit statistics, finance;

    Town() {
        world.act(access::Actor::platform(), [](Work& work) { return load_regions(work); });
        statistics = unit("杭州市统计局（测试）", 330100);
        finance = unit("上城区财政局（测试）", 330102);
    }
    Unit unit(std::string name, std::int64_t region) {
        return world
            .act(world.all_rights(),
                 [&](Work& work) {
                     return register_unit(
                         work,
                         {.name = name, .short_name = name, .region = {region}, .valid_from = make_date(2021, 1, 1)});
                 })
            .value();
    }
    access::Actor administrator(const Unit& unit) {
        return world.actor(access::role::unit_administrator, unit.id, {1}, unit.region);
    }
    Result<Registered> add(const access::Actor& actor, std::vector<NewPerson> people) {
        return world.act(actor, [&](Work& work) { return register_people(work, {.people = std::move(people)}); });
    }
    NewPerson person(std::string code, const Unit& unit) {
        return {.staff_code = std::move(code), .name = "沈示行", .unit = unit.id, .valid_from = make_date(2021, 1, 1)};
    }
};

}  // namespace

TEST_CASE("people are registered as a batch, found by pinyin, and each is in the audit") {
    Town town;
    const auto registered = town.add(town.administrator(town.statistics),
                                     {town.person("T1", town.statistics), town.person("T2", town.statistics)});
    REQUIRE(registered);
    CHECK(registered->ids.size() == 2);
    CHECK(town.world.count(
              "select count(*) from organisation_person where pinyin = 'shen shi xing' and initials = 'ssx'") == 2);
    CHECK(town.world.count("select count(*) from audit_entry where verb = 'organisation.person.register'") == 2);
}

TEST_CASE("a batch with a fault registers nobody and names every faulty row") {
    Town town;
    REQUIRE(town.add(town.administrator(town.statistics), {town.person("T1", town.statistics)}));
    const auto refused = town.add(town.administrator(town.statistics),
                                  {town.person("T2", town.statistics), town.person("T2", town.statistics),
                                   town.person("T1", town.statistics), town.person("T3", town.finance)});
    REQUIRE(!refused);
    CHECK(refused.error().key == "organisation.person.staff_code_twice");
    CHECK(refused.error().field == "people.1.staff_code");
    REQUIRE(refused.error().also.size() == 2);
    CHECK(refused.error().also[0].key == "organisation.person.staff_code_taken");
    CHECK(refused.error().also[1].key == "organisation.person.unit_unknown");  // another unit is as if it did not exist
    CHECK(refused.error().also[1].field == "people.3.unit");
    CHECK(town.world.count("select count(*) from organisation_person") == 1);
}

TEST_CASE("a person of another unit does not exist for a unit's reader, and does for the director") {
    Town town;
    const auto registered = town.add(town.world.all_rights(), {town.person("T1", town.finance)});
    REQUIRE(registered);
    const Id<Person> person{registered->ids.front()};
    const auto look = [&](const access::Actor& actor) {
        return town.world.see(actor, [&](Work& work) { return view_person(work, person); });
    };
    const auto stranger = look(town.world.actor(access::role::clerk, town.statistics.id, {1}, town.statistics.region));
    REQUIRE(!stranger);
    CHECK(stranger.error().kind == Refusal::Kind::not_found);
    CHECK(look(town.world.actor(access::role::director, town.statistics.id, {2}, town.statistics.region)));
    CHECK(look(town.world.actor(access::role::district_administrator, town.finance.id, {3}, {330102})));
    CHECK(!look(town.world.actor(access::role::district_administrator, town.finance.id, {3}, {330105})));
}

TEST_CASE("the lists of units and of people refuse a filter or a cursor that means nothing, and name it") {
    Town town;
    REQUIRE(town.add(town.world.all_rights(), {town.person("T1", town.finance), town.person("T2", town.finance)}));
    using Filters = std::vector<std::pair<std::string, std::string>>;
    const auto units = [&](Filters filters, std::string cursor = {}) {
        const api::ListQuery query{.filters = std::move(filters), .sort = {}, .cursor = std::move(cursor), .limit = 1};
        return town.world.see(town.world.all_rights(), [&](Work& work) { return list_units(work, query); });
    };
    const auto people = [&](Filters filters, std::string cursor = {}) {
        const api::ListQuery query{.filters = std::move(filters), .sort = {}, .cursor = std::move(cursor), .limit = 1};
        return town.world.see(town.world.all_rights(), [&](Work& work) { return list_people(work, query); });
    };
    for (const char* nonsense : {"x", "-1", "0", "1 or 1=1", "99999999999999999999"}) {
        CAPTURE(nonsense);
        CHECK(units({{"parent", nonsense}}).error().field == "parent");
        CHECK(people({{"unit", nonsense}}).error().field == "unit");
        CHECK(units({}, nonsense).error().field == "cursor");
        CHECK(people({}, nonsense).error().field == "cursor");
    }
    const std::string unit = std::to_string(town.finance.id.value);
    const auto first = people({{"unit", unit}}).value();
    REQUIRE(first.items.size() == 1);
    const auto second = people({{"unit", unit}}, first.next).value();
    CHECK(second.items.at(0).staff_code == "T2");
    CHECK(second.next.empty());
    CHECK(people({}, first.next).error().key == "api.cursor");  // of another filter
    CHECK(units({}, first.next).error().key == "api.cursor");   // of another list
}

TEST_CASE("one person never holds two of the three administrators' roles") {
    Town town;
    const auto registered = town.add(town.world.all_rights(), {town.person("T1", town.statistics)});
    REQUIRE(registered);
    const auto opened = town.world.act(town.world.all_rights(), [&](Work& work) {
        return open_post(work, {.person = {registered->ids.front()},
                                .unit = town.statistics.id,
                                .title = "管理员",
                                .roles = {"system_administrator", "audit_administrator"}});
    });
    REQUIRE(!opened);
    CHECK(opened.error().key == "access.administrators_apart");
}

TEST_CASE("a second post does not bring together what the administrators keep apart") {
    Town town;
    const auto registered = town.add(town.world.all_rights(), {town.person("T1", town.statistics)});
    REQUIRE(registered);
    const auto open = [&](const Unit& unit, std::string role, bool is_main) {
        return town.world.act(town.world.all_rights(), [&](Work& work) {
            return open_post(work, {.person = {registered->ids.front()},
                                    .unit = unit.id,
                                    .title = "管理员",
                                    .roles = {role},
                                    .is_main = is_main});
        });
    };
    REQUIRE(open(town.statistics, "system_administrator", true));
    const auto opened = open(town.finance, "audit_administrator", false);
    REQUIRE(!opened);
    CHECK(opened.error().key == "access.administrators_apart");
    CHECK(open(town.finance, "clerk", false));
}

TEST_CASE("a unit's leader is appointed, shown with the unit and in the audit; one who is not there is refused") {
    Town town;
    const auto registered = town.add(town.world.all_rights(), {town.person("T1", town.statistics)});
    REQUIRE(registered);
    const auto appoint = [&](const access::Actor& actor, Id<Unit> unit, std::int64_t person) {
        return town.world.act(actor, [&](Work& work) { return appoint_leader(work, unit, {person}); });
    };
    const auto key_of = [](const auto& outcome) { return outcome ? std::string() : outcome.error().key; };
    const auto shown = [&](const access::Actor& actor) {
        return town.world.see(actor, [&](Work& work) { return view_unit(work, town.statistics.id); })
            .value()
            .unit.leader_name;
    };
    CHECK(shown(town.world.all_rights()).empty());
    REQUIRE(appoint(town.world.all_rights(), town.statistics.id, registered->ids.front()));
    CHECK(shown(town.world.all_rights()) == "沈示行");
    CHECK(shown(town.administrator(town.statistics)) == "沈示行");
    CHECK(shown(town.administrator(town.finance)) == "沈示行");  // who answers for a unit is no secret in the house
    CHECK(town.world.count("select count(*) from audit_entry where verb = 'organisation.unit.appoint_leader'") == 1);

    CHECK(key_of(appoint(town.world.all_rights(), {987654321}, registered->ids.front())) ==
          "organisation.unit.missing");
    CHECK(key_of(appoint(town.world.all_rights(), town.statistics.id, 987654321)) == "organisation.person.missing");
    CHECK(!appoint(town.administrator(town.statistics), town.statistics.id, registered->ids.front()));
    CHECK(shown(town.world.all_rights()) == "沈示行");
}

TEST_CASE("closed divisions stay in the register") {
    Town town;
    CHECK(town.world.count("select count(*) from organisation_region where valid_until is null and parent = 330100") ==
          13);
    CHECK(town.world.count(
              "select count(*) from organisation_region where code = '330103' and valid_until = '2021-04-08'") == 1);
}
