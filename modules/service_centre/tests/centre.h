// A small town for the tests of this module: a bureau with two departments, two units in two regions, the sample items
// assigned to the bureau; and the story of one case, step by step.
#pragma once

#include "modules/organisation/actions.h"
#include "modules/organisation/api.h"
#include "modules/service_centre/actions.h"
#include "modules/service_centre/module_parts.h"
#include "platform/task/task.h"
#include "platform/testing/world.h"

namespace tongguan::organisation {
Module module();
Outcome load_regions(Work& work);
}  // namespace tongguan::organisation

namespace tongguan::service_centre {

Module module();

struct Centre {
    testing::World world{{organisation::module(), service_centre::module()}};
    Unit bureau, statistics, culture;
    Department guards, catering;
    std::map<std::string, Id<Item>> items;
    access::Actor clerk, employee, other_clerk, acceptor, guard_head, catering_head, director, district, unit_head;

    Centre() {
        world.business().set(at("2021-12-06T09:00:00"));
        world.act(access::Actor::platform(), [](Work& work) { return organisation::load_regions(work); });
        world.act(access::Actor::platform(), [](Work& work) { return load_items(work); });
        bureau = unit("测试机关事务管理局", 330100);
        statistics = unit("测试统计局", 330100);
        culture = unit("测试上城文旅局", 330102);
        guards = department("安保处");
        catering = department("后勤处");
        assign();
        clerk = world.actor(access::role::clerk, statistics.id, {101}, statistics.region);
        employee = world.actor(access::role::employee, statistics.id, {102}, statistics.region);
        other_clerk = world.actor(access::role::clerk, culture.id, {103}, culture.region);
        acceptor = world.actor(access::role::acceptor, bureau.id, {104}, bureau.region);
        guard_head = of_department(world.actor(access::role::division_head, bureau.id, {105}, bureau.region), guards);
        catering_head =
            of_department(world.actor(access::role::division_head, bureau.id, {106}, bureau.region), catering);
        director = world.actor(access::role::director, bureau.id, {107}, bureau.region);
        district = world.actor(access::role::district_administrator, culture.id, {108}, culture.region);
        unit_head = world.actor(access::role::unit_administrator, statistics.id, {109}, statistics.region,
                                {statistics.id.value, 77});
        world.events();
    }

    static Instant at(const char* text) { return parse_instant(std::string(text) + "+08:00").value(); }
    void now(const char* text) { world.business().set(at(text)); }

    Unit unit(std::string name, std::int64_t region) {
        return world
            .act(world.all_rights(),
                 [&](Work& work) {
                     return organisation::register_unit(
                         work,
                         {.name = name, .short_name = name, .region = {region}, .valid_from = make_date(2021, 1, 1)});
                 })
            .value();
    }
    Department department(std::string_view name) {
        return world
            .act(world.all_rights(),
                 [&](Work& work) { return organisation::register_department(work, bureau.id, name, 1); })
            .value();
    }
    static access::Actor of_department(access::Actor actor, const Department& department) {
        actor.department = department.id;
        return actor;
    }
    void assign() {
        const auto lines = world.see(world.all_rights(), [](Work& work) { return list_items(work); }).value().items;
        for (const ItemLine& line : lines) {
            items.emplace(line.code, line.id);
            const AssignItem input{bureau.id, line.handling_department_name};
            world.act(world.all_rights(), [&](Work& work) { return assign_item(work, line.id, input); }).value();
        }
    }

    static SubmitCase pass(Id<Item> item, std::string from = "2021-12-20", std::string until = "2022-01-20") {
        return {.item = item,
                .form = {R"({"holder_name":"测试甲","pass_kind":"temporary","valid_from":")" + from +
                         R"(","valid_until":")" + until + R"(","areas":["main_building"],"reason":"测试事由"})"},
                .materials = {{"unit_letter"}, {"holder_photo"}}};
    }
    SubmitCase pass() const { return pass(items.at("person_pass")); }
    SubmitCase seal(std::string title = "测试证明") const {
        return {.item = items.at("seal_certificate"),
                .form = {R"({"paper_kind":"seal","document_title":")" + title + R"(","copies":2,"reason":"测试事由"})"},
                .materials = {{"draft"}, {"unit_approval"}}};
    }

    Result<Submitted> submit(const access::Actor& actor, const SubmitCase& input) {
        return world.act(actor, [&](Work& work) { return submit_case(work, input); });
    }
    Submitted submitted() { return submit(clerk, pass()).value(); }
    // A step as that actor; `version` 0 = the present one.
    template <auto Action, class Input>
    Result<CasePage> step(const access::Actor& actor, Id<Case> id, Input input) {
        if (input.version == 0) input.version = version(id);
        return world.act(actor, [&](Work& work) { return Action(work, id, input); });
    }
    Result<CasePage> accept(Id<Case> id) { return step<&accept_case>(acceptor, id, AcceptCase{}); }
    Result<CasePage> give_notice(Id<Case> id) {
        return step<&return_case>(acceptor, id, ReturnCase{.notice = "缺公章"});
    }
    Result<CasePage> resubmit(Id<Case> id) { return step<&resubmit_case>(clerk, id, ResubmitCase{}); }
    Result<CasePage> approve(Id<Case> id) {
        return step<&approve_case>(guard_head, id, ApproveCase{.opinion = "同意"});
    }
    Result<CasePage> reject(Id<Case> id) {
        return step<&reject_case>(guard_head, id,
                                  RejectCase{.opinion = "不同意", .clause = "第一条", .remedy = "可重新申请"});
    }
    Result<CasePage> refuse(Id<Case> id) {
        return step<&refuse_case>(acceptor, id, RefuseCase{.clause = "第一条", .remedy = "向本单位申请"});
    }
    Result<CasePage> finish(Id<Case> id) {
        return step<&finish_case>(acceptor, id, FinishCase{.result = "已领取", .visits = 1});
    }
    Result<CasePage> rate(Id<Case> id, Level level = Level::very_satisfied) {
        return step<&rate_case>(clerk, id, RateCase{.level = level, .comment = "好"});
    }
    Result<CasePage> withdraw(Id<Case> id) { return step<&withdraw_case>(clerk, id, WithdrawCase{}); }

    std::int64_t version(Id<Case> id) {
        return world.count("select version from service_centre_case where id = " + std::to_string(id.value));
    }
    Result<CasePage> page(const access::Actor& actor, Id<Case> id) {
        return world.see(actor, [&](Work& work) { return view_case(work, id); });
    }
    Result<api::Page<CaseLine>> list(const access::Actor& actor, api::ListQuery query = {}) {
        return world.see(actor, [&](Work& work) { return list_cases(work, query); });
    }
    std::vector<task::Task> tasks(const access::Actor& actor) {
        return world.see(actor, [](Work& work) { return task::list_tasks(work, {}); }).value().items;
    }
};

inline std::vector<std::string> names_of(const std::vector<workorder::StepView>& steps, bool enabled) {
    std::vector<std::string> names;
    for (const auto& step : steps)
        if (step.enabled == enabled) names.push_back(step.name);
    return names;
}

}  // namespace tongguan::service_centre
