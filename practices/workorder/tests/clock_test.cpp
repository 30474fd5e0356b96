// The promise clock as tables of cases: pauses over holidays, make-up days, the turn of a year, 29 February, midnight
// and 17:30. Days off and make-up days are the State Council's of the year named.
#include "practices/workorder/clock.h"

#include <doctest/doctest.h>

#include <random>

#include "practices/workorder/columns.h"

using namespace tongguan;
using namespace tongguan::workorder;

namespace {

const WorkingCalendar& days() { return WorkingCalendar::published(); }

Instant at(const char* text) { return parse_instant(std::string(text) + "+08:00").value(); }
Date on(const char* text) { return parse_date(text).value(); }
ClockFacts facts(int promised, const char* accepted, std::vector<std::pair<const char*, const char*>> pauses = {},
                 const char* stopped = nullptr) {
    ClockFacts made{.promised_days = promised, .started_at = at(accepted), .pauses = {}, .stopped_at = {}};
    for (const auto& [from, until] : pauses) {
        Pause pause{.from = at(from), .until = {}, .reason = "workorder.pause.correction"};
        if (until != nullptr) pause.until = at(until);
        made.pauses.push_back(pause);
    }
    if (stopped != nullptr) made.stopped_at = at(stopped);
    return made;
}

}  // namespace

TEST_CASE("the due day") {
    struct Row {
        const char* why;
        ClockFacts facts;
        const char* due;
    };
    const std::vector<Row> rows{
        {"the day of acceptance is not counted", facts(2, "2021-12-06T10:31:00"), "2021-12-08"},
        {"whatever its hour: just before midnight", facts(2, "2021-12-06T23:59:59"), "2021-12-08"},
        {"… and just after it", facts(2, "2021-12-07T00:00:00"), "2021-12-09"},
        {"a weekend does not count", facts(2, "2021-12-10T09:00:00"), "2021-12-14"},
        {"accepted on a Saturday", facts(1, "2021-12-11T09:00:00"), "2021-12-13"},
        {"accepted on a make-up Sunday (2021-02-07)", facts(1, "2021-02-05T09:00:00"), "2021-02-07"},
        {"over Spring Festival 2021, with its make-up Saturday", facts(3, "2021-02-10T09:00:00"), "2021-02-20"},
        {"over National Day 2021, make-up on 9 October", facts(2, "2021-09-30T16:00:00"), "2021-10-09"},
        {"over the turn of the year: 1–3 January 2022 off", facts(2, "2021-12-31T10:00:00"), "2022-01-05"},
        {"over 29 February", facts(2, "2024-02-28T10:00:00"), "2024-03-01"},
        {"29 February itself", facts(1, "2024-02-28T10:00:00"), "2024-02-29"},
        {"no 29 February", facts(1, "2022-02-28T10:00:00"), "2022-03-01"},
        {"nothing promised: the day itself", facts(0, "2021-12-06T10:31:00"), "2021-12-06"},

        {"notice on the 8th, answer on the 13th: two days out",
         facts(5, "2021-12-06T10:31:00", {{"2021-12-08T17:02:00", "2021-12-13T08:52:00"}}), "2021-12-15"},
        {"asked and answered on one day: none",
         facts(5, "2021-12-06T10:31:00", {{"2021-12-08T09:00:00", "2021-12-08T16:00:00"}}), "2021-12-13"},
        {"answered the next morning: none, both days were begun",
         facts(5, "2021-12-06T10:31:00", {{"2021-12-08T09:00:00", "2021-12-09T09:00:00"}}), "2021-12-13"},
        {"answered at 17:30:00: that day counts",
         facts(5, "2021-12-06T10:31:00", {{"2021-12-08T09:00:00", "2021-12-09T17:30:00"}}), "2021-12-13"},
        {"answered after closing: that day is paused",
         facts(5, "2021-12-06T10:31:00", {{"2021-12-08T09:00:00", "2021-12-09T17:30:01"}}), "2021-12-14"},
        {"answered on the same day after closing: none",
         facts(5, "2021-12-06T10:31:00", {{"2021-12-08T09:00:00", "2021-12-08T20:00:00"}}), "2021-12-13"},
        {"answered on a Saturday: Thursday and Friday out",
         facts(5, "2021-12-06T10:31:00", {{"2021-12-08T09:00:00", "2021-12-11T20:00:00"}}), "2021-12-15"},
        {"a pause over National Day takes only working days out",
         facts(3, "2021-09-28T09:00:00", {{"2021-09-29T09:00:00", "2021-10-09T09:00:00"}}), "2021-10-11"},
        {"a pause over a make-up Sunday takes it out (2021-09-26)",
         facts(3, "2021-09-23T09:00:00", {{"2021-09-24T09:00:00", "2021-09-27T09:00:00"}}), "2021-09-28"},
        {"a pause over the turn of the year",
         facts(3, "2021-12-29T09:00:00", {{"2021-12-30T09:00:00", "2022-01-05T09:00:00"}}), "2022-01-06"},
        {"two pauses",
         facts(5, "2021-12-06T10:31:00",
               {{"2021-12-07T09:00:00", "2021-12-09T09:00:00"}, {"2021-12-10T09:00:00", "2021-12-14T09:00:00"}}),
         "2021-12-15"},
        {"an open pause does not move it yet", facts(5, "2021-12-06T10:31:00", {{"2021-12-08T17:02:00", nullptr}}),
         "2021-12-13"},
        {"asked after the due time: not moved",
         facts(2, "2021-12-06T10:31:00", {{"2021-12-08T17:30:01", "2021-12-20T09:00:00"}}), "2021-12-08"},
        {"asked on the due day in time: moved",
         facts(2, "2021-12-06T10:31:00", {{"2021-12-08T17:30:00", "2021-12-13T09:00:00"}}), "2021-12-10"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const auto due = due_on(days(), row.facts);
        REQUIRE(due);
        CHECK(to_string(*due) == row.due);
    }
    CHECK_FALSE(due_on(days(), ClockFacts{.promised_days = 2, .started_at = {}, .pauses = {}, .stopped_at = {}}));
}

TEST_CASE("what the clock says, moment by moment") {
    const ClockFacts face = facts(5, "2021-12-06T10:31:00", {{"2021-12-08T17:02:00", "2021-12-13T08:52:00"}});
    const auto says = [](const ClockFacts& f, const char* now) {
        const ClockView v = read_clock(days(), f, at(now));
        return std::string(entity::word_of(v.state)) + " used " + std::to_string(v.used) + " paused " +
               std::to_string(v.paused) + " left " + std::to_string(v.remaining) + " late " +
               std::to_string(v.overdue) + " " + v.cells;
    };
    CHECK(says(face, "2021-12-14T10:26:00") == "running used 4 paused 2 left 1 late 0 uuppuur");
    CHECK(says(face, "2021-12-15T00:00:00") == "due_today used 5 paused 2 left 0 late 0 uuppuuu");
    CHECK(says(face, "2021-12-15T17:30:00") == "due_today used 5 paused 2 left 0 late 0 uuppuuu");
    CHECK(says(face, "2021-12-15T17:30:01") == "overdue used 5 paused 2 left 0 late 1 uuppuuu");
    CHECK(says(face, "2021-12-16T09:00:00") == "overdue used 6 paused 2 left 0 late 1 uuppuuuo");
    CHECK(says(face, "2021-12-20T09:00:00") == "overdue used 8 paused 2 left 0 late 3 uuppuuuooo");

    const ClockFacts waiting = facts(5, "2021-12-06T10:31:00", {{"2021-12-08T17:02:00", nullptr}});
    CHECK(says(waiting, "2021-12-08T17:03:00") == "paused used 2 paused 0 left 3 late 0 uurrr");
    CHECK(says(waiting, "2021-12-13T10:00:00") == "paused used 2 paused 3 left 3 late 0 uuppprrr");

    CHECK(says(facts(2, "2021-12-06T10:31:00"), "2021-12-06T12:00:00") == "running used 0 paused 0 left 2 late 0 rr");
    CHECK(says(facts(2, "2021-12-06T10:31:00", {}, "2021-12-06T15:00:00"), "2021-12-31T09:00:00") ==
          "done used 0 paused 0 left 0 late 0 ");
    CHECK(says(facts(2, "2021-12-06T10:31:00", {}, "2021-12-10T15:00:00"), "2021-12-31T09:00:00") ==
          "done used 4 paused 0 left 0 late 2 uuoo");
    CHECK(says(facts(1, "2021-12-09T10:00:00"), "2021-12-11T10:00:00") ==
          "overdue used 1 paused 0 left 0 late 1 u");  // a Saturday
    CHECK(says(ClockFacts{.promised_days = 2, .started_at = {}, .pauses = {}, .stopped_at = {}},
               "2021-12-31T09:00:00") == "not_started used 0 paused 0 left 2 late 0 ");

    const ClockView due = read_clock(days(), face, at("2021-12-14T10:26:00"));
    CHECK(to_string(due.due_at.value()) == "2021-12-15T17:30:00+08:00");
    CHECK(to_string(due.started_on.value()) == "2021-12-06");
    CHECK(due.on_time);
}

TEST_CASE("on time is the first promise less pauses, to the second") {
    const auto kept = [](const char* stopped) {
        return on_time(days(), facts(2, "2021-12-06T10:31:00", {}, stopped), at("2022-02-01T00:00:00"));
    };
    CHECK(kept("2021-12-08T17:30:00"));
    CHECK_FALSE(kept("2021-12-08T17:30:01"));
    CHECK_FALSE(kept("2021-12-09T00:00:00"));
    // Late when asked stays late, however long the answer takes.
    const ClockFacts late =
        facts(2, "2021-12-06T10:31:00", {{"2021-12-10T10:00:00", "2021-12-17T10:00:00"}}, "2021-12-17T11:00:00");
    CHECK_FALSE(on_time(days(), late, at("2021-12-31T09:00:00")));
    CHECK(read_clock(days(), late, at("2021-12-31T09:00:00")).overdue ==
          3);  // 9th, 10th and 17th; 13th–16th were the applicant's
    // In time when asked is in time while the applicant is waited for.
    const ClockFacts waiting = facts(2, "2021-12-06T10:31:00", {{"2021-12-08T10:00:00", nullptr}});
    CHECK(on_time(days(), waiting, at("2022-01-31T09:00:00")));
    CHECK(read_clock(days(), waiting, at("2022-01-31T09:00:00")).overdue == 0);
}

TEST_CASE("a due day in an unpublished year is provisional, and firm when the notice comes") {
    const auto before = WorkingCalendar::parse("day,kind,source\n2021-10-01,off,test\n");
    const auto after = WorkingCalendar::parse(
        "day,kind,source\n2021-10-01,off,test\n2022-01-01,off,t\n2022-01-03,off,t\n2022-01-04,off,t\n2022-10-01,off,"
        "t\n");
    REQUIRE(before);
    REQUIRE(after);
    const ClockFacts over_new_year = facts(2, "2021-12-30T10:00:00");
    const ClockView guess = read_clock(*before, over_new_year, at("2021-12-30T11:00:00"));
    CHECK(guess.provisional);
    const ClockView firm = read_clock(*after, over_new_year, at("2021-12-30T11:00:00"));
    CHECK_FALSE(firm.provisional);
    CHECK(to_string(*firm.due_on) == "2022-01-05");
    CHECK(*firm.due_on > *guess.due_on);
    CHECK_FALSE(read_clock(*before, facts(1, "2021-12-06T10:00:00"), at("2021-12-06T11:00:00")).provisional);
}

TEST_CASE("whatever happens, the numbers agree with each other") {
    std::mt19937_64 dice(20211231);
    const auto pick = [&dice](int below) { return static_cast<int>(dice() % static_cast<std::uint64_t>(below)); };
    for (int round = 0; round < 2000; ++round) {
        CAPTURE(round);
        Instant moment = instant_at(on("2021-01-04") + pick(1500), std::chrono::minutes{pick(1440)});
        ClockFacts f{.promised_days = 1 + pick(20), .started_at = moment, .pauses = {}, .stopped_at = {}};
        const auto later = [&] { return moment = moment + std::chrono::minutes{1 + pick(8000)}; };
        for (int n = pick(4); n > 0; --n) {
            const Instant from = later();
            f.pauses.push_back({.from = from, .until = later(), .reason = "r"});
        }
        if (pick(4) == 0)
            f.pauses.push_back({.from = later(), .until = {}, .reason = "r"});
        else if (pick(2) == 0)
            f.stopped_at = later();
        const Instant now = later();

        const ClockView v = read_clock(days(), f, now);
        const Date last = date_of(f.stopped_at.value_or(now));
        CHECK(v.used >= 0);
        CHECK(v.used + v.paused == days().between(*v.started_on, last));  // each working day is one or the other
        CHECK(days().is_working(*v.due_on));
        CHECK((v.overdue > 0) == !v.on_time);
        if (v.on_time && v.state != ClockState::paused && !f.stopped_at) CHECK(v.used + v.remaining == v.promised);
        CHECK(v.cells.size() <= cells_max);
        if (v.cells.size() < cells_max) {
            CHECK(std::count(v.cells.begin(), v.cells.end(), 'p') == v.paused);
            CHECK(std::count(v.cells.begin(), v.cells.end(), 'u') + std::count(v.cells.begin(), v.cells.end(), 'o') ==
                  v.used);
        }
        const auto again = read_pauses(write_pauses(f.pauses));
        REQUIRE(again.size() == f.pauses.size());
        for (std::size_t i = 0; i < again.size(); ++i) {
            CHECK(again[i].from == f.pauses[i].from);
            CHECK(again[i].until == f.pauses[i].until);
        }
    }
}

TEST_CASE("stored pauses that nobody wrote are a failure, not a guess") {
    CHECK(read_pauses("[]").empty());
    CHECK_THROWS(read_pauses("nonsense"));
    CHECK_THROWS(read_pauses(R"({"from":1})"));
    CHECK_THROWS(read_pauses(R"([{"from":"yesterday","until":null,"reason":"r"}])"));
}
