#include "platform/task/task.h"

#include <doctest/doctest.h>

#include <latch>
#include <thread>

#include "platform/testing/world.h"

using namespace tongguan;
using namespace tongguan::task;

namespace {

struct Office {
    testing::World world;
    access::Actor anna = holder(1, 10, 5), bela = holder(2, 10, 5), other_department = holder(3, 10, 6),
                  other_unit = holder(4, 11, 5);
    access::Actor without_right = holder(5, 10, 5, {"task.own"});

    static access::Actor holder(std::int64_t person, std::int64_t unit, std::int64_t department,
                                std::vector<std::string> rights = {"task.own", "test.decide"}) {
        std::map<std::string, db::Scope, std::less<>> scopes;
        for (const auto& right : rights) scopes.emplace(right, db::Scope::one(db::Shape::handling, unit));
        return {.person = {person},
                .post = {person},
                .unit = {unit},
                .department = {department},
                .region = {},
                .name = "测试人员",
                .rights = std::make_shared<const access::Rights>(std::move(scopes))};
    }
    static Task wanted(std::int64_t record, const char* due) {
        return {.record = "test.thing",
                .record_id = {record},
                .title = "测试",
                .step = "test.step",
                .permission = "test.decide",
                .unit = {10},
                .due = parse_date(due).value(),
                .address = "/x"};
    }
    void open(Task task) {
        world
            .act(anna,
                 [&](Work& work) -> Outcome {
                     task::open(work, task);
                     return Done{};
                 })
            .value();
    }
    std::vector<std::int64_t> mine(const access::Actor& actor, std::string state = {}) {
        const auto page = world.see(actor, [&](Work& work) {
            return list_tasks(work, {.filters = {{"state", state}}, .sort = {}, .cursor = {}});
        });
        std::vector<std::int64_t> records;
        for (const Task& task : page.value().items) records.push_back(task.record_id.value);
        return records;
    }
    Id<Task> id_of(std::int64_t record) {
        return {world.count("select id from task_task where record_id = " + std::to_string(record))};
    }
    Result<Task> claim(const access::Actor& actor, std::int64_t record) {
        return world.act(actor, [&](Work& work) { return claim_task(work, id_of(record)); });
    }
    Result<Task> release(const access::Actor& actor, std::int64_t record) {
        return world.act(actor, [&](Work& work) { return release_task(work, id_of(record)); });
    }
    void close(const access::Actor& actor, std::int64_t record) {
        world
            .act(actor,
                 [&](Work& work) -> Outcome {
                     close_all(work, "test.thing", record);
                     return Done{};
                 })
            .value();
    }
    bool may_read(const access::Actor& actor, std::int64_t record) {
        return world.see(actor, [&](Work& work) { return record_right(work, "test.thing", record); }).has_value();
    }
};
using Records = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("a to-do stands with those who may do it, by due day, and with nobody else") {
    Office office;
    office.open(Office::wanted(1, "2021-12-31"));
    office.open(Office::wanted(2, "2021-12-30"));
    Task of_department = Office::wanted(3, "2022-01-04");
    of_department.department = {6};
    office.open(of_department);
    Task of_person = Office::wanted(4, "2021-12-29");
    of_person.unit = {};
    of_person.person = {4};
    office.open(of_person);
    CHECK(office.mine(office.anna) == Records{2, 1});
    CHECK(office.mine(office.other_department) == Records{2, 1, 3});
    CHECK(office.mine(office.other_unit) == Records{4});
    CHECK(office.mine(office.without_right).empty());

    const Summary summary =
        office.world.see(office.other_department, [](Work& work) { return summarise_tasks(work); }).value();
    CHECK(summary.overdue == 1);
    CHECK(summary.today == 1);
    CHECK(summary.open == 3);
    CHECK(summary.closed_today == 0);
}

TEST_CASE("the key of a record leaves as a string: a number past 2^53 would lose its last digits in a browser") {
    const Task task = Office::wanted(9'007'199'254'740'993, "2021-12-31");
    std::string text;
    JsonWriter out(text);
    entity::write_json(out, entity::describe<Task>(), &task);
    CHECK(text.find(R"("record_id":"9007199254740993")") != std::string::npos);
}

TEST_CASE("a list is paged by due day and key without a gap or a repeat") {
    Office office;
    for (std::int64_t record = 1; record <= 7; ++record)
        office.open(Office::wanted(record, record % 2 == 0 ? "2021-12-31" : "2021-12-30"));
    Records paged;
    api::ListQuery query{.filters = {}, .sort = {}, .cursor = {}, .limit = 3};
    do {
        const auto page = office.world.see(office.anna, [&](Work& work) { return list_tasks(work, query); }).value();
        for (const Task& task : page.items) paged.push_back(task.record_id.value);
        query.cursor = page.next;
    } while (!query.cursor.empty());
    CHECK(paged == Records{1, 3, 5, 7, 2, 4, 6});
    const auto refusal = [&] {
        return office.world.see(office.anna, [&](Work& work) { return list_tasks(work, query); }).error();
    };
    query = {.filters = {}, .sort = {}, .cursor = {}, .limit = 3};
    const std::string next =
        office.world.see(office.anna, [&](Work& work) { return list_tasks(work, query); }).value().next;
    for (const std::string& cursor : {std::string("x"), std::string("2021-12-31_1"), next.substr(1)}) {
        query.cursor = cursor;
        CHECK(refusal().key == "api.cursor");
    }
    query = {.filters = {{"state", "closed_today"}}, .sort = {}, .cursor = next};
    CHECK(refusal().field == "cursor");  // of another list
    query = {.filters = {{"state", "all"}}, .sort = {}, .cursor = {}};
    CHECK(office.world.see(office.anna, [&](Work& work) { return list_tasks(work, query); }).error().key ==
          "task.list.bad_state");
}

TEST_CASE("a list of one day holds that day's to-dos, page by page") {
    Office office;
    for (std::int64_t record = 1; record <= 5; ++record) office.open(Office::wanted(record, "2021-12-30"));
    office.open(Office::wanted(6, "2021-12-29"));
    office.open(Office::wanted(7, "2021-12-31"));
    Records paged;
    api::ListQuery query{.filters = {{"due", "2021-12-30"}}, .sort = {}, .cursor = {}, .limit = 2};
    do {
        const auto page = office.world.see(office.anna, [&](Work& work) { return list_tasks(work, query); }).value();
        for (const Task& task : page.items) paged.push_back(task.record_id.value);
        query.cursor = page.next;
    } while (!query.cursor.empty());
    CHECK(paged == Records{1, 2, 3, 4, 5});
    query = {.filters = {{"due", "2021-02-29"}}, .sort = {}, .cursor = {}};
    CHECK(office.world.see(office.anna, [&](Work& work) { return list_tasks(work, query); }).error().key ==
          "task.list.bad_due");
}

TEST_CASE("the calendar counts what is mine by day, in whole weeks, with the days off as published") {
    Office office;  // Friday 2021-12-31
    office.open(Office::wanted(1, "2021-12-24"));
    office.open(Office::wanted(2, "2021-12-27"));
    office.open(Office::wanted(3, "2021-12-31"));
    office.open(Office::wanted(4, "2021-12-31"));
    office.open(Office::wanted(5, "2022-01-16"));
    office.open(Office::wanted(6, "2022-01-17"));
    office.open(Office::wanted(7, "2022-03-01"));
    const auto seen = [&](const access::Actor& actor) { return office.world.see(actor, view_due_calendar).value(); };
    const DueCalendar calendar = seen(office.anna);
    CHECK(to_string(calendar.today) == "2021-12-31");
    CHECK(calendar.earlier == 1);
    CHECK(calendar.later == 2);
    REQUIRE(calendar.days.size() == 21);
    std::string kinds;
    std::int64_t counted = 0;
    for (const DueDay& day : calendar.days) {
        kinds += day.kind == DayKind::working ? 'w' : day.kind == DayKind::holiday ? 'h' : '-';
        counted += day.open;
    }
    CHECK(kinds == "wwwwwhhhwwww--wwwww--");  // 1–3 January 2022: 国办发明电〔2021〕11号
    CHECK(to_string(calendar.days[0].day) == "2021-12-27");
    CHECK(calendar.days[0].open == 1);
    CHECK(calendar.days[4].open == 2);
    CHECK(calendar.days[20].open == 1);
    CHECK(counted == 4);
    CHECK(seen(office.without_right).earlier + seen(office.other_unit).later == 0);
}

TEST_CASE("a weekend day that is worked instead of another says so") {
    Office office;
    office.world.advance(std::chrono::hours{25 * 24});  // Tuesday 2022-01-25
    const DueCalendar calendar = office.world.see(office.anna, view_due_calendar).value();
    CHECK(calendar.days[5].kind == DayKind::make_up);  // Saturday 2022-01-29, before the Spring Festival
    CHECK(calendar.days[6].kind == DayKind::make_up);
    CHECK(calendar.days[7].kind == DayKind::holiday);
}

TEST_CASE("a claimed to-do leaves the others' lists until it is released or closed") {
    Office office;
    office.open(Office::wanted(1, "2021-12-31"));
    REQUIRE(office.claim(office.anna, 1));
    CHECK(office.claim(office.anna, 1)->version == 2);  // asked again: nothing more happens
    CHECK(office.mine(office.bela).empty());
    CHECK(office.claim(office.bela, 1).error().key == "task.task.claimed");
    CHECK(office.release(office.bela, 1).error().key == "task.task.claimed");
    CHECK_FALSE(office.may_read(office.bela, 1));
    CHECK(office.claim(office.other_unit, 1).error().key == "task.task.missing");
    CHECK(office.claim(office.without_right, 1).error().key == "task.task.missing");
    REQUIRE(office.release(office.anna, 1));
    CHECK(office.mine(office.bela) == Records{1});
    office.close(office.bela, 1);
    CHECK(office.claim(office.anna, 1).error().key == "task.task.closed");
    CHECK(office.mine(office.bela, "closed_today") == Records{1});
    CHECK(office.mine(office.anna, "closed_today").empty());
    office.world.advance(std::chrono::hours{24});
    CHECK(office.mine(office.bela, "closed_today").empty());
}

TEST_CASE("the right to a record lasts as long as its to-do") {
    Office office;
    office.open(Office::wanted(7, "2021-12-31"));
    CHECK(office.may_read(office.anna, 7));
    CHECK_FALSE(office.may_read(office.anna, 8));
    CHECK_FALSE(office.may_read(office.other_unit, 7));
    CHECK_FALSE(office.may_read(office.without_right, 7));
    const auto scope = office.world.see(office.anna, [](Work& work) { return record_right(work, "test.thing", 7); });
    CHECK(scope == db::Scope::one(db::Shape::record, 7));
    office.close(office.anna, 7);
    CHECK_FALSE(office.may_read(office.anna, 7));
}

TEST_CASE("two claim at once: one has it") {
    Office office;
    for (std::int64_t record = 1; record <= 5; ++record) {
        office.open(Office::wanted(record, "2021-12-31"));
        const Id<Task> id = office.id_of(record);
        std::latch start(2);
        bool first = false, second = false;
        const auto claim = [&](const access::Actor& actor, bool& won) {
            start.arrive_and_wait();
            won = office.world.act(actor, [&](Work& work) { return claim_task(work, id); }).has_value();
        };
        std::thread other([&] { claim(office.bela, second); });
        claim(office.anna, first);
        other.join();
        CHECK(first != second);
    }
}

TEST_CASE("a task asks one person or one unit; what one holds can be listed") {
    Office office;
    Task nobody = Office::wanted(1, "2021-12-31");
    nobody.unit = {};
    CHECK_THROWS(office.open(nobody));
    Task both = Office::wanted(1, "2021-12-31");
    both.person = {1};
    CHECK_THROWS(office.open(both));
    office.open(Office::wanted(1, "2021-12-31"));
    REQUIRE(office.claim(office.anna, 1));
    CHECK(office.world.see(office.anna, [](Work& work) { return held_by(work, {1}); }).size() == 1);
    office.world
        .act(office.anna,
             [](Work& work) -> Outcome {
                 move_due(work, "test.thing", 1, make_date(2022, 1, 4));
                 return Done{};
             })
        .value();
    CHECK(office.world.count("select count(*) from task_task where due = date '2022-01-04'") == 1);
}
