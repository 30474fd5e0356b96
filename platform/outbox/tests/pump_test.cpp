#include <doctest/doctest.h>

#include <boost/json/object.hpp>

#include "platform/outbox/pump.h"
#include "platform/testing/world.h"

using namespace tongguan;
using namespace tongguan::outbox;

namespace {

// The consumer of these tests says that it took the event, by an event of its own; it refuses number 2 while told to.
bool refuse_now = false;
int cut_off = 0;  // so many runs lose their connection after their effect and before their commit, as when killed
testing::World* cut_off_in = nullptr;

Outcome take(Work& work, const Event& event) {
    const std::int64_t number = event.fields.as_object().at("number").as_int64();
    if (refuse_now && number == 2) return conflict("test.refused");
    work.emit("test.Took" + std::to_string(number), "{}");
    if (cut_off > 0) {
        --cut_off;
        constexpr db::Statement own{"test.own_process", engine_right, "select pg_backend_pid()"};
        cut_off_in->text("select pg_terminate_backend(" + std::to_string(*work.db().integer(own)) + ", 10000)");
    }
    return Done{};
}

struct Scene {
    testing::World world{{}};
    std::vector<std::string> problems;
    Pump pump{world.services(),
              {{"test.take", "test.Counted", &take}},
              [this](std::string_view, std::int64_t, std::string_view problem) { problems.emplace_back(problem); }};

    Scene() { refuse_now = false; }
    std::vector<std::string> taken() {  // since the last call, in order
        auto names = world.events();
        std::erase(names, "test.Counted");
        return names;
    }
    void emit(int number) {
        const auto emitted = world.act(access::Actor::platform(), [&](Work& work) -> Outcome {
            work.emit("test.Counted", "{\"number\":" + std::to_string(number) + "}");
            return Done{};
        });
        REQUIRE(emitted);
    }
};

}  // namespace

TEST_CASE("events are delivered in order, each once") {
    Scene scene;
    for (int number = 1; number <= 3; ++number) scene.emit(number);
    CHECK(scene.pump.deliver() == 3);
    CHECK(scene.taken() == std::vector<std::string>{"test.Took1", "test.Took2", "test.Took3"});
    CHECK(scene.pump.deliver() == 0);
    CHECK(scene.pump.behind_ms() == 0);
}

TEST_CASE("an event of a refused action is never delivered") {
    Scene scene;
    const auto refused = scene.world.act(access::Actor::platform(), [&](Work& work) -> Outcome {
        work.emit("test.Counted", R"({"number":9})");
        return conflict("test.refused");
    });
    CHECK(!refused);
    CHECK(scene.pump.deliver() == 0);
    CHECK(scene.taken().empty());
}

TEST_CASE("a refused event holds the ones after it, is tried with growing pauses, and is parked in the end") {
    Scene scene;
    refuse_now = true;
    for (int number = 1; number <= 3; ++number) scene.emit(number);
    scene.pump.deliver();
    CHECK(scene.taken() == std::vector<std::string>{"test.Took1"});  // 1 is done, 2 failed, 3 waits behind it
    CHECK(scene.pump.deliver() == 0);                                // the pause is not over
    for (int round = 1; round < max_tries; ++round) {
        scene.world.machine().advance(std::chrono::hours{1});
        scene.pump.deliver();
    }
    CHECK(scene.taken() == std::vector<std::string>{"test.Took3"});
    const auto parked = scene.pump.parked();
    REQUIRE(parked.size() == 1);
    CHECK(parked[0].tries == max_tries);
    CHECK(parked[0].problem == "test.refused");
    CHECK(scene.problems.size() == static_cast<std::size_t>(max_tries));

    refuse_now = false;
    CHECK(scene.pump.release("test.take", parked[0].event));
    CHECK(scene.taken() == std::vector<std::string>{"test.Took2"});
    CHECK(scene.pump.parked().empty());
    CHECK(!scene.pump.release("test.take", parked[0].event));  // once is enough
}

TEST_CASE("a clock that is set back lengthens no pause") {
    Scene scene;
    refuse_now = true;
    scene.emit(2);
    CHECK(scene.pump.deliver() == 0);
    CHECK(scene.problems.size() == 1);
    refuse_now = false;
    CHECK(scene.pump.deliver() == 0);  // it rests
    scene.world.machine().advance(-std::chrono::hours{1});
    CHECK(scene.pump.deliver() == 1);
    CHECK(scene.taken() == std::vector<std::string>{"test.Took2"});
}

TEST_CASE("a pump killed between the effect and the commit leaves nothing half-done; another delivers, once") {
    Scene scene;
    Pump other(scene.world.services(), {{"test.take", "test.Counted", &take}});
    scene.emit(1);
    cut_off_in = &scene.world;
    cut_off = 1;
    CHECK_THROWS_AS(scene.pump.deliver(), db::Failure);
    CHECK(cut_off == 0);
    CHECK(scene.taken().empty());
    CHECK(other.deliver() == 1);
    CHECK(scene.pump.deliver() == 0);
    CHECK(scene.taken() == std::vector<std::string>{"test.Took1"});
    CHECK(scene.pump.parked().empty());  // a lost connection is nobody's refusal: no try was counted
}

TEST_CASE("two pumps over one database deliver each event once") {
    Scene scene;
    Pump other(scene.world.services(), {{"test.take", "test.Counted", &take}});
    for (int number = 1; number <= 5; ++number) scene.emit(number);
    CHECK(scene.pump.deliver() + other.deliver() == 5);
    CHECK(scene.taken().size() == 5);
}

TEST_CASE("a transaction that is still open in another database holds nobody up; one of this database does") {
    Scene scene;
    testing::World elsewhere{{}};
    const auto open_elsewhere = elsewhere.act(access::Actor::platform(), [&](Work& other) -> Outcome {
        other.emit("test.Other", "{}");
        other.db().run(db::Statement{"test.settle", engine_right, "select 1"});  // it has its number now
        scene.emit(1);
        CHECK(scene.pump.deliver() == 1);
        return Done{};
    });
    CHECK(open_elsewhere);
    const auto open_here = scene.world.act(access::Actor::platform(), [&](Work& other) -> Outcome {
        other.emit("test.Counted", R"({"number":5})");
        other.db().run(db::Statement{"test.settle", engine_right, "select 1"});
        scene.emit(6);  // commits first, with the larger number
        CHECK(scene.pump.deliver() == 0);
        return Done{};
    });
    CHECK(open_here);
    CHECK(scene.pump.deliver() == 2);
    CHECK(scene.taken() == std::vector<std::string>{"test.Took1", "test.Took5", "test.Took6"});
}
