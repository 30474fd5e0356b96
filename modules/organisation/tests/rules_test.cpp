#include <doctest/doctest.h>

#include "modules/organisation/rules.h"

using namespace tongguan;
using namespace tongguan::organisation;

TEST_CASE("validity counts both its ends") {
    const Date from = make_date(2021, 4, 9);
    const Date until = make_date(2021, 12, 31);
    struct Case {
        Date day;
        bool open_ended;
        bool closed;
    };
    for (const auto& [day, open_ended, closed] : {Case{make_date(2021, 4, 8), false, false}, Case{from, true, true},
                                                  Case{until, true, true}, Case{make_date(2022, 1, 1), true, false}}) {
        CAPTURE(to_string(day));
        CHECK(rules::valid_on(from, std::nullopt, day) == open_ended);
        CHECK(rules::valid_on(from, until, day) == closed);
    }
}

TEST_CASE("a unit never stands below itself") {
    const std::vector<Id<Unit>> ancestors{{7}, {3}};
    CHECK(rules::not_below_itself({5}, ancestors));
    const auto refused = rules::not_below_itself({3}, ancestors);
    REQUIRE(!refused);
    CHECK(refused.error().key == "organisation.unit.below_itself");
}
