// The tables of the rules collection §13.6: working days per month 2021–2026 and the add_workdays cases.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <array>

#include "base/calendar.h"

using namespace tongguan;

namespace {

Date day(std::string_view iso) { return parse_date(iso).value(); }
const WorkingCalendar& calendar() { return WorkingCalendar::published(); }

}  // namespace

TEST_CASE("working days of each month") {
    struct Row {
        int year;
        std::array<int, 12> months;
        int sum;
    };
    const std::array<Row, 6> table{{
        {2021, {20, 17, 23, 22, 19, 21, 22, 22, 22, 17, 22, 23}, 250},
        {2022, {21, 16, 23, 21, 20, 21, 21, 23, 21, 18, 22, 22}, 249},
        {2023, {18, 20, 23, 20, 21, 21, 21, 23, 20, 19, 22, 21}, 249},
        {2024, {22, 18, 21, 22, 21, 19, 23, 22, 21, 19, 21, 22}, 251},
        {2025, {19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23}, 248},
        {2026, {21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23}, 248},
    }};
    for (const Row& row : table) {
        for (unsigned month = 1; month <= 12; ++month) {
            CAPTURE(row.year);
            CAPTURE(month);
            const Date first = make_date(row.year, month, 1);
            const Date next = month == 12 ? make_date(row.year + 1, 1, 1) : make_date(row.year, month + 1, 1);
            CHECK(calendar().between(first - 1, next - 1) == row.months[month - 1]);
        }
        CHECK(calendar().between(make_date(row.year - 1, 12, 31), make_date(row.year, 12, 31)) == row.sum);
        CHECK_FALSE(calendar().is_provisional(make_date(row.year, 6, 1)));
    }
}

TEST_CASE("the n-th working day after a start") {
    struct Row {
        std::string_view start;
        int days;
        std::string_view due;
    };
    for (const Row& row : {
             Row{"2021-02-05", 1, "2021-02-07"},
             Row{"2021-02-10", 3, "2021-02-20"},
             Row{"2021-04-30", 5, "2021-05-11"},
             Row{"2021-09-17", 1, "2021-09-18"},
             Row{"2021-09-30", 2, "2021-10-09"},
             Row{"2021-12-31", 1, "2022-01-04"},
             Row{"2022-01-28", 1, "2022-01-29"},
             Row{"2022-01-30", 1, "2022-02-07"},
             Row{"2022-04-29", 1, "2022-05-05"},
             Row{"2022-09-30", 1, "2022-10-08"},
             Row{"2022-09-30", 15, "2022-10-26"},
             Row{"2022-12-30", 1, "2023-01-03"},
             Row{"2021-10-01", 0, "2021-10-01"},
         }) {
        CAPTURE(row.start);
        CHECK(to_string(calendar().add(day(row.start), row.days)) == row.due);
    }
    CHECK_THROWS_AS(calendar().add(day("2021-01-01"), -1), std::invalid_argument);
}

TEST_CASE("a holiday is more than a weekend") {
    CHECK(calendar().is_holiday(day("2022-10-01")));  // a Saturday, and 国庆
    CHECK_FALSE(calendar().is_holiday(day("2022-10-15")));
    CHECK_FALSE(calendar().is_holiday(day("2022-10-08")));  // a Saturday that is worked
    CHECK(calendar().is_working(day("2022-10-08")));
    CHECK(calendar().next_working(day("2022-10-01")) == day("2022-10-08"));
    CHECK(calendar().next_working(day("2022-10-08")) == day("2022-10-08"));
}

TEST_CASE("a year without its notice is provisional: weekends and the days its law fixes by the sun") {
    for (const std::string_view off : {"2027-01-01", "2027-10-01", "2028-05-01", "2028-05-02", "2028-10-02",
                                       "2028-10-03", "2006-05-03", "2007-10-03"}) {
        CAPTURE(off);
        CHECK(calendar().is_provisional(day(off)));
        CHECK_FALSE(calendar().is_working(day(off)));
        CHECK(calendar().is_holiday(day(off)));
    }
    // 5月2日 became statutory in 2025; between 2008 and 2024 only 1 May was, before that 1–3 May (国务院令第270号).
    for (const std::string_view on : {"2018-05-02", "2017-05-02", "2028-05-03", "2028-10-04", "2027-01-04"}) {
        CAPTURE(on);
        CHECK(calendar().is_provisional(day(on)));
        CHECK(calendar().is_working(day(on)));
    }
    // a notice is the only word on its year: 2022-05-02 is off by the notice, 2021-12-31 is worked
    CHECK(calendar().is_working(day("2021-12-31")));
    CHECK_FALSE(calendar().is_working(day("2022-12-31")));
    // naming a day of the year before does not make that year known
    const auto only = WorkingCalendar::parse("day,kind,source\n2030-12-31,off,s\n2031-10-01,off,s\n");
    REQUIRE(only);
    CHECK(only->is_provisional(day("2030-06-03")));
    CHECK_FALSE(only->is_provisional(day("2031-06-03")));
}

TEST_CASE("a notice that came after this build makes its year firm and takes the place of what was known") {
    const auto later = calendar().with(
        "day,kind,source\n2027-01-04,off,s\n2027-10-01,off,s\n2026-10-10,off,a correction of that year's notice\n");
    REQUIRE(later);
    CHECK_FALSE(later->is_provisional(day("2027-06-01")));
    CHECK_FALSE(later->is_working(day("2027-01-04")));
    CHECK_FALSE(later->is_working(day("2026-10-10")));
    CHECK(calendar().is_working(day("2027-01-04")));  // the other one is as it was
    CHECK(calendar().is_provisional(day("2027-01-04")));
    const auto twice = calendar().with("day,kind,source\n2027-01-04,off,s\n2027-01-04,work,s\n");
    REQUIRE_FALSE(twice);
    CHECK(twice.error().key == "base.calendar.twice");
}

TEST_CASE("wrong data are refused with their line") {
    struct Row {
        std::string_view csv, key;
    };
    for (const Row& row : {Row{"2021-01-01,off", "base.calendar.cells"}, Row{"2021-01-01,off,", "base.calendar.cells"},
                           Row{"2021-02-29,off,s", "base.time.date"}, Row{"2021-01-01,free,s", "base.calendar.kind"},
                           Row{"2021-01-02,off,s\n2021-01-02,work,s", "base.calendar.twice"}}) {
        CAPTURE(row.csv);
        const auto parsed = WorkingCalendar::parse("day,kind,source\n2021-01-03,off,s\n" + std::string(row.csv));
        REQUIRE_FALSE(parsed);
        CHECK(parsed.error().key == row.key);
        CHECK(parsed.error().args.back() ==
              std::pair<std::string, std::string>{"line", row.key == "base.calendar.twice" ? "4" : "3"});
    }
    CHECK(
        WorkingCalendar::parse("day,kind,source\n", "day,from_year,until_year,source\n01-01,2020,2019,s").error().key ==
        "base.calendar.years");
    CHECK(WorkingCalendar::parse("day,kind,source\r\n2021-01-03,off,国办发明电〔2020〕27号，转发\r\n"));
}

TEST_CASE("adding and counting agree") {
    CHECK(rc::check("between(start, add(start, n)) == n and the due day is worked", [] {
        const Date start = make_date(2019, 1, 1) + *rc::gen::inRange(0, 3650);
        const int days = *rc::gen::inRange(1, 120);
        const Date due = calendar().add(start, days);
        RC_ASSERT(calendar().is_working(due));
        RC_ASSERT(calendar().between(start, due) == days);
        RC_ASSERT(calendar().between(due, start) == 0);
    }));
}
