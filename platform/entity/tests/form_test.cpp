#include <doctest/doctest.h>

#include <boost/json/serialize.hpp>

#include "platform/entity/tests/things.h"

using namespace tongguan;
using namespace tongguan::entity;
using namespace tongguan::entity::testing;

namespace {

constexpr std::string_view pass_form = R"({"name":"testing.pass@2","fields":[
    {"name":"title","type":"text","max":20},
    {"name":"days","type":"integer","min":1,"max":30},
    {"name":"from","type":"date"},
    {"name":"arrives_at","type":"instant","required":false},
    {"name":"deposit","type":"money","required":false,"max":100000},
    {"name":"gate","type":"choice","choices":["north","south"]},
    {"name":"areas","type":"words","choices":["hall","canteen"],"min":1},
    {"name":"host","type":"reference","refers_to":"organisation.person","required":false},
    {"name":"phone","type":"text","max":20,"personal":true,"retention":"service","masked":"phone"},
    {"name":"overnight","type":"boolean","required":false},
    {"name":"attachments","type":"ids","required":false},
    {"name":"extra","type":"document","required":false},
    {"name":"reason","type":"text","max":500,"required":false,"label":"testing.reason"}]})";

Description form_from(std::string_view json) {
    auto made = parse_description(*parse_json(json));
    REQUIRE_MESSAGE(made.has_value(), (made ? "" : made.error().field + ": " + made.error().args[0].second));
    return *std::move(made);
}
std::string refused(std::string_view json) {
    const auto made = parse_description(*parse_json(json));
    if (made) return "ok";
    CHECK(made.error().key == "entity.invalid.form");
    return made.error().field + ": " + made.error().args[0].second;
}
std::string refused_field(std::string_view attributes) {
    return refused(R"({"name":"x","fields":[{)" + std::string(attributes) + "}]}");
}
std::string text_of(const Json& json) { return boost::json::serialize(json); }
Outcome outcome_of(const Result<Record>& record) {
    if (record) return Done{};
    return std::unexpected(record.error());
}
using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a form kept as data describes things as a struct does") {
    const Description form = form_from(pass_form);
    CHECK(form.fields.size() == 13);
    CHECK(form.find("title")->label == "testing.pass.title");  // the version is no part of the text key
    CHECK(form.find("reason")->label == "testing.reason");
    CHECK(form.find("phone")->masking == Masking::phone);

    const auto filled = read_record(
        *parse_json(
            R"({"title":" 来访 ","days":3,"from":"2021-12-31","arrives_at":"2021-12-31T09:00:00+08:00","deposit":"12.5","gate":"south",)"
            R"("areas":["hall"],"host":"77","phone":"13812342046","attachments":["5"],"extra":{"a":[1]},"overnight":false})"),
        form);
    REQUIRE(filled.has_value());
    std::string shown;
    JsonWriter out(shown);
    write_json(out, form, &*filled);
    CHECK(
        shown ==
        R"({"title":"来访","days":3,"from":"2021-12-31","arrives_at":"2021-12-31T09:00:00+08:00","deposit":"12.50","gate":"south",)"
        R"("areas":["hall"],"host":"77","phone":"138****2046","overnight":false,"attachments":["5"],"extra":{"a":[1]},"reason":null})");
    CHECK(validate(form, &*filled).has_value());

    // What is kept is whole, and comes back as it was.
    const std::string kept = store_record(*filled);
    CHECK(kept.find("13812342046") != std::string::npos);
    CHECK(kept.find("reason") == std::string::npos);
    CHECK(restore_record(*parse_json(kept), form).values == filled->values);
    CHECK(changes(form, &*filled, &*filled).empty());
    Record other = *filled;
    other.values[1] = std::int64_t{4};
    REQUIRE(changes(form, &*filled, &other).size() == 1);
    CHECK(changes(form, &*filled, &other)[0].field->name == "days");
}

TEST_CASE("a form's faults have the keys and paths of a struct's") {
    const Description form = form_from(pass_form);
    const auto filled = read_record(
        *parse_json(
            R"({"title":"","days":31,"from":"31.12.2021","gate":"west","areas":["hall","roof"],"phone":"138****2046","tittle":1})"),
        form);
    CHECK(faults(outcome_of(filled)) == Lines{"title: missing", "days: range", "from: date", "gate: choice",
                                              "areas.1: choice", "phone: masked", "tittle: unknown"});
}

TEST_CASE("a case keeps the form it was filled with: other versions are read leniently or not at all") {
    const Description first =
        form_from(R"({"name":"f@1","fields":[{"name":"a","type":"text"},{"name":"b","type":"integer"}]})");
    const Description second =
        form_from(R"({"name":"f@2","fields":[{"name":"a","type":"text"},{"name":"c","type":"date"}]})");
    const Description third = form_from(R"({"name":"f@3","fields":[{"name":"b","type":"text"}]})");
    const Record record = *read_record(*parse_json(R"({"a":"x","b":5})"), first);
    const Record seen = restore_record(*parse_json(store_record(record)), second);
    CHECK(std::get<std::string>(seen.values[0]) == "x");
    CHECK(std::holds_alternative<std::monostate>(seen.values[1]));
    CHECK_THROWS_AS(restore_record(*parse_json(store_record(record)), third), std::runtime_error);
    CHECK_THROWS_AS(restore_record(*parse_json("[]"), first), std::runtime_error);
}

TEST_CASE("a form that cannot be right is refused, and says where") {
    CHECK(refused("[]") == ": not an object");
    CHECK(refused(R"({"fields":[]})") == "name: a form needs a name");
    CHECK(refused(R"({"name":"x"})") == "fields: a form needs fields");
    CHECK(refused(R"({"name":"x","fields":[],"title":1})") == "title: unknown attribute");
    CHECK(refused(R"({"name":"x","fields":[7]})") == "fields.0: not an object");
    CHECK(refused(R"({"name":"x","fields":[{"name":"a","type":"text"},{"name":"a","type":"date"}]})") ==
          "fields.1.name: a name twice");
    CHECK(refused_field(R"("name":"a","type":"text","maxx":3)") == "fields.0.maxx: unknown attribute, nearest max");
    CHECK(refused_field(R"("name":"a","type":"txt")") == "fields.0.type: unknown type, nearest text");
    CHECK(refused_field(R"("name":"a","type":"list")").starts_with("fields.0.type: unknown type"));
    CHECK(refused_field(R"("name":"a")").starts_with("fields.0.type: unknown type"));
    for (const char* name : {"", "A", "1a", "a b", "a-b", "姓名", "a\\u0000"})
        CHECK_MESSAGE(refused_field(R"("type":"text","name":")" + std::string(name) + "\"") != "ok", name);
    CHECK(refused_field(R"("type":"text","name":")" + std::string(42, 'a') + "\"") != "ok");
    CHECK(refused_field(R"("type":"text","name":")" + std::string(41, 'a') + "\"") == "ok");
    CHECK(refused_field(R"("name":"a","type":"text","required":1)") == "fields.0.required: not true or false");
    CHECK(refused_field(R"("name":"a","type":"text","max":"3")") == "fields.0.max: not an integer");
    CHECK(refused_field(R"("name":"a","type":"text","max":-3)") == "fields.0.max: below 0");
    CHECK(refused_field(R"("name":"a","type":"text","min":5,"max":3)") == "fields.0.max: below min");
    CHECK(refused_field(R"("name":"a","type":"integer","min":-5,"max":-3)") == "ok");
    CHECK(refused_field(R"("name":"a","type":"choice")") == "fields.0.choices: a choice needs them");
    CHECK(refused_field(R"("name":"a","type":"choice","choices":[])") == "fields.0.choices: not a list of words");
    CHECK(refused_field(R"("name":"a","type":"choice","choices":["x","x"])") == "fields.0.choices: a word twice");
    CHECK(refused_field(R"("name":"a","type":"text","choices":["x"])") ==
          "fields.0.choices: only of a choice or of words");
    CHECK(refused_field(R"("name":"a","type":"text","personal":true)") ==
          "fields.0.retention: personal without a retention purpose");
    CHECK(refused_field(R"("name":"a","type":"text","masked":"phone")") == "fields.0.masked: masked but not personal");
    CHECK(refused_field(R"("name":"a","type":"text","masked":"some")") ==
          "fields.0.masked: name, phone, number or all");
    std::string many = R"({"name":"x","fields":[)";
    for (int i = 0; i <= 200; ++i)
        many += (i == 0 ? "" : ",") + (R"({"name":"f)" + std::to_string(i)) + R"(","type":"text"})";
    CHECK(refused(many + "]}") == "fields: more than 200");
}

TEST_CASE("what the desk draws a form from") {
    const Json form = form_of(describe<Pass>());
    const auto& fields = form.at("fields").as_array();
    const auto named = [&](std::string_view name) -> std::string {
        for (const Json& field : fields)
            if (std::string_view(field.at("name").as_string()) == name) return text_of(field);
        return "absent";
    };
    CHECK(named("id") == "absent");
    CHECK(named("version") == "absent");
    CHECK(named("title") ==
          R"({"name":"title","label":"testing.pass.title","type":"text","required":true,"min":2,"max":20})");
    CHECK(
        named("reason") ==
        R"({"name":"reason","label":"testing.pass.reason","type":"text","required":true,"max":500,"multiline":true})");
    CHECK(named("exit") ==
          R"({"name":"exit","label":"testing.pass.exit","type":"choice","required":false,"choices":[)"
          R"({"value":"north","label":"testing.pass.exit.north"},{"value":"south","label":"testing.pass.exit.south"},)"
          R"({"value":"east","label":"testing.pass.exit.east"}]})");
    CHECK(
        named("holder") ==
        R"({"name":"holder","label":"testing.pass.holder","type":"reference","required":true,"refers_to":"testing.holder"})");
    const Json application = form_of(describe<Application>());
    CHECK(application.at("fields").at(2).at("fields").at(0).at("name").as_string() == "name");
}

TEST_CASE("schemas: what goes in and what comes out differ") {
    const Json in = json_schema(describe<Pass>(), true);
    const Json out = json_schema(describe<Pass>(), false);
    CHECK_FALSE(in.at("properties").as_object().contains("id"));
    CHECK(in.at("properties").as_object().contains("secret"));
    CHECK_FALSE(out.at("properties").as_object().contains("secret"));
    CHECK(in.at("additionalProperties") == Json(false));
    CHECK(text_of(in.at("required")) == R"(["holder","title","reason","days","from","fee","gate","words"])");
    CHECK(out.at("required").as_array().size() == describe<Pass>().fields.size() - 1);
    const auto input = [&](const char* name) { return text_of(in.at("properties").at(name)); };
    const auto output = [&](const char* name) { return text_of(out.at("properties").at(name)); };
    CHECK(input("title") == R"({"type":"string","minLength":2,"maxLength":20})");
    CHECK(output("title") == R"({"type":"string"})");
    CHECK(input("days") == R"({"type":"integer","format":"int64","minimum":1,"maximum":30})");
    CHECK(output("sponsor") == R"({"type":["string","null"],"pattern":"^[1-9][0-9]{0,18}$"})");
    CHECK(output("holder") == R"({"type":"string","pattern":"^[1-9][0-9]{0,18}$"})");
    CHECK(output("exit") == R"({"type":["string","null"],"enum":["north","south","east",null]})");
    CHECK(input("fee") == R"({"type":"string","pattern":"^[0-9]+(\\.[0-9]{1,2})?$"})");
    CHECK(output("phone") == R"({"type":"string"})");
    CHECK(input("words") ==
          R"({"type":"array","items":{"type":"string","minLength":1,"maxLength":200},"minItems":1,"maxItems":3})");
    const Json application = json_schema(describe<Application>(), true);
    CHECK(text_of(application.at("properties").at("visitors")) ==
          R"({"type":"array","items":{"$ref":"#/components/schemas/testing.visitor.input"},"maxItems":3})");
    CHECK(text_of(application.at("properties").at("driver")) ==
          R"({"oneOf":[{"$ref":"#/components/schemas/testing.visitor.input"},{"type":"null"}]})");
    CHECK(schema_name(form_from(pass_form), false) == "testing.pass-2");
}
