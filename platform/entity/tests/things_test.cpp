#include "platform/entity/tests/things.h"

#include <doctest/doctest.h>

#include "platform/entity/members.h"

namespace tongguan::entity {

using namespace testing;

template <>
const Description& describe<Visitor>() {
    static const Description description = describe_struct("testing.visitor", {
                                                                                  field<&Visitor::name>().max(10),
                                                                                  field<&Visitor::plate>().max(8),
                                                                              });
    return description;
}

template <>
const Description& describe<Pass>() {
    static const Description description = describe_struct(
        "testing.pass", {
                            field<&Pass::id>().server(),
                            field<&Pass::holder>().refers_to("testing.holder"),
                            field<&Pass::sponsor>().refers_to("testing.holder").optional(),
                            field<&Pass::title>().min(2).max(20).unique(),
                            field<&Pass::reason>().max(500),
                            field<&Pass::days>().min(1).max(30),
                            field<&Pass::overnight>().optional(),
                            field<&Pass::from>(),
                            field<&Pass::until>(),
                            field<&Pass::filed_at>().server(),
                            field<&Pass::decided_at>(),
                            field<&Pass::fee>().max(1000000),
                            field<&Pass::room>().optional(),
                            field<&Pass::gate>(),
                            field<&Pass::exit>(),
                            field<&Pass::answers>().optional(),
                            field<&Pass::words>().min(1).max(3),
                            field<&Pass::buildings>().max(2).optional(),
                            field<&Pass::phone>().max(20).personal("service").masked(Masking::phone).optional(),
                            field<&Pass::note>(),
                            field<&Pass::secret>().hidden().optional(),
                            field<&Pass::version>().server(),
                        });
    return description;
}

template <>
const Description& describe<Application>() {
    static const Description description =
        describe_struct("testing.application", {
                                                   field<&Application::title>(),
                                                   field<&Application::contact>(),
                                                   field<&Application::visitors>().max(3),
                                                   field<&Application::driver>(),
                                               });
    return description;
}

template <>
const Entity& entity<Pass>() {
    static const Entity entity{"testing.pass", "testing_pass", Walls{.self = "holder", .unit = "sponsor"},
                               &describe<Pass>()};
    return entity;
}

}  // namespace tongguan::entity

namespace tongguan::entity::testing {

Pass sample_pass() {
    return Pass{.id = {7},
                .holder = {42},
                .sponsor = {},
                .title = "人员通行证",
                .reason = "第一行\n第二行 <b>",
                .days = 3,
                .overnight = true,
                .from = make_date(2021, 12, 31),
                .until = make_date(2000, 2, 29),
                .filed_at = instant_at(make_date(2021, 12, 31), std::chrono::hours{9}),
                .decided_at = std::nullopt,
                .fee = Money{123450},
                .room = Area{2417},
                .gate = Gate::south,
                .exit = Gate::east,
                .answers = Document{R"({"a":1})"},
                .words = {"甲", "乙"},
                .buildings = {1, 9007199254740993},
                .phone = "13812342046",
                .note = std::nullopt,
                .secret = "argon2id$…",
                .version = 5};
}

BinaryRow sample_row() {
    const Pass pass = sample_pass();
    BinaryRow row;
    row.integer(pass.id.value).integer(pass.holder.value).null().text(pass.title).text(pass.reason);
    row.integer(std::int64_t{3}).boolean(true).date(pass.from).date(*pass.until).instant(pass.filed_at).null();
    row.integer(pass.fee.fen).integer(pass.room.hundredths).text("south").text("east").jsonb(pass.answers.json);
    row.texts(pass.words).integers(pass.buildings).text(pass.phone).null().text(pass.secret).integer(std::int64_t{5});
    return row;
}

std::vector<std::string> faults(const Outcome& outcome) {
    if (outcome) return {"ok"};
    std::vector<std::string> found;
    const auto line = [](const Refusal& refusal) {
        const std::string_view prefix = "entity.invalid.";
        return refusal.field + ": " +
               (refusal.key.starts_with(prefix) ? refusal.key.substr(prefix.size()) : refusal.key);
    };
    found.push_back(line(outcome.error()));
    for (const auto& other : outcome.error().also) found.push_back(line(other));
    return found;
}

}  // namespace tongguan::entity::testing

using namespace tongguan;
using namespace tongguan::entity;
using namespace tongguan::entity::testing;

TEST_CASE("a member's name is read from the template argument") {
    CHECK(member_name<&Pass::title>() == "title");
    CHECK(member_name<&Pass::decided_at>() == "decided_at");
    CHECK(member_name<&Application::contact>() == "contact");
    CHECK(describe<Pass>().find("title")->label == "testing.pass.title");
}

TEST_CASE("every member of a struct is described") {
    CHECK(member_count<Pass>() == describe<Pass>().fields.size());
    CHECK(member_count<Visitor>() == describe<Visitor>().fields.size());
    CHECK(member_count<Application>() == describe<Application>().fields.size());
    struct Forgotten {
        std::string named;
        std::int64_t unnamed = 0;
    };
    CHECK(member_count<Forgotten>() == 2);  // what a description of one field would be held against
}

TEST_CASE("types, keys and required follow from the C++ type") {
    const Description& pass = describe<Pass>();
    CHECK(pass.find("id")->type == Type::id);
    CHECK(pass.find("holder")->type == Type::reference);
    CHECK(pass.find("holder")->required);
    CHECK_FALSE(pass.find("sponsor")->required);
    CHECK_FALSE(pass.find("until")->required);
    CHECK(pass.find("until")->nullable);
    CHECK_FALSE(pass.find("overnight")->nullable);
    CHECK(pass.find("gate")->choices == std::vector<std::string>{"north", "south", "east"});
    CHECK(pass.find("exit")->type == Type::choice);
    CHECK(pass.find("nothing") == nullptr);
    CHECK(describe<Application>().find("visitors")->nested == &describe<Visitor>());
    CHECK(describe<Application>().find("driver")->type == Type::object);
}

TEST_CASE("a description that contradicts itself is refused when it is made") {
    struct Thing {
        std::string a;
        Gate gate = Gate::north;
        std::int64_t record_id = 0;
    };
    const auto describing = [](std::vector<Field> fields) {
        return [fields] { (void)describe_struct("x.y", fields); };
    };
    CHECK_THROWS_AS(describing({field<&Thing::a>(), field<&Thing::a>()})(), std::logic_error);
    CHECK_THROWS_AS(describing({field<&Thing::a>().personal("")})(), std::logic_error);
    CHECK_THROWS_AS(describing({field<&Thing::a>().masked(Masking::name)})(), std::logic_error);
    CHECK_THROWS_AS(describing({field<&Thing::a>().min(5).max(3)})(), std::logic_error);
    CHECK_THROWS_AS(describing({field<&Thing::record_id>()})(), std::logic_error);  // a key is Id<T>
    CHECK_NOTHROW(describing({field<&Thing::a>().personal("service"), field<&Thing::gate>()})());
}

TEST_CASE("a fragment's fields come first") {
    struct Thing {
        std::string a, b;
    };
    const std::vector<Field> fragment{field<&Thing::b>()};
    const Description made = describe_struct("x.y", fragment + std::vector<Field>{field<&Thing::a>()});
    CHECK(made.fields[0].name == "b");
    CHECK(made.fields[1].name == "a");
    CHECK(made.fields[1].index == 1);
}
