#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "base/time.h"

using namespace tongguan;

TEST_CASE("a date is exactly YYYY-MM-DD and exists") {
    for (const std::string_view good : {"2021-12-31", "2020-02-29", "2000-02-29", "0001-01-01", "9999-12-31"}) {
        CAPTURE(good);
        REQUIRE(parse_date(good));
        CHECK(to_string(*parse_date(good)) == good);
    }
    for (const std::string_view bad : {"",
                                       "2021-02-29",
                                       "1900-02-29",
                                       "2021-04-31",
                                       "2021-13-01",
                                       "2021-00-10",
                                       "2021-01-00",
                                       "0000-01-01",
                                       "2021-1-1",
                                       "2021/01/01",
                                       "20210101",
                                       "2021-01-01 ",
                                       " 2021-01-01",
                                       "2021-01-011",
                                       "+2021-01-01",
                                       "-2021-01-01",
                                       "２０２１-01-01",
                                       "2021-01-0１",
                                       "2021-01-01T00:00:00Z",
                                       "2021-0x-01"}) {
        CAPTURE(bad);
        REQUIRE_FALSE(parse_date(bad));
        CHECK(parse_date(bad).error().key == "base.time.date");
    }
    CHECK_THROWS_AS(make_date(2021, 2, 29), std::invalid_argument);
}

TEST_CASE("an instant is RFC 3339 with its offset") {
    const Instant nine = instant_at(make_date(2021, 12, 31), std::chrono::hours{9});
    for (const std::string_view same :
         {"2021-12-31T09:00:00+08:00", "2021-12-31T01:00:00Z", "2021-12-31t01:00:00z", "2021-12-30T20:00:00-05:00",
          "2021-12-31T01:00:00.000Z", "2021-12-31T06:30:00+05:30", "2021-12-31T01:00:00-00:00"}) {
        CAPTURE(same);
        REQUIRE(parse_instant(same));
        CHECK(*parse_instant(same) == nine);
    }
    CHECK(to_string(nine) == "2021-12-31T09:00:00+08:00");
    CHECK(to_string(nine + Duration{120'000}) == "2021-12-31T09:00:00.12+08:00");
    CHECK(to_string(nine + Duration{1}) == "2021-12-31T09:00:00.000001+08:00");
    CHECK(parse_instant("2021-12-31T01:00:00.123456789Z")->micros() % 1'000'000 == 123'456);
    for (const std::string_view bad :
         {"2021-12-31", "2021-12-31T09:00:00", "2021-12-31 09:00:00Z", "2021-12-31T24:00:00Z", "2021-12-31T09:60:00Z",
          "2021-12-31T09:00:61Z", "2021-12-31T09:00Z", "2021-12-31T09:00:00.Z", "2021-12-31T09:00:00.1234567890Z",
          "2021-12-31T09:00:00+0800", "2021-12-31T09:00:00+24:00", "2021-12-31T09:00:00+08:60", "2021-12-31T09:00:00Zx",
          "2021-02-29T09:00:00Z", "2021-12-31T09:00:00,5Z", "9999-12-31T23:00:00Z", "0001-01-01T00:00:00+23:59", ""}) {
        CAPTURE(bad);
        REQUIRE_FALSE(parse_instant(bad));
        CHECK(parse_instant(bad).error().key == "base.time.instant");
    }
    CHECK(parse_instant("2016-12-31T23:59:60Z").error().key == "base.time.leap_second");
}

TEST_CASE("the civil day turns at midnight in Shanghai") {
    const Instant last = *parse_instant("2021-12-31T15:59:59.999999Z");
    CHECK(date_of(last) == make_date(2021, 12, 31));
    CHECK(date_of(last + Duration{1}) == make_date(2022, 1, 1));
    CHECK(time_of_day(last + Duration{1}) == Duration{0});
    CHECK(date_of(*parse_instant("1969-12-31T15:59:59Z")) == make_date(1969, 12, 31));
    CHECK(time_of_day(*parse_instant("1969-12-31T15:59:59Z")) == std::chrono::hours{24} - std::chrono::seconds{1});
    CHECK(Instant{std::chrono::sys_time<Duration>{Duration{-1}}}.millis() == -1);
}

TEST_CASE("every day and every microsecond is said and read back") {
    const std::int64_t first_day = make_date(1, 1, 1) - Date{};
    const std::int64_t last_day = make_date(9999, 12, 31) - Date{};
    CHECK(rc::check("dates", [&] {
        const Date date = Date{} + static_cast<int>(*rc::gen::inRange(first_day, last_day + 1));
        RC_ASSERT(*parse_date(to_string(date)) == date);
        RC_ASSERT(date_of(instant_at(date)) == date);
        RC_ASSERT(date_of(instant_at(date) - Duration{1}) == date - 1);
    }));
    const std::int64_t first = instant_at(make_date(1, 1, 1)).micros();
    const std::int64_t last = instant_at(make_date(9999, 12, 31)).micros();
    CHECK(rc::check("instants", [&] {
        const Instant instant{std::chrono::sys_time<Duration>{Duration{*rc::gen::inRange(first, last)}}};
        RC_ASSERT(*parse_instant(to_string(instant)) == instant);
        RC_ASSERT(instant_at(date_of(instant), time_of_day(instant)) == instant);
    }));
}
