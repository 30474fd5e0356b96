#include <doctest/doctest.h>

#include "platform/access/roles.h"
#include "platform/db/test_cluster.h"
#include "platform/testing/world.h"

namespace tongguan::testing {
namespace {

TEST_CASE("a world stands at its beginning, and time moves only by hand") {
    World world;
    CHECK(to_string(world.services().clocks.business.now()) == "2021-12-31T09:00:00+08:00");
    CHECK(world.services().clocks.machine.now() == world.services().clocks.business.now());
    world.advance(std::chrono::hours(24));
    world.business().advance(std::chrono::hours(1));
    CHECK(to_string(world.services().clocks.business.now()) == "2022-01-01T10:00:00+08:00");
    CHECK(to_string(world.services().clocks.machine.now()) == "2022-01-01T09:00:00+08:00");
}

TEST_CASE("what one world does is not seen in another") {
    World one;
    World two;
    REQUIRE(one.act(access::Actor::platform(), [](Work& work) -> Outcome {
        work.emit("probe.Happened", "{}");
        return Done{};
    }));
    CHECK(two.events().empty());
    CHECK(one.events() == std::vector<std::string>{"probe.Happened"});
    CHECK(one.events().empty());  // told once
}

TEST_CASE("ids begin at the same number in every world") {
    const auto first_id = [] {
        World world;
        return world.act(access::Actor::platform(), [](Work& work) { return work.new_id<Person>().value; });
    };
    CHECK(first_id() == first_id());
}

TEST_CASE("a refusal comes back as it is, and nothing stays") {
    World world;
    const Result<int> refused = world.act(access::Actor::platform(), [](Work& work) -> Result<int> {
        work.emit("probe.Never", "{}");
        return conflict("probe.no", {{"a", "b"}});
    });
    REQUIRE_FALSE(refused);
    CHECK(refused.error().key == "probe.no");
    CHECK(refused.error().args == Refusal::Args{{"a", "b"}});
    CHECK(world.events().empty());
}

TEST_CASE("an actor by role has that role's rights in the scope of the post, and no others") {
    constexpr Permission read{"probe.read"};
    constexpr Permission change{"probe.change"};
    using access::Reach;
    World world(
        {Module{.name = "probe",
                .permissions = {read, change},
                .grants = {{access::role::clerk, read, Reach::unit}, {access::role::director, read, Reach::all}}}});
    const access::Actor clerk = world.actor(access::role::clerk, {10}, {7});
    REQUIRE(clerk.may(read));
    CHECK(*clerk.scope(read) == db::Scope::one(db::Shape::unit, 10));
    CHECK_FALSE(clerk.may(change));
    CHECK(*world.actor(access::role::director, {10}, {7}).scope(read) == db::Scope::all());
    CHECK(world.all_rights().may(change));
    CHECK_THROWS_AS(world.actor("nobody", {10}, {7}), std::runtime_error);
}

TEST_CASE("declared and standing schema are the same, and a copy of the template is quick") {
    World world;
    CHECK(db::differences(world.owner_conninfo(), world.schema()).empty());
    const MachineClock clock;
    const Instant start = clock.now();
    World copied;
    MESSAGE("a world from its template took " << (clock.now() - start).count() / 1000 << " ms");
}

}  // namespace
}  // namespace tongguan::testing
