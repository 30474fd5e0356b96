// The same request twice: exactly once, whatever broke between.
#include <doctest/doctest.h>

#include <thread>

#include "platform/db/connection.h"
#include "platform/db/test_cluster.h"
#include "platform/work/tests/cutting_proxy.h"
#include "platform/work/tests/probe.h"

namespace tongguan {
namespace {

using probe::Place;
using probe::Thing;

work::Idempotency key(std::string name, std::string body = "b1", std::string route = "probe.open") {
    return {.key = std::move(name), .route = std::move(route), .body_digest = std::move(body)};
}

// Opens a thing under a new id each time it runs, so that a second effect would show.
Result<work::Answer> open_once(const Services& services, const access::Actor& actor,
                               const work::Idempotency& idempotency, const std::function<void()>& inside = {}) {
    return work::write(services, actor, "test", idempotency, [&](Work& work) -> Result<work::Answer> {
        const auto id = work.new_id<Thing>();
        work.insert(Thing{.id = id, .unit = {10}, .name = "第" + std::to_string(id.value)}, "probe.thing.open");
        work.emit("probe.ThingOpened", "{}");
        if (inside) inside();
        return work::Answer{.status = 201, .body = R"({"id":")" + std::to_string(id.value) + R"("})"};
    });
}

TEST_CASE("a second sending gets the first answer and has no effect") {
    Place place;
    const auto first = open_once(place.services, place.clerk(10), key("k1"));
    const auto second = open_once(place.services, place.clerk(10), key("k1"));
    REQUIRE(first);
    REQUIRE(second);
    CHECK_FALSE(first->replayed);
    CHECK(second->replayed);
    CHECK(second->status == 201);
    CHECK(second->body == first->body);
    CHECK(place.world.count("select count(*) from probe_thing") == 1);
    CHECK(place.world.events().size() == 1);
    access::Actor other = place.clerk(10);
    other.person = {70};
    CHECK(open_once(place.services, other, key("k1"))->replayed == false);     // keys belong to a person
    CHECK(open_once(place.services, place.clerk(10), {})->replayed == false);  // no key, no memory
    CHECK(place.world.count("select count(*) from probe_thing") == 3);
}

TEST_CASE("a key that was used for another body or route is refused") {
    Place place;
    REQUIRE(open_once(place.services, place.clerk(10), key("k1")));
    for (const auto& reused : {key("k1", "b2"), key("k1", "b1", "probe.other")}) {
        const auto refused = open_once(place.services, place.clerk(10), reused);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().key == "work.key_reused");
        CHECK(refused.error().kind == Refusal::Kind::conflict);
    }
    CHECK(place.world.count("select count(*) from probe_thing") == 1);
}

TEST_CASE("a second sending whose action would now be refused still gets the first answer") {
    Place place;
    const auto rename = [&](std::string_view name) {
        return work::write(place.services, place.clerk(10), "test", key("k1", std::string(name)),
                           [&](Work& work) -> Result<work::Answer> {
                               if (work.db().integer(probe::count_all) == 1) return conflict("probe.already");
                               work.insert(Thing{.id = {1}, .unit = {10}, .name = std::string(name)},
                                           "probe.thing.open");
                               return work::Answer{.body = R"({"done":true})"};
                           });
    };
    REQUIRE(rename("甲"));
    const auto again = rename("甲");
    REQUIRE(again);
    CHECK(again->replayed);
    CHECK(rename("乙").error().key == "work.key_reused");
}

TEST_CASE("a refused action leaves its key free") {
    Place place;
    const auto refused = work::write(place.services, place.clerk(10), "test", key("k1"),
                                     [](Work&) -> Result<work::Answer> { return invalid("probe.no"); });
    CHECK(refused.error().key == "probe.no");
    CHECK_FALSE(open_once(place.services, place.clerk(10), key("k1"))->replayed);
}

TEST_CASE("two sendings at once: one acts, both get its answer") {
    Place place;
    probe::Meeting meeting(2);
    const auto send = [&](Result<work::Answer>& into) {
        bool met = false;
        into = open_once(place.services, place.clerk(10), key("k1"), [&] {
            if (!std::exchange(met, true)) meeting.arrive();
        });
    };
    Result<work::Answer> one;
    Result<work::Answer> two;
    std::thread other([&] { send(one); });
    send(two);
    other.join();
    REQUIRE(one);
    REQUIRE(two);
    CHECK(one->body == two->body);
    CHECK(one->replayed != two->replayed);
    CHECK(place.world.count("select count(*) from probe_thing") == 1);
}

TEST_CASE("a key is visible ASCII and not too long") {
    Place place;
    for (const std::string& bad : {std::string("a b"), std::string("键"), std::string("a\nb"), std::string(129, 'k')})
        CHECK(open_once(place.services, place.clerk(10), key(bad)).error().key == "work.key_malformed");
    CHECK(open_once(place.services, place.clerk(10), key(std::string(128, 'k'))));
}

TEST_CASE("old answers are forgotten, young ones kept") {
    Place place;
    REQUIRE(open_once(place.services, place.clerk(10), key("old")));
    place.world.advance(std::chrono::hours(25));
    REQUIRE(open_once(place.services, place.clerk(10), key("young")));
    std::int64_t gone = 0;
    REQUIRE(place.act([&](Work& work) -> Outcome {
        gone = work::forget_answers(work, work.recorded_at() - std::chrono::hours(24));
        return Done{};
    }));
    CHECK(gone == 1);
    CHECK(place.world.text("select string_agg(key, ',') from work_idempotency") == "young");
}

TEST_CASE("the connection is lost before the commit: the action runs again") {
    Place place;
    int runs = 0;
    const auto answer =
        work::write(place.services, place.clerk(10), "test", {}, [&](Work& work) -> Result<work::Answer> {
            const auto process = work.db().integer({"probe.process", engine_right, "select pg_backend_pid()::bigint"});
            if (++runs == 1) place.world.execute("select pg_terminate_backend(" + std::to_string(*process) + ", 5000)");
            work.insert(Thing{.id = {runs}, .unit = {10}, .name = "x"}, "probe.thing.open");
            work.db().integer(probe::count_all);
            return work::Answer{};
        });
    CHECK(answer);
    CHECK(runs == 2);
    CHECK(place.world.text("select string_agg(id::text, ',') from probe_thing") == "2");
}

// The commit happens, its answer is lost on the way: the one case where only the key can tell.
TEST_CASE("the answer of a commit is lost: under a key the action has happened exactly once") {
    Place place;
    probe::CuttingProxy proxy(db::test_cluster().server_conninfo("x"), "tongguan:commit");
    db::Pool pool({.conninfo = proxy.through(place.world.server_conninfo()), .size = 2});
    Services services{
        .clocks = place.services.clocks, .ids = place.services.ids, .pool = pool, .calendar = place.services.calendar};
    services.audit = &place.audit;
    const auto answer = open_once(services, place.clerk(10), key("k1"));
    REQUIRE(answer);
    CHECK(proxy.cuts() == 1);
    CHECK(answer->replayed);
    CHECK(place.world.count("select count(*) from probe_thing") == 1);
    CHECK(answer->body == R"({"id":")" + place.world.text("select id from probe_thing") + R"("})");
}

TEST_CASE("the answer of a commit is lost: without a key the caller is told that nobody knows") {
    Place place;
    probe::CuttingProxy proxy(db::test_cluster().server_conninfo("x"), "tongguan:commit");
    db::Pool pool({.conninfo = proxy.through(place.world.server_conninfo()), .size = 2});
    Services services{
        .clocks = place.services.clocks, .ids = place.services.ids, .pool = pool, .calendar = place.services.calendar};
    services.audit = &place.audit;
    try {
        (void)open_once(services, place.clerk(10), {});
        FAIL("no failure");
    } catch (const db::Failure& failure) {
        CHECK(failure.commit_unknown());
    }
    CHECK(place.world.count("select count(*) from probe_thing") == 1);
}

}  // namespace
}  // namespace tongguan
