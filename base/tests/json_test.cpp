#include <doctest/doctest.h>

#include <limits>

#include "base/json.h"

using namespace tongguan;

namespace {

std::string written(const Json& json) {
    std::string out;
    JsonWriter(out).value(json);
    return out;
}

struct Refused {
    std::string text, key, field;
};

}  // namespace

TEST_CASE("what strangers send is refused with the path of the offence") {
    const std::string deep = std::string(33, '[') + std::string(33, ']');
    const std::vector<Refused> cases{
        {"", "base.json.malformed", ""},
        {"{", "base.json.malformed", ""},
        {"{\"a\":1,}", "base.json.malformed", "a"},
        {"[1,2", "base.json.malformed", "1"},
        {"[1] 2", "base.json.malformed", ""},
        {"{\"a\":01}", "base.json.malformed", "a"},
        {"{'a':1}", "base.json.malformed", ""},
        {"// x\n1", "base.json.malformed", ""},
        {"NaN", "base.json.malformed", ""},
        {"{\"a\":1,\"b\":{\"c\":2,\"c\":3}}", "base.json.duplicate_key", "b.c"},
        {"{\"people\":[{},{\"post\":1,\"po\\u0073t\":2}]}", "base.json.duplicate_key", "people.1.post"},
        {"{\"a\":[0,\"x\\u0000y\"]}", "base.json.nul", "a.1"},
        {"{\"a\\u0000b\":1}", "base.json.nul", std::string("a\0b", 3)},
        {std::string("\"a\0b\"", 5), "base.json.malformed", ""},
        {"\"\xC0\x80\"", "base.json.utf8", ""},
        {"\"\xED\xA0\x80\"", "base.json.utf8", ""},
        {"\"\xFF\"", "base.json.utf8", ""},
        {"{\"name\":\"\\ud800\"}", "base.json.malformed", "name"},
        {"{\"name\":\"\\udc00\"}", "base.json.malformed", "name"},
        {"{\"n\":9223372036854775808}", "base.json.number", "n"},
        {"{\"n\":-9223372036854775809}", "base.json.number", "n"},
        {"{\"n\":123456789012345678901234567890}", "base.json.number", "n"},
        {"{\"n\":1e400}", "base.json.number", "n"},
        {"{\"n\":-1e400}", "base.json.number", "n"},
        {"{\"n\":1e99999999999}", "base.json.number", "n"},
        {deep, "base.json.depth", ""},
    };
    for (const Refused& refused : cases) {
        CAPTURE(refused.text);
        const auto parsed = parse_json(refused.text);
        REQUIRE_FALSE(parsed);
        CHECK(parsed.error().kind == Refusal::Kind::invalid);
        CHECK(parsed.error().key == refused.key);
        if (refused.key != "base.json.depth") CHECK(parsed.error().field == refused.field);
    }
}

TEST_CASE("limits hold at their exact value") {
    CHECK(parse_json(std::string(32, '[') + std::string(32, ']')));
    CHECK(parse_json("[1,2,3]", {.members = 4}));
    CHECK(parse_json("[1,2,3]", {.members = 3}).error().key == "base.json.members");
    CHECK(parse_json("[1,2]", {.bytes = 5}));
    CHECK(parse_json("[1,2]", {.bytes = 4}).error().key == "base.json.bytes");
    CHECK(parse_json(std::string(10'000'000, '['), {.bytes = 20'000'000}).error().key == "base.json.depth");
}

TEST_CASE("duplicates are found among few and among many keys") {
    for (const int count : {1, 15, 16, 17, 18, 300}) {
        CAPTURE(count);
        std::string text = "{";
        for (int i = 0; i < count; ++i) text += "\"k" + std::to_string(i) + "\":{\"k0\":0},";
        const std::string last = "\"k" + std::to_string(count - 1) + "\":1}";
        CHECK(parse_json(text + last).error().args == Refusal::Args{{"key", "k" + std::to_string(count - 1)}});
        CHECK(parse_json(text + "\"other\":1}"));
    }
}

TEST_CASE("a refused key of a stranger is cut between characters") {
    std::string key;
    for (int i = 0; i < 1000; ++i) key += "键";
    const auto refused = parse_json("{\"" + key + "\":1,\"" + key + "\":2}");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().field.size() < 80);
    std::string shown = key.substr(0, 63) + "…";
    CHECK(refused.error().field == shown);
}

TEST_CASE("the place of a malformed text is counted in lines and characters") {
    const auto refused = parse_json("{\n  \"姓名\": 张三\n}");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().args == Refusal::Args{{"line", "2"}, {"column", "9"}});
}

TEST_CASE("numbers keep their kind and every bit") {
    CHECK(parse_json("9223372036854775807")->as_int64() == std::numeric_limits<std::int64_t>::max());
    CHECK(parse_json("-9223372036854775808")->as_int64() == std::numeric_limits<std::int64_t>::min());
    CHECK(parse_json("1.0")->is_double());
    CHECK(parse_json("0.1")->as_double() == 0.1);
    CHECK(parse_json("1.7976931348623157e308")->as_double() == std::numeric_limits<double>::max());
    CHECK(parse_json("5e-324")->as_double() == std::numeric_limits<double>::denorm_min());
    CHECK(parse_json("7.038531e-26")->as_double() == 7.038531e-26);
}

TEST_CASE("the writer: commas, nesting, every kind of value") {
    std::string out;
    JsonWriter json(out);
    json.begin_object();
    json.member("id", Id<struct Case>{9007199254740993}).member("n", 7).member("flag", true).member("none", "");
    json.member("day", make_date(2021, 12, 31))
        .member("at", instant_at(make_date(2021, 12, 31), std::chrono::hours{9}));
    json.key("list").begin_array().value(1).begin_array().end_array().null().value(2.5).raw("{}").end_array();
    json.key("nothing").begin_object().end_object().key("max").value(std::numeric_limits<std::uint64_t>::max());
    json.end_object();
    CHECK(out ==
          R"({"id":"9007199254740993","n":7,"flag":true,"none":"","day":"2021-12-31","at":"2021-12-31T09:00:00+08:00",)"
          R"("list":[1,[],null,2.5,{}],"nothing":{},"max":18446744073709551615})");
    out.clear();
    JsonWriter(out)
        .begin_array()
        .value(std::numeric_limits<double>::quiet_NaN())
        .value(std::numeric_limits<double>::infinity());
    CHECK(out == "[null,null");
}

TEST_CASE("text leaves escaped: controls, quotes, markup, line separators; other text as it is") {
    std::string out;
    append_json_string(out, std::string_view("a\0\x1f\"\\\n\t\r\b\f</script>&\x7f", 21));
    CHECK(out == R"("a\u0000\u001f\"\\\n\t\r\b\f\u003c/script\u003e\u0026\u007f")");
    out.clear();
    append_json_string(out, "统管“”\u2028\u2029…😀");
    CHECK(out == "\"统管“”\\u2028\\u2029…😀\"");
    for (const std::string cut : {"\xE2", "\xE2\x80"}) {  // a torn end is not read past
        out.clear();
        append_json_string(out, cut);
        CHECK(out == "\"" + cut + "\"");
    }
}

TEST_CASE("what is written is read back the same") {
    for (const std::string_view text :
         {R"({"a":[1,-2,0.5,1e+300,true,false,null,"张三"],"b":{"c":{}},"空":""})", R"([[],[[]],{"x":[{}]}])",
          R"([-0.5e3,-0.0,1e19,12345678901234567890.0,100.0])", "\"\\u003c\"", "0", "-1", "null"}) {
        CAPTURE(text);
        const auto first = parse_json(text);
        REQUIRE(first);
        const std::string once = written(*first);
        const auto second = parse_json(once);
        REQUIRE(second);
        CHECK(*second == *first);
        CHECK(written(*second) == once);
    }
}
