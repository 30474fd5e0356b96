// Rows, audit, events, refusals, keys: one Work after another against a real database.
#include <doctest/doctest.h>

#include <thread>

#include "platform/db/connection.h"
#include "platform/db/pool.h"
#include "platform/testing/audit.h"
#include "platform/testing/world.h"
#include "platform/work/tests/probe.h"

namespace tongguan {
namespace {

using probe::Place;
using probe::Thing;

TEST_CASE("a row goes in from its description and comes back the same") {
    Place place;
    Thing thing{
        .id = {1}, .unit = {10}, .name = "会议室", .seats = 12, .opened = make_date(2021, 3, 5), .words = {"a", "b"}};
    REQUIRE(place.act([&](Work& work) -> Outcome {
        work.insert(thing, "probe.thing.open");
        return Done{};
    }));
    const auto back =
        place.world.see(place.clerk(10), [&](Work& work) { return work.db().one<Thing>(probe::by_id, db::Params(1)); });
    REQUIRE(back);
    CHECK(entity::changes(entity::describe<Thing>(), &thing, &*back).empty());
    REQUIRE(place.audit.entries.size() == 1);
    CHECK(place.audit.entries[0].verb == "probe.thing.open");
    CHECK(place.audit.entries[0].fields == std::vector<std::string>{"unit", "name", "seats", "opened", "words"});
}

TEST_CASE("an update writes the difference, raises the version and tells the audit") {
    Place place;
    place.open(1, 10);
    REQUIRE(place.act(place.clerk(10), [&](Work& work) -> Outcome {
        const auto before = work.db().one<Thing>(probe::by_id, db::Params(1));
        Thing after = *before;
        after.name = "大会议室";
        after.seats.reset();
        TRY(work.update(*before, after, probe::change, "probe.thing.rename"));
        CHECK(after.version == 2);
        return Done{};
    }));
    CHECK(place.world.text("select name || ':' || version || ':' || (seats is null) from probe_thing") ==
          "大会议室:2:true");
    CHECK(place.audit.entries.back().fields == std::vector<std::string>{"name", "seats"});
}

TEST_CASE("an update without a difference writes nothing") {
    Place place;
    place.open(1, 10);
    const std::size_t entries = place.audit.entries.size();
    REQUIRE(place.act(place.clerk(10), [&](Work& work) -> Outcome {
        const auto before = work.db().one<Thing>(probe::by_id, db::Params(1));
        Thing after = *before;
        return work.update(*before, after, probe::change, "probe.thing.rename");
    }));
    CHECK(place.world.text("select version from probe_thing") == "1");
    CHECK(place.audit.entries.size() == entries);
}

TEST_CASE("a stale version is a conflict that says who, when and which fields") {
    Place place;
    place.open(1, 10);
    const auto seen =
        place.world.see(place.clerk(10), [](Work& work) { return work.db().one<Thing>(probe::by_id, db::Params(1)); });
    place.world.advance(std::chrono::minutes(5));
    REQUIRE(place.act(place.clerk(10, "王示例"), [&](Work& work) -> Outcome {
        Thing after = *seen;
        after.name = "先到";
        return work.update(*seen, after, probe::change, "probe.thing.rename");
    }));
    const Outcome late = place.act(place.clerk(10, "李示例"), [&](Work& work) -> Outcome {
        Thing after = *seen;
        after.seats = 99;
        return work.update(*seen, after, probe::change, "probe.thing.rename");
    });
    REQUIRE_FALSE(late);
    CHECK(late.error().kind == Refusal::Kind::conflict);
    CHECK(late.error().key == "work.stale_version");
    CHECK(late.error().args == Refusal::Args{{"who", "王示例"}, {"when", "2021-12-31T09:05:00+08:00"}});
    REQUIRE(late.error().also.size() == 1);
    CHECK(late.error().also[0].field == "name");
    CHECK(place.world.text("select name || ':' || version from probe_thing") == "先到:2");
    const Outcome asked = place.act(place.clerk(10), [&](Work& work) -> Outcome {
        const auto now = work.db().one<Thing>(probe::by_id, db::Params(1));
        return work.same_version(*now, seen->version);
    });
    REQUIRE_FALSE(asked);
    CHECK(asked.error().key == "work.stale_version");
}

TEST_CASE("a row of another unit cannot be changed: it is not found") {
    Place place;
    place.open(1, 10);
    const auto seen =
        place.world.see(place.clerk(10), [](Work& work) { return work.db().one<Thing>(probe::by_id, db::Params(1)); });
    const Outcome outcome = place.act(place.clerk(20), [&](Work& work) -> Outcome {
        Thing after = *seen;
        after.name = "抢改";
        return work.update(*seen, after, probe::change, "probe.thing.rename");
    });
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().kind == Refusal::Kind::not_found);
    CHECK(place.world.text("select name from probe_thing") == "会议室1");
}

TEST_CASE("a row put outside the wall of its permission is refused by the database") {
    Place place;
    CHECK_THROWS_AS(place.act(place.clerk(10),
                              [&](Work& work) -> Outcome {
                                  work.insert(Thing{.id = {5}, .unit = {20}, .name = "外单位"}, probe::change,
                                              "probe.thing.open");
                                  return Done{};
                              }),
                    db::Failure);
    CHECK(place.world.count("select count(*) from probe_thing") == 0);
}

TEST_CASE("a planted statement that forgets its wall is caught by the wall") {
    // Whatever a statement's text says, the role it runs under shows the rows of one unit only.
    Place place;
    place.open(1, 10);
    place.open(2, 20);
    constexpr db::Statement unscoped{"probe.planted", probe::read,
                                     "select id from probe_thing where unit <> 10 or true order by id"};
    const auto rows = place.world.see(place.clerk(10), [&](Work& work) { return work.db().run(unscoped).size(); });
    CHECK(rows == 1);
    // Under the engine it would leak: so the permission of a statement is what the leak test looks at.
    constexpr db::Statement leaking{"probe.leaking", engine_right, "select id from probe_thing order by id"};
    CHECK(place.world.see(place.clerk(10), [&](Work& work) { return work.db().run(leaking).size(); }) == 2);
}

TEST_CASE("a named constraint becomes a refusal of its kind") {
    Place place;
    place.open(1, 10);
    const auto refused = [&](const Thing& thing) {
        return place.act([&](Work& work) -> Outcome {
            work.insert(thing, "probe.thing.open");
            return Done{};
        });
    };
    const Outcome twice = refused({.id = {2}, .unit = {20}, .name = "会议室1"});
    REQUIRE_FALSE(twice);
    CHECK(twice.error().key == "constraint.probe_thing_name_unique");
    CHECK(twice.error().kind == Refusal::Kind::conflict);
    CHECK(twice.error().args.empty());  // never whose
    const Outcome check = refused({.id = {3}, .unit = {10}, .name = "x", .seats = -1});
    REQUIRE_FALSE(check);
    CHECK(check.error().key == "constraint.probe_thing_seats");
    CHECK(check.error().kind == Refusal::Kind::invalid);
}

TEST_CASE("nothing of a refused action stays, and its notes do") {
    Place place;
    const Outcome outcome = place.act([&](Work& work) -> Outcome {
        work.insert(Thing{.id = {1}, .unit = {10}, .name = "留不下"}, "probe.thing.open");
        work.emit("probe.ThingOpened", R"({"id":"1"})");
        work.hint("probe.thing:1");
        work.note([](Work& after) { after.emit("probe.TriedInVain", "{}"); });
        return conflict("probe.no");
    });
    REQUIRE_FALSE(outcome);
    CHECK(place.world.count("select count(*) from probe_thing") == 0);
    CHECK(place.world.events() == std::vector<std::string>{"probe.TriedInVain"});
    CHECK(place.world.hints().empty());
}

TEST_CASE("events and hints of a committed action, in order") {
    Place place;
    place.world.advance(std::chrono::seconds(1));
    REQUIRE(place.act(place.clerk(10), [&](Work& work) -> Outcome {
        work.emit("probe.First", R"({"a":1})");
        work.emit("probe.Second", "{}");
        work.hint("probe.thing:1");
        return Done{};
    }));
    CHECK(place.world.events() == std::vector<std::string>{"probe.First", "probe.Second"});
    CHECK(place.world.hints() == std::vector<std::string>{"probe.thing:1"});
    CHECK(place.world.text("select fields->>'a' from outbox_event order by id limit 1") == "1");
    CHECK(
        place.world.count(
            "select count(*) from outbox_event where trace = 'test' and actor_person = 7 and name <> 'work.Hinted'") ==
        2);
}

TEST_CASE("an action that throws leaves nothing") {
    Place place;
    CHECK_THROWS_AS(place.act([&](Work& work) -> Outcome {
        work.insert(Thing{.id = {1}, .unit = {10}, .name = "x"}, "probe.thing.open");
        work.db().integer(probe::count_all);  // it is really there, inside
        throw std::runtime_error("a bug");
    }),
                    std::runtime_error);
    CHECK(place.world.count("select count(*) from probe_thing") == 0);
}

TEST_CASE("a reading cannot write") {
    Place place;
    CHECK_THROWS_AS(place.world.see(place.clerk(10),
                                    [](Work& work) {
                                        work.emit("probe.Never", "{}");
                                        return 1;
                                    }),
                    std::logic_error);
}

TEST_CASE("a deadlock ends in two committed actions: one of them is run again") {
    Place place;
    place.open(1, 10);
    place.open(2, 10);
    probe::Meeting meeting(2);
    std::atomic<int> runs{0};
    const auto swap = [&](std::int64_t first, std::int64_t second) {
        bool met = false;
        return place.act([&, met](Work& work) mutable -> Outcome {
            ++runs;
            work.db().run_affected(probe::touch, db::Params(first));
            if (!std::exchange(met, true)) meeting.arrive();
            work.db().run_affected(probe::touch, db::Params(second));
            return Done{};
        });
    };
    Outcome one = Done{};
    Outcome two = Done{};
    std::thread other([&] { one = swap(1, 2); });
    two = swap(2, 1);
    other.join();
    CHECK(one);
    CHECK(two);
    CHECK(runs >= 3);  // the one run again may meet the other once more before that one is woken
    CHECK(place.world.text("select string_agg(seats::text, ',') from probe_thing") == "14,14");
}

TEST_CASE("a retry has its end") {
    Place place;
    int runs = 0;
    CHECK_THROWS_AS(place.act([&](Work&) -> Outcome {
        ++runs;
        throw db::Failure("40001", "", "could not serialize access");
    }),
                    db::Failure);
    CHECK(runs == work::most_runs);
}

}  // namespace
}  // namespace tongguan
