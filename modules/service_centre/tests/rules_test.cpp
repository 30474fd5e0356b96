#include "modules/service_centre/rules.h"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "modules/service_centre/demo_plan.h"
#include "modules/service_centre/module_parts.h"

using namespace tongguan;
using namespace tongguan::service_centre;

namespace {

const Item& sample(std::string_view code) {
    static const auto items = sample_items();
    for (const Item& item : items)
        if (item.code == code) return item;
    throw std::runtime_error("no sample item " + std::string(code));
}

struct Filled {
    entity::Description description;
    entity::Record record;
    Filled(std::string_view code, std::string_view json)
        : description(entity::parse_description(parse_json(sample(code).form.json).value()).value()),
          record(entity::read_record(parse_json(json).value(), description).value()) {}
};
Json behaviour(std::string_view code) { return parse_json(sample(code).behaviour.json).value(); }

}  // namespace

TEST_CASE("every sample item is whole: its form parses, its rules, title and prefill name fields of it") {
    for (const Item& item : sample_items()) {
        CAPTURE(item.code);
        const auto form = entity::parse_description(parse_json(item.form.json).value());
        REQUIRE(form);
        const Json all = parse_json(item.behaviour.json).value();
        for (const Json& rule : all.at("rules").as_array()) {
            CHECK(form->find(std::string_view(rule.at("field").as_string())) != nullptr);
            if (rule.as_object().contains("other"))
                CHECK(form->find(std::string_view(rule.at("other").as_string())) != nullptr);
        }
        for (const Json& name : all.at("title").as_array())
            CHECK(form->find(std::string_view(name.as_string())) != nullptr);
        for (const auto& [name, source] : all.at("prefill").as_object())
            CHECK(form->find(std::string_view(name)) != nullptr);
        CHECK(item.promised_days <= item.statutory_days.value());
        CHECK(item.sample);
        for (const entity::Field& field : form->fields) {
            CHECK(field.name.find("phone") == std::string::npos);  // no identity or phone number is kept yet
            CHECK(field.name.find("identity") == std::string::npos);
        }
    }
    CHECK(sample_items().size() == 3);
}

TEST_CASE("the item's own conditions on days") {
    const Date today = make_date(2021, 12, 6);
    const auto says = [&](std::string_view from, std::string_view until) -> std::string {
        const Filled form("person_pass", R"({"holder_name":"甲","pass_kind":"staff","valid_from":")" +
                                             std::string(from) + R"(","valid_until":")" + std::string(until) +
                                             R"(","areas":["annex"],"reason":"事由"})");
        const Outcome agrees = rules::form_agrees(behaviour("person_pass"), form.record, today);
        if (agrees) return "agrees";
        std::string all = agrees.error().key + "@" + agrees.error().field;
        for (const Refusal& also : agrees.error().also) all += " " + also.key + "@" + also.field;
        return all;
    };
    CHECK(says("2021-12-06", "2021-12-06") == "agrees");
    CHECK(says("2021-12-05", "2021-12-06") == "service_centre.form.past@form.valid_from");
    CHECK(says("2021-12-10", "2021-12-09") == "service_centre.form.before@form.valid_until");
    CHECK(says("2021-12-06", "2022-12-07") == "agrees");  // 366 days
    CHECK(says("2021-12-06", "2022-12-08") == "service_centre.form.too_long@form.valid_until");
    CHECK(says("2021-12-01", "2021-11-30") ==
          "service_centre.form.past@form.valid_from service_centre.form.before@form.valid_until");
    const Filled empty("meal_card", R"({"card_kind":"open","holder_name":"甲","canteen":"civic_centre"})");
    CHECK(rules::form_agrees(behaviour("meal_card"), empty.record, today));  // a day left empty is not compared
}

TEST_CASE("materials are completed from the item, and every fault is named at once") {
    const auto wanted = rules::wanted_materials(parse_json(sample("person_pass").materials.json).value());
    const auto complete = rules::complete_materials(wanted, {{"holder_photo", MaterialState::later}, {"unit_letter"}});
    REQUIRE(complete);
    REQUIRE(complete->size() == 3);
    CHECK((*complete)[0].key == "unit_letter");
    CHECK((*complete)[1].state == MaterialState::later);
    CHECK((*complete)[2].state == MaterialState::missing);

    const auto faulty = rules::complete_materials(wanted, {{"unit_letter"}, {"unit_letter"}, {"passport"}});
    REQUIRE_FALSE(faulty);
    CHECK(faulty.error().key == "service_centre.material.twice");
    CHECK(faulty.error().field == "materials.1.key");
    REQUIRE(faulty.error().also.size() == 2);
    CHECK(faulty.error().also[0].key == "service_centre.material.unknown");
    CHECK(faulty.error().also[1].key == "service_centre.material.missing");
    CHECK(faulty.error().also[1].field == "materials.holder_photo");
}

TEST_CASE("nobody accepts, refuses or decides what he asked for; a decision is the department's") {
    Case row;
    row.applicant = {7};
    row.handling_department = {3};
    row.handling_department_name = "安保处";
    const auto may_take = [&](std::int64_t person, std::int64_t department, CaseState state,
                              std::string_view name) -> std::string {
        access::Actor actor;
        actor.person = {person};
        actor.department = {department};
        const auto step = workorder::step_from(life::table, static_cast<std::size_t>(state), name).value();
        const Outcome possible = rules::may_take(row, actor, *step);
        return possible ? "possible" : possible.error().key;
    };
    CHECK(may_take(8, 9, CaseState::submitted, "accept") == "possible");
    CHECK(may_take(7, 9, CaseState::submitted, "accept") == "service_centre.case.applicant_decides");
    CHECK(may_take(7, 9, CaseState::submitted, "refuse") == "service_centre.case.applicant_decides");
    CHECK(may_take(7, 3, CaseState::accepted, "approve") == "service_centre.case.applicant_decides");
    CHECK(may_take(8, 3, CaseState::accepted, "approve") == "possible");
    CHECK(may_take(8, 4, CaseState::accepted, "approve") == "service_centre.case.other_department");
    CHECK(may_take(8, 4, CaseState::accepted, "reject") == "service_centre.case.other_department");
    CHECK(may_take(7, 9, CaseState::finished, "rate") == "possible");
    row.handling_department = {};
    CHECK(may_take(8, 4, CaseState::accepted, "approve") == "possible");  // of no department: any decider of the unit
}

TEST_CASE("titles, numbers and second notices") {
    const Filled form(
        "person_pass",
        R"({"holder_name":"测试甲","pass_kind":"staff","valid_from":"2021-12-06","valid_until":"2021-12-06","areas":["annex"],"reason":"事由"})");
    CHECK(rules::title_of(behaviour("person_pass"), form.record, "人员通行证") == "测试甲");
    CHECK(rules::title_of(Json(nullptr), form.record, "人员通行证") == "人员通行证");
    CHECK(rules::case_number(2021, 1) == "2021-00001");
    CHECK(rules::case_number(2021, 99999) == "2021-99999");
    CHECK(rules::case_number(2021, 100000) == "2021-100000");
    Case row;
    CHECK(rules::notice_allowed(row, ""));
    row.returns = 1;
    CHECK_FALSE(rules::notice_allowed(row, "　 "));
    CHECK(rules::notice_allowed(row, "补正后才看得出"));
}

TEST_CASE("the README draws the table") {
    std::ifstream file("modules/service_centre/README.md");
    std::stringstream text;
    text << file.rdbuf();
    CHECK(text.str().find("```mermaid\n" + workorder::diagram(life::table) + "```") != std::string::npos);
}

TEST_CASE("the demo's plan is deterministic, in order of time, and shows every fate before 9:00 on 31 December") {
    const Plan plan = demo_plan(WorkingCalendar::published());
    CHECK(plan.cases.size() == 62);
    CHECK(demo_plan(WorkingCalendar::published()).moves.size() == plan.moves.size());
    Instant last{};
    std::array<int, 10> deeds{};
    for (const Move& move : plan.moves) {
        CHECK(move.at >= last);
        last = move.at;
        ++deeds.at(static_cast<std::size_t>(move.deed));
    }
    CHECK(last < instant_at(make_date(2021, 12, 31), std::chrono::hours{9}));
    for (const int count : deeds) CHECK(count > 0);
}
