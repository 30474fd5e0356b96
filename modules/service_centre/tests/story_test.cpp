// One case through all its life, and what each step leaves behind.
#include <doctest/doctest.h>

#include "modules/service_centre/store.h"
#include "modules/service_centre/tests/centre.h"

using namespace tongguan;
using namespace tongguan::service_centre;
using Names = std::vector<std::string>;

TEST_CASE("a pass is applied for, accepted, returned, answered, decided, finished and rated") {
    Centre centre;
    const Submitted submitted = centre.submitted();
    CHECK(submitted.number == "2021-00001");
    CHECK(centre.world.events() == Names{"service_centre.CaseSubmitted"});

    const CasePage fresh = centre.page(centre.clerk, submitted.id).value();
    CHECK(fresh.row.title == "测试甲");
    CHECK(fresh.row.unit_name == "测试统计局");
    CHECK(fresh.row.handling_department == centre.guards.id);
    CHECK(fresh.row.form.json.find("测试事由") != std::string::npos);
    CHECK(fresh.clock.state == workorder::ClockState::not_started);
    CHECK(fresh.materials.size() == 3);
    CHECK(fresh.materials[0].state == MaterialState::given);
    CHECK(fresh.materials[2].state == MaterialState::missing);
    CHECK(names_of(fresh.steps, true) == Names{"withdraw"});

    // The to-do stands with the centre, then with the department, each with its due day.
    REQUIRE(centre.tasks(centre.acceptor).size() == 1);
    CHECK(centre.tasks(centre.acceptor)[0].step == "service_centre.task.accept");
    CHECK(to_string(centre.tasks(centre.acceptor)[0].due) == "2021-12-07");
    CHECK(centre.tasks(centre.guard_head).empty());

    centre.now("2021-12-06T10:31:00");
    const CasePage accepted = centre.accept(submitted.id).value();
    CHECK(accepted.clock.state == workorder::ClockState::running);
    CHECK(to_string(*accepted.row.due_on) == "2021-12-08");
    CHECK(centre.tasks(centre.acceptor).empty());
    REQUIRE(centre.tasks(centre.guard_head).size() == 1);
    CHECK(to_string(centre.tasks(centre.guard_head)[0].due) == "2021-12-08");
    CHECK(centre.tasks(centre.catering_head).empty());  // another department's to-do list

    centre.now("2021-12-07T17:02:00");
    const CasePage returned = centre.give_notice(submitted.id).value();
    CHECK(returned.clock.state == workorder::ClockState::paused);
    CHECK(returned.row.returns == 1);
    REQUIRE(centre.tasks(centre.clerk).size() == 1);
    CHECK(centre.tasks(centre.clerk)[0].step == "service_centre.task.resubmit");

    centre.now("2021-12-13T08:52:00");
    const CasePage answered = centre.resubmit(submitted.id).value();
    CHECK(answered.clock.paused == 3);  // 8th, 9th, 10th
    CHECK(to_string(*answered.row.due_on) == "2021-12-13");
    CHECK(answered.clock.state == workorder::ClockState::due_today);
    CHECK(answered.clock.cells == "upppu");

    centre.now("2021-12-13T15:00:00");
    const CasePage approved = centre.approve(submitted.id).value();
    CHECK(approved.row.decided_by_name == centre.guard_head.name);
    CHECK(centre.tasks(centre.acceptor)[0].step == "service_centre.task.finish");

    centre.now("2021-12-13T17:30:00");
    const CasePage finished = centre.finish(submitted.id).value();
    CHECK(finished.clock.state == workorder::ClockState::done);
    CHECK(finished.clock.on_time);
    CHECK(finished.row.visits == 1);
    CHECK_FALSE(finished.row.is_open);

    const CasePage rated = centre.rate(submitted.id).value();
    CHECK(rated.row.rating == Level::very_satisfied);
    REQUIRE(rated.rated);
    CHECK(rated.rated->comment == "好");
    CHECK(rated.rated->person_name == centre.clerk.name);
    CHECK(rated.steps.empty());
    CHECK(centre.tasks(centre.clerk).empty());

    CHECK(centre.world.events() == Names{"service_centre.CaseAccepted", "service_centre.CaseReturned",
                                         "service_centre.CaseResubmitted", "service_centre.CaseDecided",
                                         "service_centre.CaseFinished", "service_centre.CaseRated"});
    const auto line =
        centre.world.see(centre.clerk, [&](Work& work) { return view_time_line(work, submitted.id); }).value().items;
    Names steps;
    for (const Entry& entry : line) steps.push_back(entry.step + ">" + entry.state);
    CHECK(steps == Names{"rate>rated", "finish>finished", "approve>approved", "resubmit>accepted", "return>returned",
                         "accept>accepted", "submit>submitted"});
    CHECK(centre.world.count("select count(*) from task_task where closed_at is null") == 0);
}

TEST_CASE("rejected and not accepted name the clause and what can be done") {
    Centre centre;
    const Id<Case> first = centre.submitted().id;
    REQUIRE(centre.accept(first));
    const CasePage rejected = centre.reject(first).value();
    CHECK(rejected.row.state == CaseState::rejected);
    CHECK(rejected.row.clause == "第一条");
    CHECK(rejected.row.remedy == "可重新申请");
    CHECK(centre.finish(first).value().row.state == CaseState::finished);

    const Id<Case> second = centre.submitted().id;
    const CasePage refused = centre.refuse(second).value();
    CHECK(refused.row.state == CaseState::not_accepted);
    CHECK(refused.row.remedy == "向本单位申请");
    CHECK_FALSE(refused.clock.started_on);
    CHECK(centre.tasks(centre.acceptor).empty());
}

TEST_CASE("who is asked about a case reads it under any post of his, until the to-do is closed") {
    Centre centre;
    const Id<Case> id = centre.submitted().id;
    // The applicant under another post, in a unit whose clerks see nothing of the case.
    const access::Actor away =
        centre.world.actor(access::role::clerk, centre.culture.id, centre.clerk.person, centre.culture.region);
    const auto reads = [&](const access::Actor& actor) {
        const bool page = centre.page(actor, id).has_value();
        const bool line = centre.world.see(actor, [&](Work& work) { return view_time_line(work, id); }).has_value();
        CHECK(page == line);
        return page && line;
    };
    CHECK(!reads(away));  // the bureau is asked, not he
    centre.accept(id).value();
    centre.give_notice(id).value();
    REQUIRE(centre.tasks(away).size() == 1);
    CHECK(reads(away));
    CHECK(centre.page(away, id)->materials.size() == centre.page(centre.clerk, id)->materials.size());
    CHECK(!reads(centre.other_clerk));
    CHECK(centre.list(away)->items.empty());  // exactly that record, in no list
    const Id<Case> other = centre.submitted().id;
    CHECK(!centre.page(away, other));
    centre.resubmit(id).value();
    CHECK(!reads(away));
}

TEST_CASE("numbers are consecutive, per year of business time, and a refused application takes none") {
    Centre centre;
    CHECK(centre.submitted().number == "2021-00001");
    CHECK_FALSE(centre.submit(centre.clerk, Centre::pass(centre.items.at("person_pass"), "2021-12-20", "2021-12-01")));
    CHECK(centre.submitted().number == "2021-00002");
    centre.now("2021-12-31T23:59:59");
    CHECK(
        centre.submit(centre.clerk, Centre::pass(centre.items.at("person_pass"), "2022-02-01", "2022-02-02"))->number ==
        "2021-00003");
    centre.now("2022-01-01T00:00:00");
    CHECK(
        centre.submit(centre.clerk, Centre::pass(centre.items.at("person_pass"), "2022-02-01", "2022-02-02"))->number ==
        "2022-00001");
}

TEST_CASE("what was given once is not asked again, and a new form is checked like the first") {
    Centre centre;
    const Id<Case> id = centre.submitted().id;
    REQUIRE(centre.accept(id));
    REQUIRE(centre.give_notice(id));
    const auto faulty = centre.step<&resubmit_case>(
        centre.clerk, id, ResubmitCase{.form = {R"({"holder_name":"","pass_kind":"temporary"})"}});
    REQUIRE_FALSE(faulty);
    CHECK(faulty.error().kind == Refusal::Kind::invalid);
    CHECK(centre.page(centre.clerk, id)->row.state == CaseState::returned);

    const CasePage page =
        centre
            .step<&resubmit_case>(
                centre.clerk, id,
                ResubmitCase{
                    .form =
                        {R"({"holder_name":"测试乙","pass_kind":"staff","valid_from":"2021-12-20","valid_until":"2021-12-30","areas":["annex"],"reason":"更正"})"},
                    .materials = {{"service_contract"}}})
            .value();
    CHECK(page.row.title == "测试乙");
    for (const MaterialView& material : page.materials) CHECK(material.state == MaterialState::given);
}

TEST_CASE("an item knows its form, its materials and what the platform fills in") {
    Centre centre;
    const ItemView view =
        centre.world.see(centre.clerk, [&](Work& work) { return view_item(work, centre.items.at("person_pass")); })
            .value();
    CHECK(view.open);
    CHECK(view.unit_name == "测试统计局");
    CHECK(view.prefill.json == R"({"holder_name":")" + centre.clerk.name + R"("})");
    CHECK(view.prefilled == 4);
    CHECK(view.materials.size() == 3);
    CHECK(view.item.promised_days == 2);
    const Json form = parse_json(view.form_fields.json).value();
    CHECK(form.at("fields").as_array().size() == 6);
    CHECK(view.item.sample);
}

TEST_CASE("a new edition ends the old one and keeps who handles it; loading again changes nothing") {
    Centre centre;
    const auto counted = [&](const char* what) {
        return centre.world.count(std::string("select count(*) from service_centre_item where ") + what);
    };
    centre.world.act(access::Actor::platform(), [](Work& work) { return load_items(work); });
    CHECK(counted("true") == 3);
    Item next = sample_items().at(0);
    next.edition = 2;
    next.published_on = make_date(2022, 1, 1);
    centre.world.act(access::Actor::platform(), [&](Work& work) -> Outcome {
        next.id = work.new_id<Item>();
        store::publish_item(work, next);
        return Done{};
    });
    CHECK(counted("code = 'person_pass' and ended_on = '2021-12-31' and edition = 1") == 1);
    CHECK(counted("code = 'person_pass' and ended_on is null and edition = 2 and handling_unit is not null") == 1);
    const auto ended = centre.submit(centre.clerk, centre.pass());
    REQUIRE_FALSE(ended);
    CHECK(ended.error().key == "service_centre.item.ended");
}

TEST_CASE("a merged unit's clerk sees its cases; the unit of the time stays") {
    Centre centre;
    const Id<Case> id = centre.submitted().id;
    CHECK_FALSE(centre.page(centre.other_clerk, id));
    centre.world.act(access::Actor::platform(), [&](Work& work) -> Outcome {
        reparent(work, centre.statistics.id, centre.culture.id);
        return Done{};
    });
    const CasePage page = centre.page(centre.other_clerk, id).value();
    CHECK(page.row.unit == centre.statistics.id);
    CHECK(page.row.unit_name == "测试统计局");
    CHECK_FALSE(centre.page(centre.clerk, id));
    const auto held =
        centre.world.see(access::Actor::platform(), [&](Work& work) { return holdings(work, centre.clerk.person); });
    REQUIRE(held.size() == 1);
    CHECK(held[0].id == id.value);
}

TEST_CASE("the database is what the module declares, its to-dos included") {
    Centre centre;
    for (const std::string& difference : db::differences(centre.world.owner_conninfo(), centre.world.schema()))
        if (!difference.starts_with("organisation_")) FAIL_CHECK(difference);  // that module's own test says it
}
