#include <doctest/doctest.h>

#include "platform/entity/tests/things.h"

using namespace tongguan;
using namespace tongguan::entity;
using namespace tongguan::entity::testing;

namespace {

std::string good_pass(std::string_view instead = {}, std::string_view of = {}) {
    std::string json = R"({"holder":"42","title":"通行证","reason":"会议","days":2,"from":"2021-12-31","fee":"12.5",)"
                       R"("gate":"north","words":["甲"]})";
    if (!of.empty()) json.replace(json.find(of), of.size(), instead);
    return json;
}

std::vector<std::string> of(std::string_view json) {
    Pass pass;
    return faults(from_json(json, pass));
}
using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a thing is written field by field, masked and without what is hidden") {
    CHECK(
        json_of(sample_pass()) ==
        R"({"id":"7","holder":"42","sponsor":null,"title":"人员通行证","reason":"第一行\n第二行 \u003cb\u003e","days":3,)"
        R"("overnight":true,"from":"2021-12-31","until":"2000-02-29","filed_at":"2021-12-31T09:00:00+08:00",)"
        R"("decided_at":null,"fee":"1234.50","room":"24.17","gate":"south","exit":"east","answers":{"a":1},)"
        R"("words":["甲","乙"],"buildings":["1","9007199254740993"],"phone":"138****2046","note":null,"version":5})");
}

TEST_CASE("what is read is what was written") {
    Pass pass;
    const std::string json =
        R"({"holder":"42","sponsor":"43","title":"  人员通行证　","reason":"第一行\n第二行","days":30,"overnight":true,)"
        R"("from":"2021-12-31","until":"2022-01-05","decided_at":"2021-12-31T01:00:00Z","fee":"1000","room":"24.17",)"
        R"("gate":"south","exit":"east","answers":{"b":[1,2]},"words":["甲","乙 "],"buildings":["9007199254740993"],)"
        R"("phone":"13812342046","note":"好","secret":"x"})";
    CHECK(faults(from_json(json, pass)) == Lines{"ok"});
    CHECK(pass.holder.value == 42);
    CHECK(pass.title == "人员通行证");  // trimmed, the ideographic space too
    CHECK(pass.reason == "第一行\n第二行");
    CHECK(pass.from == make_date(2021, 12, 31));
    CHECK(pass.decided_at == instant_at(make_date(2021, 12, 31), std::chrono::hours{9}));
    CHECK(pass.fee.fen == 100000);
    CHECK(pass.room.hundredths == 2417);
    CHECK(pass.exit == Gate::east);
    CHECK(pass.answers.json == R"({"b":[1,2]})");
    CHECK(pass.words == std::vector<std::string>{"甲", "乙"});
    CHECK(pass.buildings == std::vector<std::int64_t>{9007199254740993});
    CHECK(pass.secret == "x");  // hidden from readers, not from writers
    CHECK(pass.id.value == 0);
}

TEST_CASE("what may be left out keeps its default, null empties what can be empty") {
    Pass pass;
    pass.note = "before";
    pass.overnight = true;
    pass.exit = Gate::east;
    CHECK(faults(from_json(good_pass(), pass)) == Lines{"ok"});
    CHECK(pass.note == "before");
    CHECK(pass.overnight);
    CHECK(faults(from_json(good_pass(R"("note":null,"exit":null,"overnight":null,"days")", R"("days")"), pass)) ==
          Lines{"ok"});
    CHECK(pass.note == std::nullopt);
    CHECK(pass.exit == std::nullopt);
    CHECK(pass.overnight);  // it cannot be empty
    pass.note = "before";
    CHECK(faults(from_json(good_pass(R"("note":"  ","exit":"","days")", R"("days")"), pass)) == Lines{"ok"});
    CHECK(pass.note == std::nullopt);
}

TEST_CASE("every fault is found and named, and nothing is assigned") {
    Pass pass = sample_pass();
    const Outcome outcome = from_json(
        R"({"holder":"0","title":"通","reason":" ","days":31,"from":"2021-02-29","fee":"12.345","gate":"west","words":[],)"
        R"("tittle":"x","version":3})",
        pass);
    CHECK(faults(outcome) == Lines{"holder: type", "title: too_short", "reason: missing", "days: range", "from: date",
                                   "fee: money", "gate: choice", "words: too_few", "version: server",
                                   "tittle: unknown"});
    CHECK(json_of(pass) == json_of(sample_pass()));
    CHECK(outcome.error().kind == Refusal::Kind::invalid);
    const auto& unknown = outcome.error().also.back();
    CHECK(unknown.args == Refusal::Args{{"name", "tittle"}, {"nearest", "title"}});
    CHECK(outcome.error().also[0].args ==
          Refusal::Args{{"label", "testing.pass.title"}, {"min", "2"}, {"length", "1"}});
    CHECK(outcome.error().also[2].args == Refusal::Args{{"label", "testing.pass.days"}, {"range", "1 – 30"}});
    CHECK(outcome.error().also[5].args ==
          Refusal::Args{{"label", "testing.pass.gate"}, {"choices", "north, south, east"}});
}

TEST_CASE("each kind of fault") {
    CHECK(of("[]") == Lines{": type"});
    CHECK(of(R"("text")") == Lines{": type"});
    CHECK(of("{}") == Lines{"holder: missing", "title: missing", "reason: missing", "days: missing", "from: missing",
                            "fee: missing", "gate: missing", "words: missing"});
    CHECK(of(good_pass(R"("holder":null)", R"("holder":"42")")) == Lines{"holder: missing"});
    for (const char* bad : {"42", R"("")", R"("042")", R"("-1")", R"("4 2")", R"("9223372036854775808")", "true", "{}"})
        CHECK_MESSAGE(of(good_pass(std::string(R"("holder":)") + bad, R"("holder":"42")")) == Lines{"holder: type"},
                      bad);
    CHECK(of(good_pass(R"("holder":"9223372036854775807")", R"("holder":"42")")) == Lines{"ok"});
    for (const char* bad : {R"("2")", "2.0", "2.5", "null", "[2]"})
        CHECK_MESSAGE(of(good_pass(std::string(R"("days":)") + bad, R"("days":2)")) != Lines{"ok"}, bad);
    CHECK(of(good_pass(R"("days":0)", R"("days":2)")) == Lines{"days: range"});
    CHECK(of(good_pass(R"("days":-9223372036854775808)", R"("days":2)")) == Lines{"days: range"});
    CHECK(of(good_pass(R"("title":"一二三四五六七八九十一二三四五六七八九十")", R"("title":"通行证")")) == Lines{"ok"});
    CHECK(of(good_pass(R"("title":"一二三四五六七八九十一二三四五六七八九十一")", R"("title":"通行证")")) ==
          Lines{"title: too_long"});
    CHECK(of(good_pass(R"("title":5)", R"("title":"通行证")")) == Lines{"title: type"});
    CHECK(of(good_pass(R"("title":"a\nb")", R"("title":"通行证")")) == Lines{"title: control"});
    CHECK(of(good_pass(R"("title":"a\u001bb")", R"("title":"通行证")")) == Lines{"title: control"});
    CHECK(of(good_pass(R"("title":"ab\u202ecd")", R"("title":"通行证")")) == Lines{"title: control"});
    CHECK(of(good_pass(R"("from":"2021-2-3")", R"("from":"2021-12-31")")) == Lines{"from: date"});
    CHECK(of(good_pass(R"("from":20211231)", R"("from":"2021-12-31")")) == Lines{"from: type"});
    CHECK(of(good_pass(R"("decided_at":"2021-12-31","days")", R"("days")")) == Lines{"decided_at: instant"});
    CHECK(of(good_pass(R"("fee":12)", R"("fee":"12.5")")) == Lines{"fee: type"});
    CHECK(of(good_pass(R"("fee":"10000.01")", R"("fee":"12.5")")) == Lines{"fee: range"});
    CHECK(of(good_pass(R"("fee":"-1")", R"("fee":"12.5")")) == Lines{"fee: range"});
    CHECK(of(good_pass(R"("room":"x","days")", R"("days")")) == Lines{"room: area"});
    CHECK(of(good_pass(R"("words":["甲","乙","丙","丁"])", R"("words":["甲"])")) == Lines{"words: too_many"});
    CHECK(of(good_pass(R"("words":["甲"," "])", R"("words":["甲"])")) == Lines{"words.1: missing"});
    CHECK(of(good_pass(R"("words":["甲",2])", R"("words":["甲"])")) == Lines{"words.1: type"});
    CHECK(of(good_pass(R"("words":"甲")", R"("words":["甲"])")) == Lines{"words: type"});
    CHECK(of(good_pass(R"("buildings":["1","x"],"days")", R"("days")")) == Lines{"buildings.1: type"});
    CHECK(of(good_pass(R"("buildings":["1","2","3"],"days")", R"("days")")) == Lines{"buildings: too_many"});
    CHECK(of(good_pass(R"("answers":"x","days")", R"("days")")) == Lines{"answers: type"});
    CHECK(of(good_pass(R"("answers":[")" + std::string(70'000, 'x') + R"("],"days")", R"("days")")) ==
          Lines{"answers: document_size"});
    CHECK(of(good_pass(R"("overnight":1,"days")", R"("days")")) == Lines{"overnight: type"});
    CHECK(of(good_pass(R"("phone":"138****2046","days")", R"("days")")) == Lines{"phone: masked"});
    CHECK(of(good_pass(R"("id":"7","days")", R"("days")")) == Lines{"id: server"});
}

TEST_CASE("what no parser of ours lets through is refused whichever way it came") {
    boost::json::object object = parse_json(good_pass())->as_object();
    object["title"] = "\xC3\x28";
    object["\xFF\xFE"] = 1;
    object["days"] = std::numeric_limits<std::uint64_t>::max();
    Pass pass;
    const Outcome outcome = read_json(Json(object), describe<Pass>(), &pass);
    CHECK(faults(outcome) == Lines{"title: utf8", "days: range", "?: unknown"});
}

TEST_CASE("an unknown field is told the nearest name, or all that are known") {
    Visitor visitor;
    Outcome outcome = from_json(R"({"name":"x","plat":"y"})", visitor);
    CHECK(faults(outcome) == Lines{"plat: unknown"});
    CHECK(outcome.error().args[1].second == "plate");
    outcome = from_json(R"({"name":"x","colour":"y"})", visitor);
    CHECK(outcome.error().args[1].second == "name, plate");
    outcome = from_json("{\"name\":\"x\",\"" + std::string(5000, 'q') + "\":1}", visitor);
    CHECK(outcome.error().field.size() < 80);  // what strangers send is shown back cut
}

TEST_CASE("nested things: paths lead to the fault") {
    Application application;
    CHECK(faults(from_json(
              R"({"title":"t","contact":{"name":"甲"},"visitors":[{"name":"乙"},{"name":"丙","plate":"浙A"}]})",
              application)) == Lines{"ok"});
    CHECK(application.contact.name == "甲");
    CHECK(application.visitors == std::vector<Visitor>{{"乙", std::nullopt}, {"丙", "浙A"}});
    CHECK_FALSE(application.driver.has_value());
    CHECK(json_of(application) ==
          R"({"title":"t","contact":{"name":"甲","plate":null},"visitors":[{"name":"乙","plate":null},)"
          R"({"name":"丙","plate":"浙A"}],"driver":null})");

    CHECK(faults(from_json(
              R"({"title":"t","contact":{"nme":"甲"},"visitors":[{"name":"乙"},{"plate":"123456789"},7],"driver":[]})",
              application)) == Lines{"contact.name: missing", "contact.nme: unknown", "visitors.1.name: missing",
                                     "visitors.1.plate: too_long", "visitors.2: type", "driver: type"});
    CHECK(application.visitors.size() == 2);  // untouched
    CHECK(faults(from_json(R"({"title":"t","contact":{"name":"a"},"visitors":[{},{},{},{}]})", application)) ==
          Lines{"visitors: too_many"});
    CHECK(faults(from_json(R"({"title":"t","contact":{"name":"a"},"visitors":{}})", application)) ==
          Lines{"visitors: type"});

    // A second reading replaces the lists of the first.
    CHECK(faults(from_json(R"({"title":"t","contact":{"name":"a"},"visitors":[{"name":"b"}],"driver":{"name":"丁"}})",
                           application)) == Lines{"ok"});
    CHECK(application.visitors.size() == 1);
    CHECK(application.driver->name == "丁");
    CHECK(faults(from_json(R"({"title":"t","contact":{"name":"a"},"visitors":[],"driver":null})", application)) ==
          Lines{"ok"});
    CHECK_FALSE(application.driver.has_value());
}

TEST_CASE("the faults of one input are bounded") {
    std::string json = R"({"name":"x")";
    for (int i = 0; i < 500; ++i) json += ",\"f" + std::to_string(i) + "\":1";
    Visitor visitor;
    CHECK(faults(from_json(json + "}", visitor)).size() == 100);
}

TEST_CASE("a struct made in code is held against the same limits") {
    Pass pass = sample_pass();
    CHECK(faults(validate(describe<Pass>(), &pass)) == Lines{"ok"});
    pass.title = "";
    pass.days = 99;
    pass.holder = {};
    pass.words.clear();
    CHECK(faults(validate(describe<Pass>(), &pass)) ==
          Lines{"holder: missing", "title: missing", "days: range", "words: too_few"});
    Application application{.title = "t", .contact = {.name = ""}, .visitors = {{.name = std::string(11, 'x')}}};
    CHECK(faults(validate(describe<Application>(), &application, "in")) ==
          Lines{"in.contact.name: missing", "in.visitors.0.name: too_long"});
}

TEST_CASE("what differs between two things, as a reader may see it") {
    const Pass before = sample_pass();
    Pass after = before;
    CHECK(changes(describe<Pass>(), &before, &after).empty());
    after.title = "车辆通行证";
    after.note = "补";
    after.phone = "13900001111";
    after.secret = "other";
    after.sponsor = {9};
    const auto found = changes(describe<Pass>(), &before, &after);
    REQUIRE(found.size() == 5);
    CHECK(found[0].field->name == "sponsor");
    CHECK(std::holds_alternative<std::monostate>(found[0].before));
    CHECK(std::get<std::int64_t>(found[0].after) == 9);
    CHECK(std::get<std::string>(found[1].before) == "人员通行证");
    CHECK(std::get<std::string>(found[2].after) == "139****1111");
    CHECK(std::get<std::string>(found[3].after) == "补");
    CHECK(found[4].field->name == "secret");
    CHECK(std::holds_alternative<std::monostate>(found[4].after));

    const Application one{.title = "t", .contact = {.name = "甲"}};
    Application two = one;
    two.contact.plate = "浙A1";
    const auto nested = changes(describe<Application>(), &one, &two);
    REQUIRE(nested.size() == 1);
    CHECK(std::get<std::string>(nested[0].after) == R"({"name":"甲","plate":"浙A1"})");
}

TEST_CASE("masks") {
    CHECK(masked(Masking::none, "张三") == "张三");
    CHECK(masked(Masking::name, "张三") == "张*");
    CHECK(masked(Masking::name, "欧阳某某") == "欧***");
    CHECK(masked(Masking::name, "张") == "*");
    CHECK(masked(Masking::phone, "13812342046") == "138****2046");
    CHECK(masked(Masking::phone, "12345") == "***");
    CHECK(masked(Masking::number, "330106199001011234") == "3****************4");
    CHECK(masked(Masking::all, "anything") == masked(Masking::all, "x"));
    CHECK(masked(Masking::phone, "") == "***");
}

TEST_CASE("a Value is written as the JSON of its field") {
    const Pass pass = sample_pass();
    for (const Field& each : describe<Pass>().fields) {
        if (each.hidden || each.masking != Masking::none) continue;
        std::string by_value, by_member;
        JsonWriter value_writer(by_value), member_writer(by_member);
        write_value(value_writer, each, read(each, &pass));
        each.ops->write(each, reinterpret_cast<const char*>(&pass) + each.offset, member_writer);
        CHECK_MESSAGE(by_value == by_member, each.name);
    }
}
