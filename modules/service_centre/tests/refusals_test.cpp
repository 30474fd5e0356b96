// Every refusal key of the actions, strangers, and two who act at once.
#include <doctest/doctest.h>

#include <latch>
#include <thread>

#include "modules/service_centre/tests/centre.h"

using namespace tongguan;
using namespace tongguan::service_centre;

namespace {

template <class T>
std::string key_of(const Result<T>& result) {
    return result ? "possible" : result.error().key;
}

}  // namespace

TEST_CASE("an application is refused with the field that is wrong") {
    Centre centre;
    CHECK(key_of(centre.submit(centre.clerk, Centre::pass({424242}))) == "service_centre.item.missing");

    SubmitCase unknown = centre.pass();
    unknown.form.json = R"({"holder_nam":"甲"})";
    const auto fields = centre.submit(centre.clerk, unknown);
    REQUIRE_FALSE(fields);
    CHECK(fields.error().kind == Refusal::Kind::invalid);
    CHECK(fields.error().field.starts_with("form."));
    for (const Refusal& also : fields.error().also) CHECK(also.field.starts_with("form."));

    SubmitCase broken = centre.pass();
    broken.form.json = "[1,2";
    CHECK(centre.submit(centre.clerk, broken).error().kind == Refusal::Kind::invalid);
    broken.form.json = "[]";
    CHECK(centre.submit(centre.clerk, broken).error().kind == Refusal::Kind::invalid);

    SubmitCase bare = centre.pass();
    bare.materials.clear();
    const auto missing = centre.submit(centre.clerk, bare);
    CHECK(key_of(missing) == "service_centre.material.missing");
    CHECK(missing.error().also.size() == 1);  // both are told at once

    CHECK(key_of(centre.submit(centre.clerk, Centre::pass(centre.items.at("person_pass"), "2021-12-05"))) ==
          "service_centre.form.past");
    centre.world.execute("update service_centre_item set handling_unit = null");
    CHECK(key_of(centre.submit(centre.clerk, centre.pass())) == "service_centre.item.not_assigned");
    CHECK(centre.world.count("select count(*) from service_centre_case") == 0);
    CHECK(centre.world.count("select count(*) from service_centre_year_number") == 0);
    CHECK(centre.world.events().empty());
}

TEST_CASE("a step out of turn, a second decision, a second rating, a second notice") {
    Centre centre;
    const Id<Case> id = centre.submitted().id;
    CHECK(key_of(centre.finish(id)) == "workorder.step.not_in_state");
    CHECK(key_of(centre.approve(id)) == "workorder.step.not_in_state");
    REQUIRE(centre.accept(id));
    CHECK(key_of(centre.accept(id)) == "workorder.step.not_in_state");
    CHECK(key_of(centre.step<&approve_case>(centre.catering_head, id, ApproveCase{})) ==
          "service_centre.case.other_department");

    REQUIRE(centre.give_notice(id));
    REQUIRE(centre.resubmit(id));
    CHECK(key_of(centre.give_notice(id)) == "service_centre.case.second_notice");
    const auto again =
        centre.step<&return_case>(centre.acceptor, id, ReturnCase{.notice = "缺附件", .why_again = "补正后才看得出"});
    REQUIRE(again);
    CHECK(again->row.returns == 2);
    REQUIRE(centre.resubmit(id));

    REQUIRE(centre.approve(id));
    const auto late = centre.reject(id);
    CHECK(key_of(late) == "service_centre.case.already_decided");
    CHECK(late.error().kind == Refusal::Kind::conflict);
    CHECK(late.error().args == Refusal::Args{{"by", centre.guard_head.name}, {"at", "2021-12-06T09:00:00+08:00"}});
    REQUIRE(centre.finish(id));
    REQUIRE(centre.rate(id));
    CHECK(key_of(centre.rate(id)) == "service_centre.case.already_rated");
    CHECK(centre.world.count("select count(*) from service_centre_rating") == 1);
}

TEST_CASE("nobody handles what he applied for himself") {
    Centre centre;
    access::Actor acceptor = centre.acceptor;
    const Id<Case> id = centre.submitted().id;
    acceptor.person = centre.clerk.person;
    CHECK(key_of(centre.step<&accept_case>(acceptor, id, AcceptCase{})) == "service_centre.case.applicant_decides");
    const CasePage page = centre.page(acceptor, id).value();
    REQUIRE_FALSE(page.steps.empty());
    CHECK(page.steps[0].name == "accept");
    CHECK_FALSE(page.steps[0].enabled);
    CHECK(page.steps[0].reason == "service_centre.case.applicant_decides");
    CHECK(names_of(centre.page(centre.acceptor, id)->steps, true) == std::vector<std::string>{"accept", "refuse"});
}

TEST_CASE("a stale version is a conflict and changes nothing") {
    Centre centre;
    const Id<Case> id = centre.submitted().id;
    REQUIRE(centre.accept(id));
    const auto stale = centre.step<&approve_case>(centre.guard_head, id, ApproveCase{.version = 1});
    CHECK(key_of(stale) == "work.stale_version");
    CHECK(stale.error().kind == Refusal::Kind::conflict);
    CHECK(centre.page(centre.clerk, id)->row.state == CaseState::accepted);
    CHECK(centre.tasks(centre.guard_head).size() == 1);
}

TEST_CASE("strangers: what one may not see is not found, on every road") {
    Centre centre;
    const Id<Case> id = centre.submitted().id;
    CHECK(centre.page(centre.clerk, id));
    CHECK(centre.page(centre.acceptor, id));
    CHECK(centre.page(centre.guard_head, id));
    CHECK(centre.page(centre.director, id));
    CHECK(centre.page(centre.unit_head, id));
    CHECK(key_of(centre.page(centre.other_clerk, id)) == "service_centre.case.missing");
    CHECK(key_of(centre.page(centre.employee, id)) == "service_centre.case.missing");  // a colleague's own
    CHECK(key_of(centre.page(centre.district, id)) == "service_centre.case.missing");  // another region
    for (const access::Actor& stranger : {centre.other_clerk, centre.employee, centre.district}) {
        CHECK(key_of(centre.world.see(stranger, [&](Work& work) { return view_time_line(work, id); })) ==
              "service_centre.case.missing");
        CHECK(centre.list(stranger)->items.empty());
    }
    CHECK(key_of(centre.step<&withdraw_case>(centre.other_clerk, id, WithdrawCase{})) == "service_centre.case.missing");
    const auto elsewhere = centre.world.actor(access::role::acceptor, centre.culture.id, {120}, centre.culture.region);
    CHECK(key_of(centre.step<&accept_case>(elsewhere, id, AcceptCase{})) == "service_centre.case.missing");
    CHECK(centre.tasks(elsewhere).empty());
    CHECK(centre.list(centre.unit_head)->items.size() == 1);
    CHECK(centre.page(centre.acceptor, {424242}).error().key ==
          "service_centre.case.missing");  // hidden and unknown are one
}

TEST_CASE("two heads decide at once: one wins, the other is told who and when") {
    for (int round = 0; round < 5; ++round) {
        Centre centre;
        const Id<Case> id = centre.submitted().id;
        const std::int64_t version = centre.accept(id)->row.version;
        access::Actor second = Centre::of_department(
            centre.world.actor(access::role::division_head, centre.bureau.id, {205}, centre.bureau.region),
            centre.guards);
        std::latch start(2);
        std::string approve, reject;
        std::thread other([&] {
            start.arrive_and_wait();
            reject = key_of(centre.step<&reject_case>(
                second, id,
                RejectCase{.version = version, .opinion = "不同意", .clause = "第一条", .remedy = "重新申请"}));
        });
        start.arrive_and_wait();
        approve = key_of(centre.step<&approve_case>(centre.guard_head, id, ApproveCase{.version = version}));
        other.join();
        CHECK((approve == "possible") != (reject == "possible"));
        CHECK((approve == "possible" ? reject : approve) == "service_centre.case.already_decided");
        CHECK(centre.world.count("select count(*) from service_centre_entry where step in ('approve', 'reject')") == 1);
        CHECK(centre.tasks(centre.acceptor).size() == 1);
    }
}

TEST_CASE("fifty applications at once get fifty consecutive numbers") {
    Centre centre;
    std::vector<std::thread> threads;
    std::atomic<int> done{0};
    for (int n = 0; n < 5; ++n)
        threads.emplace_back([&, n] {
            for (int i = 0; i < 10; ++i)
                done += centre.submit(n % 2 == 0 ? centre.clerk : centre.other_clerk, centre.seal()).has_value();
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(done == 50);
    CHECK(centre.world.count("select count(distinct number) from service_centre_case") == 50);
    CHECK(centre.world.text("select max(number) from service_centre_case") == "2021-00050");
}

TEST_CASE("an item is assigned to a unit that is there, by those who may") {
    Centre centre;
    const Id<Item> item = centre.items.at("person_pass");
    const auto assign = [&](const AssignItem& input) {
        return key_of(
            centre.world.act(centre.world.all_rights(), [&](Work& work) { return assign_item(work, item, input); }));
    };
    CHECK(assign({{424242}, ""}) == "service_centre.item.unit_unknown");
    CHECK(assign({centre.bureau.id, "没有的处"}) == "service_centre.item.department_unknown");
    CHECK(assign({centre.bureau.id, ""}) == "possible");
    CHECK(key_of(centre.world.act(centre.world.all_rights(), [&](Work& work) {
              return assign_item(work, {424242}, {centre.bureau.id, ""});
          })) == "service_centre.item.missing");
    centre.world.execute("update service_centre_item set ended_on = date '2021-12-01'");
    CHECK(assign({centre.bureau.id, ""}) == "service_centre.item.ended");
}
