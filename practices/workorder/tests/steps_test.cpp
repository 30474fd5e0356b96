#include "practices/workorder/steps.h"

#include <doctest/doctest.h>

using namespace tongguan;
using namespace tongguan::workorder;

namespace {

enum class Life { asked, doing, done };
constexpr Permission may_accept{"test.accept"}, may_finish{"test.finish"};
constexpr std::array<State, 3> states{
    {{"asked", Ticking::not_started}, {"doing", Ticking::runs}, {"done", Ticking::stopped, true}}};
constexpr std::array<Step, 3> steps{
    {step("accept", Life::asked, Life::doing, may_accept, Party::decision, Tone::primary),
     step("drop", Life::asked, Life::done, may_accept, Party::nobody, Tone::danger),
     step("finish", Life::doing, Life::done, may_finish, Party::nobody)}};
constexpr Table table{"test.thing", states, steps};

access::Actor actor_with(std::map<std::string, db::Scope, std::less<>> scopes) {
    access::Actor actor;
    actor.rights = std::make_shared<const access::Rights>(std::move(scopes));
    return actor;
}
Outcome possible(const Step&) { return Done{}; }

}  // namespace

TEST_CASE("a scope is asked in memory as the walls ask it in the database") {
    const Reached row{.person = 7, .unit = 42, .region = 330102, .handling = 5, .id = 99};
    using db::Scope, db::Shape;
    CHECK(reaches(Scope::one(Shape::self, 7), row));
    CHECK_FALSE(reaches(Scope::one(Shape::self, 77), row));
    CHECK(reaches(Scope::one(Shape::unit, 42), row));
    CHECK_FALSE(reaches(Scope::one(Shape::unit, 4), row));
    CHECK(reaches(Scope{Shape::units, "{1,42,3}"}, row));
    CHECK_FALSE(reaches(Scope{Shape::units, "{1,4,2}"}, row));
    CHECK_FALSE(reaches(Scope{Shape::units, "{}"}, row));
    CHECK(reaches(Scope::one(Shape::region, 330102), row));
    CHECK(reaches(Scope{Shape::regions, "{330100,330102}"}, row));
    CHECK(reaches(Scope::one(Shape::handling, 5), row));
    CHECK_FALSE(reaches(Scope::one(Shape::handling, 42), row));
    CHECK(reaches(Scope::one(Shape::record, 99), row));
    CHECK(reaches(Scope::all(), row));
    CHECK_FALSE(reaches(Scope::engine(), row));
    CHECK_FALSE(reaches(Scope::one(Shape::self, 0), Reached{}));  // nobody is not the person of every row without one
}

TEST_CASE("steps are those the post carries, with the reason where one is not possible") {
    const Reached row{.unit = 42, .handling = 5};
    const auto head = actor_with({{"test.accept", db::Scope::one(db::Shape::handling, 5)},
                                  {"test.finish", db::Scope::one(db::Shape::handling, 5)}});
    const auto first = steps_for(table, 0, head, row, possible);
    REQUIRE(first.size() == 3);
    CHECK(first[0].name == "accept");
    CHECK(first[0].label == "test.thing.step.accept");
    CHECK(first[0].tone == Tone::primary);
    CHECK(first[0].enabled);
    CHECK(first[2].name == "finish");
    CHECK_FALSE(first[2].enabled);
    CHECK(first[2].reason == "workorder.step.not_yet");
    CHECK(first[2].reason_args.json == R"({"state":"doing"})");

    const auto refused = steps_for(table, 0, head, row, [](const Step& s) -> Outcome {
        if (s.name == "accept") return forbidden("test.own_thing", {{"who", "示\"例"}});
        return Done{};
    });
    CHECK_FALSE(refused[0].enabled);
    CHECK(refused[0].reason == "test.own_thing");
    CHECK(refused[0].reason_args.json == R"({"who":"示\"例"})");
    CHECK(refused[1].enabled);

    CHECK(steps_for(table, 2, head, row, possible).empty());      // an end offers nothing
    CHECK(steps_for(table, 1, head, row, possible).size() == 1);  // what lies behind is not offered
    const auto stranger = actor_with({{"test.accept", db::Scope::one(db::Shape::handling, 6)}});
    CHECK(steps_for(table, 0, stranger, row, possible).empty());
    CHECK(steps_for(table, 0, access::Actor{}, row, possible).empty());
}

TEST_CASE("a step that does not leave the present state is a conflict that names both") {
    const auto step = step_from(table, 1, "accept");
    REQUIRE_FALSE(step);
    CHECK(step.error().kind == Refusal::Kind::conflict);
    CHECK(step.error().key == "workorder.step.not_in_state");
    CHECK(step.error().args == Refusal::Args{{"state", "doing"}, {"step", "accept"}});
    CHECK(step_from(table, 0, "accept").value()->to == 1);
    CHECK_FALSE(step_from(table, 0, "no such step"));
}
