// Lists, figures, random walks by the real actions, new holidays, and the demo.
#include <doctest/doctest.h>

#include "modules/service_centre/tests/centre.h"
#include "practices/workorder/walk.h"

using namespace tongguan;
using namespace tongguan::service_centre;
using Names = std::vector<std::string>;

namespace {

Names numbers(const Result<api::Page<CaseLine>>& page) {
    Names names;
    for (const CaseLine& line : page.value().items) names.push_back(line.number.substr(5));
    return names;
}
api::ListQuery by(std::vector<std::pair<std::string, std::string>> filters, std::string sort = {}) {
    return {.filters = std::move(filters), .sort = std::move(sort), .cursor = {}};
}

}  // namespace

TEST_CASE("a list is filtered, sorted and paged by the server") {
    Centre centre;
    const Id<Case> first = centre.submitted().id;  // 1: accepted on the 6th, due on the 8th
    centre.now("2021-12-06T10:00:00");
    const Id<Case> second = centre.submit(centre.clerk, centre.seal("Ａ字证明"))->id;  // 2: accepted, due on the 7th
    centre.now("2021-12-06T11:00:00");
    const Id<Case> third = centre.submit(centre.employee, centre.seal("乙证明"))->id;  // 3: submitted
    centre.now("2021-12-06T12:00:00");
    const Id<Case> fourth = centre.submit(centre.other_clerk, centre.pass())->id;  // 4: withdrawn
    REQUIRE(centre.accept(second));
    centre.now("2021-12-06T12:30:00");
    REQUIRE(centre.accept(first));
    REQUIRE(centre.step<&withdraw_case>(centre.other_clerk, fourth, WithdrawCase{}));
    CHECK(third.value != 0);

    CHECK(numbers(centre.list(centre.director)) == Names{"00004", "00003", "00002", "00001"});
    CHECK(numbers(centre.list(centre.clerk)) == Names{"00003", "00002", "00001"});
    CHECK(numbers(centre.list(centre.employee)) == Names{"00003"});
    CHECK(numbers(centre.list(centre.unit_head)) == Names{"00003", "00002", "00001"});
    CHECK(numbers(centre.list(centre.district)) == Names{"00004"});
    CHECK(numbers(centre.list(centre.clerk, by({{"mine", "true"}}))) == Names{"00002", "00001"});
    CHECK(numbers(centre.list(centre.director, by({{"state", "open"}}))) == Names{"00003", "00002", "00001"});
    CHECK(numbers(centre.list(centre.director, by({{"state", "withdrawn"}}))) == Names{"00004"});
    CHECK(numbers(centre.list(centre.director, by({{"item", "person_pass"}}))) == Names{"00004", "00001"});
    CHECK(numbers(centre.list(centre.director, by({{"unit", std::to_string(centre.culture.id.value)}}))) ==
          Names{"00004"});
    CHECK(numbers(centre.list(centre.director, by({{"q", "2021-00002"}}))) == Names{"00002"});
    CHECK(numbers(centre.list(centre.director, by({{"q", "a字"}}))) == Names{"00002"});  // folded: wide letters, case
    CHECK(numbers(centre.list(centre.director, by({{"q", "证明"}}))).empty());           // from the beginning only
    CHECK(numbers(centre.list(centre.director, by({}, "-accepted_at"))) == Names{"00001", "00004", "00002", "00003"});
    CHECK(numbers(centre.list(centre.director, by({}, "due_on"))) == Names{"00002", "00001", "00003"});

    centre.now("2021-12-07T17:30:00");
    CHECK(numbers(centre.list(centre.director, by({{"due", "today"}}))) == Names{"00002"});
    CHECK(numbers(centre.list(centre.director, by({{"due", "week"}}))) == Names{"00002", "00001"});
    CHECK(numbers(centre.list(centre.director, by({{"due", "overdue"}}))).empty());
    centre.now("2021-12-07T17:30:01");
    CHECK(numbers(centre.list(centre.director, by({{"due", "overdue"}}))) == Names{"00002"});
    CHECK(centre.list(centre.director, by({{"due", "overdue"}}))->items[0].clock.overdue == 1);

    for (const char* sort : {"", "-submitted_at", "-accepted_at", "due_on"}) {
        CAPTURE(sort);
        const Names whole = numbers(centre.list(centre.director, by({}, sort)));
        Names paged;
        api::ListQuery query = by({}, sort);
        query.limit = 1;
        for (int page = 0; page < 6; ++page) {
            const auto got = centre.list(centre.director, query);
            for (const auto& number : numbers(got)) paged.push_back(number);
            query.cursor = got->next;
            if (query.cursor.empty()) break;
        }
        CHECK(paged == whole);
    }
}

TEST_CASE("a filter or a cursor that means nothing is refused by name") {
    Centre centre;
    const auto refused = [&](api::ListQuery query) {
        const auto page = centre.list(centre.director, query);
        return page ? std::string("possible") : page.error().key + "@" + page.error().field;
    };
    CHECK(refused(by({{"state", "nonsense"}})) == "service_centre.list.bad_filter@state");
    CHECK(refused(by({{"unit", "1 or 1=1"}})) == "api.filter.key@unit");
    CHECK(refused(by({{"mine", "yes"}})) == "service_centre.list.bad_filter@mine");
    CHECK(refused(by({{"due", "soon"}})) == "service_centre.list.bad_filter@due");
    CHECK(refused(by({{"state", "finished"}}, "due_on")) == "service_centre.list.due_needs_open@sort");
    for (const char* cursor :
         {"x", "1", "_", "1_", "-5_1", "99999999999999999999_1", "9223372036854775807_1", "2021-13-01_1"})
        CHECK(refused({.filters = {}, .sort = {}, .cursor = cursor}) == "api.cursor@cursor");
    for (const char* words : {"'; drop table service_centre_case; --", "%", "\\", "2021-00001' or '1'='1"})
        CHECK(refused(by({{"q", words}, {"item", words}})) == "possible");
    CHECK(centre.world.count("select count(*) from service_centre_case") == 0);
}

TEST_CASE("a cursor leads on only under the sort and the filters it was made for") {
    Centre centre;
    centre.submitted();
    centre.submitted();
    const std::vector<api::ListQuery> lists{by({}), by({}, "-accepted_at"), by({}, "due_on"), by({{"state", "open"}}),
                                            by({{"item", "person_pass"}})};
    const auto page_of = [&](api::ListQuery query, std::string cursor) {
        query.limit = 1;
        query.cursor = std::move(cursor);
        return centre.list(centre.director, query);
    };
    for (std::size_t from = 0; from < lists.size(); ++from) {
        const std::string cursor = page_of(lists[from], {}).value().next;
        REQUIRE(!cursor.empty());
        for (std::size_t to = 0; to < lists.size(); ++to) {
            CAPTURE(from);
            CAPTURE(to);
            const auto page = page_of(lists[to], cursor);
            CHECK(page.has_value() == (from == to));
            if (!page) CHECK(page.error().key + "@" + page.error().field == "api.cursor@cursor");
        }
    }
}

TEST_CASE("the figures are their rows, for the year and for the reader") {
    Centre centre;
    const auto figure = [&](std::size_t which, const access::Actor& actor, int year = 2021) {
        const auto all = indicators();
        return centre.world
            .see(actor,
                 [&](Work& work) { return all.at(which).read(work, {make_date(year, 1, 1), make_date(year, 12, 31)}); })
            .value();
    };
    const auto rated = [&](Level level) {
        const Id<Case> id = centre.submitted().id;
        centre.accept(id).value();
        centre.approve(id).value();
        centre.finish(id).value();
        centre.rate(id, level).value();
    };
    rated(Level::very_satisfied);
    rated(Level::fairly_satisfied);
    rated(Level::dissatisfied);
    const Id<Case> unrated = centre.submitted().id;
    centre.accept(unrated).value();
    centre.approve(unrated).value();
    centre.finish(unrated).value();
    const Id<Case> withdrawn = centre.submitted().id;
    centre.accept(withdrawn).value();
    centre.withdraw(withdrawn).value();            // accepted, then withdrawn: counts
    centre.refuse(centre.submitted().id).value();  // not accepted: does not
    centre.submitted();                            // nor does what only waits
    const Id<Case> next_year =
        centre.submit(centre.clerk, Centre::pass(centre.items.at("person_pass"), "2022-02-01", "2022-02-02"))->id;
    centre.now("2022-01-04T09:00:00");
    centre.accept(next_year).value();

    const auto cases = figure(0, centre.director);
    CHECK(cases.value == 5);
    CHECK(cases.visible == 5);
    CHECK(figure(0, centre.director, 2022).value == 1);
    const auto satisfaction = figure(1, centre.director);
    CHECK(satisfaction.value == 6666);  // 2 of 3, in hundredths of a percent, rounded down
    CHECK(satisfaction.numerator == 2);
    CHECK(satisfaction.denominator == 3);
    CHECK(satisfaction.records == 4);
    CHECK(satisfaction.notes[1].value == 7500);  // 75.00 %: scaled, and says so
    CHECK(satisfaction.notes[1].decimals == 2);
    CHECK(satisfaction.notes[1].symbol == "%");
    CHECK(satisfaction.notes[2].value == 1);
    CHECK(satisfaction.notes[2].decimals == 0);
    CHECK(figure(0, centre.district).value == 5);
    CHECK(figure(0, centre.district).visible == 0);
    CHECK(figure(1, centre.district, 2020).value == 0);

    const auto all = indicators();
    const auto rows = [&](std::size_t which, std::string cursor, std::size_t limit) {
        return centre.world.see(centre.director, [&](Work& work) {
            return all.at(which).rows(work, {make_date(2021, 1, 1), make_date(2021, 12, 31)}, cursor, limit);
        });
    };
    CHECK(rows(0, "", 100)->size() == 5);
    CHECK(rows(1, "", 100)->size() == 4);
    const auto page = rows(0, "", 2).value();
    const auto rest = rows(0, std::to_string(page.back().id), 100).value();
    CHECK(rest.size() == 3);
    CHECK(rest.front().id != page.back().id);
    CHECK(rows(0, "x", 2).error().key == "service_centre.list.bad_cursor");
}

TEST_CASE("a random walk by the real actions never leaves the table") {
    Centre centre;
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        const Id<Case> id = centre.submitted().id;
        const auto take = [&](const workorder::Step& step) {
            const auto act = [&]() -> Result<CasePage> {
                if (step.name == "accept") return centre.accept(id);
                if (step.name == "refuse") return centre.refuse(id);
                if (step.name == "withdraw") return centre.withdraw(id);
                if (step.name == "approve") return centre.approve(id);
                if (step.name == "reject") return centre.reject(id);
                if (step.name == "return")
                    return centre.step<&return_case>(centre.acceptor, id,
                                                     ReturnCase{.notice = "缺公章", .why_again = "新发现"});
                if (step.name == "resubmit") return centre.resubmit(id);
                if (step.name == "finish") return centre.finish(id);
                return centre.rate(id);
            };
            centre.world.advance(std::chrono::hours{7});
            const auto page = act();
            return page ? static_cast<std::size_t>(page->row.state) : workorder::states_max;
        };
        const auto walked = workorder::random_walk(life::table, seed, 30, take);
        CAPTURE(seed);
        CHECK(walked.fault == "");
        CHECK(centre.world.count("select count(*) from service_centre_entry where case_id = " +
                                 std::to_string(id.value)) == static_cast<std::int64_t>(walked.steps.size()) + 1);
    }
    CHECK(centre.world.count(
              "select count(*) from service_centre_case where is_open <> (state in ('submitted', 'accepted', "
              "'returned', 'approved', 'rejected'))") == 0);
    CHECK(centre.world.count("select count(*) from task_task t join service_centre_case c on c.id = t.record_id "
                             "where t.closed_at is null and c.state in ('rated', 'not_accepted', 'withdrawn')") == 0);
}

TEST_CASE("provisional due days become firm when the notice of their year is there") {
    Centre centre;
    const Id<Case> id = centre.submitted().id;
    centre.accept(id).value();
    // As it would have stood before the notice for 2022 was published.
    centre.world.execute(
        "update service_centre_case set due_provisional = true, due_on = date '2022-01-03', promised_days = 20");
    const auto moved =
        centre.world.act(access::Actor::platform(), [](Work& work) { return recompute_due_days(work, 2022); });
    CHECK(moved.value() == 1);
    const CasePage page = centre.page(centre.clerk, id).value();
    CHECK(to_string(*page.row.due_on) == "2022-01-04");  // twenty working days after 6 December; 3 January is off
    CHECK_FALSE(page.row.due_provisional);
    CHECK(to_string(centre.tasks(centre.guard_head)[0].due) == "2022-01-04");
    CHECK(centre.world.act(access::Actor::platform(), [](Work& work) { return recompute_due_days(work, 2022); })
              .value() == 0);
}

TEST_CASE("the demo is made by the module's own actions and shows every state") {
    testing::World world({organisation::module(), service_centre::module()});
    world.act(access::Actor::platform(), [](Work& work) { return organisation::load_regions(work); });
    world.act(access::Actor::platform(), [](Work& work) { return load_items(work); });
    const Outcome organised = organisation::module().demo(world.services());
    REQUIRE(organised);
    const Outcome made = demo(world.services());
    if (!made) MESSAGE(made.error().key, " ", made.error().field);
    REQUIRE(made);
    const auto count = [&](const std::string& where) {
        return world.count("select count(*) from service_centre_case where " + where);
    };
    CHECK(count("true") == 62);
    for (const auto& [state, word] : entity::EnumWords<CaseState>::words)
        CHECK_MESSAGE(count("state = '" + std::string(word) + "'") > 0, word);
    CHECK(count("is_open and state <> 'returned' and due_on < date '2021-12-31'") >= 2);  // overdue
    CHECK(count("is_open and due_on = date '2021-12-31'") >= 3);                          // due today
    CHECK(count("state = 'returned'") == 2);                                              // paused
    CHECK(count("rating = 'dissatisfied'") == 2);
    CHECK(world.text("select max(number) from service_centre_case") == "2021-00062");
    CHECK(world.count("select count(*) from service_centre_case a join service_centre_case b on a.number < b.number "
                      "and a.submitted_at > b.submitted_at") == 0);
}
