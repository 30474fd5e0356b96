#include <doctest/doctest.h>

#include "platform/indicator/catalogue.h"

namespace tongguan::indicator {
namespace {

PrintedReading print(std::int64_t value, int decimals, std::int64_t step, Form form, std::string_view symbol = {}) {
    const Indicator figure{.key = "t.figure",
                           .decimals = decimals,
                           .step = step,
                           .form = form,
                           .unit = "unit.thing",
                           .symbol = symbol,
                           .permission = {"test.read"}};
    return printed(figure, Reading{.value = value});
}

}  // namespace

TEST_CASE("the printed words tell the readings they allow, and both ends are true while their neighbours are not") {
    struct Case {
        std::int64_t value, step;
        Form form;
        std::string_view text;
        std::int64_t least, most;
    };
    for (const Case& one : {
             Case{13'482, 1000, Form::over, "1.3万余", 13'001, 13'999},
             Case{48, 10, Form::nearly, "近50", 45, 49},
             Case{4'016'000, 1000, Form::exact, "401.6万", 4'015'500, 4'016'499},
             Case{605, 1, Form::exact, "605", 605, 605},
         }) {
        CAPTURE(one.text);
        const PrintedReading made = print(one.value, 0, one.step, one.form);
        CHECK(made.text == one.text);
        CHECK(made.form_fits);
        REQUIRE(made.least == one.least);
        REQUIRE(made.most == one.most);
        for (const std::int64_t end : {one.least, one.most}) CHECK(print(end, 0, one.step, one.form).text == one.text);
        for (const std::int64_t beyond : {one.least - 1, one.most + 1})
            CHECK(print(beyond, 0, one.step, one.form).text != one.text);
    }
}

TEST_CASE("a share carries its sign inside the words, rounded and exact") {
    const PrintedReading floor = print(9735, 2, 500, Form::at_least, "%");
    CHECK(floor.text == "95%以上");
    CHECK(floor.least == 9500);
    CHECK_FALSE(floor.most.has_value());
    CHECK(print(1066, 2, 1, Form::exact, "%").text == "10.66%");
    const PrintedReading small = print(312, 2, 500, Form::at_least, "%");
    CHECK(small.text == "3.12%");
    CHECK_FALSE(small.form_fits);
}

TEST_CASE("a note prints its number in its own unit") {
    CHECK(printed(Note{"note.response", 9361, 2, "%"}) == "93.61%");
    CHECK(printed(Note{"note.response", 10'000, 2, "%"}) == "100.00%");
    CHECK(printed(Note{"note.response", 5, 2, "%"}) == "0.05%");
    CHECK(printed(Note{"note.open", 13'482}) == "13,482");
}

TEST_CASE("fewer than five records are hidden from whoever may not see them all, and so is a share over fewer") {
    struct Case {
        std::int64_t records, visible;
        std::optional<std::int64_t> denominator;
        bool hidden;
    };
    for (const Case& one : {
             Case{0, 0, {}, false},   // there is nothing to hide
             Case{1, 0, {}, true},    //
             Case{4, 3, {}, true},    // the one unseen could be told from the sum
             Case{4, 4, {}, false},   // sees them all
             Case{5, 0, {}, false},   //
             Case{13, 0, 0, false},   // nobody rated: no share to tell from
             Case{13, 0, 1, true},    // 100 % or 0 %: one person's rating
             Case{13, 12, 4, true},   //
             Case{13, 13, 1, false},  //
             Case{13, 0, 5, false},   //
         }) {
        CAPTURE(one.records);
        CAPTURE(one.visible);
        CHECK(hidden_from({.records = one.records, .visible = one.visible, .denominator = one.denominator}) ==
              one.hidden);
    }
}

TEST_CASE("what no rounded form says truthfully is printed exactly and says so") {
    const PrintedReading few = print(48, 0, 1000, Form::over);
    CHECK(few.text == "48");
    CHECK_FALSE(few.form_fits);
    CHECK_FALSE(few.least.has_value());
    const PrintedReading round = print(13'000, 0, 1000, Form::over);  // not over its own printed figure
    CHECK(round.text == "13,000");
    CHECK_FALSE(round.form_fits);
}

}  // namespace tongguan::indicator
