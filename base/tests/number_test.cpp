#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <limits>

#include "base/chinese_number.h"
#include "base/quantity.h"

using namespace tongguan;

namespace {

struct Figure {
    std::int64_t low, high;  // the records' range that must print so
    int decimals;
    std::int64_t step;
    Form form;
    std::string_view unit, text;
};

std::string printed(std::int64_t value, const Figure& figure) {
    const auto print = print_number(value, figure.decimals, figure.step, figure.form, figure.unit);
    return print ? print->text : "";
}

}  // namespace

TEST_CASE("every form of the 2021 report's figures, at both ends of its range and just outside") {
    for (const Figure& figure : {
             Figure{22, 22, 0, 1, Form::exact, "次", "22次"},
             Figure{45, 49, 0, 10, Form::nearly, "场", "近50场"},
             Figure{241'650, 241'749, 0, 100, Form::exact, "㎡", "24.17万㎡"},
             Figure{24'165'000, 24'174'999, 2, 10'000, Form::exact, "㎡", "24.17万㎡"},  // in hundredths
             Figure{723, 723, 0, 1, Form::exact, "个", "723个"},
             Figure{0, 0, 0, 1, Form::exact, "个", "0个"},
             Figure{605, 605, 0, 1, Form::exact, "家", "605家"},
             Figure{1433, 1433, 0, 1, Form::exact, "家", "1433家"},
             Figure{10'655, 10'664, 3, 10, Form::exact, "%", "10.66%"},
             Figure{97'315, 97'324, 3, 10, Form::exact, "%", "97.32%"},
             Figure{1'700'001, 1'799'999, 0, 100'000, Form::over, "元", "170余万元"},
             Figure{170'000'001, 179'999'999, 2, 10'000'000, Form::over, "元", "170余万元"},  // in fen
             Figure{21'601, 21'699, 0, 100, Form::over, "人次", "2.16万余人次"},
             Figure{13'001, 13'999, 0, 1000, Form::over, "件", "1.3万余件"},
             Figure{3'160'001, 3'169'999, 0, 10'000, Form::over, "人次", "316万余人次"},
             Figure{4'015'500, 4'016'499, 0, 1000, Form::exact, "元", "401.6万元"},
             Figure{2801, 2899, 0, 100, Form::over, "场次", "2800余场次"},
             Figure{174'500, 175'499, 0, 1000, Form::exact, "人次", "17.5万人次"},
             Figure{11, 19, 0, 10, Form::over, "个", "10余个"},
             Figure{30'001, 39'999, 0, 10'000, Form::over, "次", "3万余次"},
             Figure{97'135, 97'144, 3, 10, Form::exact, "%", "97.14%"},
             Figure{120'000'001, 129'999'999, 0, 10'000'000, Form::over, "元", "1.2亿余元"},
             Figure{1'200'000'001, 1'299'999'999, 0, 100'000'000, Form::over, "元", "12亿余元"},
             Figure{2'000'000'001, 2'999'999'999, 0, 1'000'000'000, Form::over, "元", "20余亿元"},
             Figure{29'500, 29'999, 0, 1000, Form::nearly, "件", "近3万件"},
         }) {
        CAPTURE(figure.text);
        CHECK(printed(figure.low, figure) == figure.text);
        CHECK(printed(figure.high, figure) == figure.text);
        CHECK(printed(figure.low - 1, figure) != figure.text);
        CHECK(printed(figure.high + 1, figure) != figure.text);
    }
}

TEST_CASE("以上 floors to its step and holds from there on") {
    CHECK(print_number(9714, 2, 500, Form::at_least, "%")->text == "95%以上");
    CHECK(print_number(9500, 2, 500, Form::at_least, "%")->text == "95%以上");
    CHECK(print_number(9499, 2, 500, Form::at_least, "%")->text == "90%以上");
    CHECK(print_number(97, 0, 95, Form::at_least)->text == "95以上");  // a step that is the floor itself
    CHECK_FALSE(print_number(94, 0, 95, Form::at_least));
    CHECK(truthful(100, 95, 5, Form::at_least));
    CHECK_FALSE(truthful(94, 95, 5, Form::at_least));
}

TEST_CASE("what would be untrue is not printed") {
    CHECK_FALSE(print_number(13'000, 0, 1000, Form::over));  // exactly 1.3万 is not 余
    CHECK_FALSE(print_number(10, 0, 10, Form::over));
    CHECK_FALSE(print_number(9, 0, 10, Form::over));  // "0余" says nothing
    CHECK_FALSE(print_number(50, 0, 10, Form::nearly));
    CHECK_FALSE(print_number(44, 0, 10, Form::nearly));  // nearer to 40
    CHECK_FALSE(print_number(41, 0, 10, Form::nearly));
    CHECK_FALSE(print_number(0, 0, 10, Form::at_least));
    CHECK_FALSE(print_number(-5, 0, 10, Form::over));
    CHECK_FALSE(print_number(5, 0, 0, Form::exact));
    CHECK_FALSE(print_number(5, 0, -1, Form::exact));
    CHECK_FALSE(print_number(5, 7, 1, Form::exact));
    CHECK_FALSE(print_number(std::numeric_limits<std::int64_t>::max(), 0, 1, Form::exact));
    CHECK_FALSE(print_number(std::numeric_limits<std::int64_t>::min(), 0, 1, Form::exact));
    CHECK_FALSE(truthful(1, std::numeric_limits<std::int64_t>::max(), 1, Form::exact));
}

TEST_CASE("plain digits where 万 would hide some, no trailing zeros, minus before all") {
    CHECK(print_number(13'482, 0, 1, Form::exact)->text == "13482");
    CHECK(print_number(20'000, 0, 1, Form::exact)->text == "20000");
    CHECK(print_number(20'049, 0, 100, Form::exact)->text == "2万");
    CHECK(print_number(1050, 2, 1, Form::exact)->text == "10.5");
    CHECK(print_number(-1050, 2, 1, Form::exact)->text == "-10.5");
    CHECK(print_number(5, 0, 10, Form::exact)->base == 10);  // half up
    CHECK(print_number(-5, 0, 10, Form::exact)->base == 0);  // half up is towards plus infinity
}

TEST_CASE("what is printed is always true of its value") {
    CHECK(rc::check("truthful(print_number(v))", [] {
        const auto value = *rc::gen::inRange<std::int64_t>(-1'000'000, 1'000'000'000);
        const auto step = *rc::gen::element<std::int64_t>(1, 5, 10, 95, 100, 1000, 10'000, 100'000);
        const auto form = *rc::gen::element(Form::exact, Form::over, Form::nearly, Form::at_least);
        const auto print = print_number(value, *rc::gen::inRange(0, 4), step, form);
        if (print) RC_ASSERT(truthful(value, print->base, step, form) && print->base % step == 0);
        if (form == Form::exact) RC_ASSERT(print.has_value());
    }));
}

TEST_CASE("Chinese numerals") {
    const std::vector<std::pair<std::int64_t, std::string_view>> cases{
        {0, "零"},
        {1, "一"},
        {10, "十"},
        {18, "十八"},
        {20, "二十"},
        {101, "一百零一"},
        {110, "一百一十"},
        {118, "一百一十八"},
        {200, "二百"},
        {1005, "一千零五"},
        {1018, "一千零一十八"},
        {2021, "二千零二十一"},
        {9999, "九千九百九十九"},
        {10'000, "一万"},
        {10'010, "一万零一十"},
        {11'000, "一万一千"},
        {10'001, "一万零一"},
        {100'000, "十万"},
        {110'018, "十一万零一十八"},
        {1'010'000, "一百零一万"},
        {10'000'000, "一千万"},
        {100'000'000, "一亿"},
        {100'001'000, "一亿零一千"},
        {100'000'001, "一亿零一"},
        {100'010'000, "一亿零一万"},
        {1'000'100'010, "十亿零一十万零一十"},
        {999'999'999'999, "九千九百九十九亿九千九百九十九万九千九百九十九"}};
    for (const auto& [value, text] : cases) {
        CAPTURE(value);
        CHECK(chinese_digits(value) == text);
    }
    CHECK_THROWS_AS(chinese_digits(-1), std::invalid_argument);
    CHECK_THROWS_AS(chinese_digits(1'000'000'000'000), std::invalid_argument);
    CHECK(grouped(0) == "0");
    CHECK(grouped(999) == "999");
    CHECK(grouped(1000) == "1,000");
    CHECK(grouped(13'482) == "13,482");
    CHECK(grouped(-1'234'567) == "-1,234,567");
    CHECK(grouped(std::numeric_limits<std::int64_t>::min()) == "-9,223,372,036,854,775,808");
}

TEST_CASE("money and area: no floating point, one spelling") {
    CHECK(to_string(Money{123'450}) == "1234.50");
    CHECK(to_string(Money{-5}) == "-0.05");
    CHECK(to_string(Money{std::numeric_limits<std::int64_t>::min()}) == "-92233720368547758.08");
    CHECK(to_string(Area{2417}) == "24.17");
    CHECK(parse_money("1234.5")->fen == 123'450);
    CHECK(parse_money("0.29")->fen == 29);  // 0.29 * 100 is 28.999… in binary
    CHECK(parse_money("-0.05")->fen == -5);
    CHECK(parse_money("90000000000000")->fen == 9'000'000'000'000'000);
    CHECK(parse_money("90000000000000.01").error().key == "base.quantity.money_range");
    CHECK(parse_money("99999999999999999999999999").error().key == "base.quantity.money_range");
    for (const std::string_view bad :
         {"", "-", ".5", "5.", "1.234", "1,234", " 1", "1 ", "+1", "01", "1e3", "１", "0x1", "1.-5", "--1"}) {
        CAPTURE(bad);
        REQUIRE_FALSE(parse_money(bad));
        CHECK(parse_money(bad).error().key == "base.quantity.money");
        CHECK(parse_area(bad).error().key == "base.quantity.area");
    }
    CHECK(parse_area("24.17")->hundredths == 2417);
    CHECK(parse_area("-1").error().key == "base.quantity.area_range");
    CHECK(rc::check("said and read back", [] {
        const Money money{*rc::gen::inRange<std::int64_t>(-9'000'000'000'000'000, 9'000'000'000'000'001)};
        RC_ASSERT(*parse_money(to_string(money)) == money);
    }));
}
