// The parts of the dispatcher that need nothing else: problems, queries, cursors, pages, the gate.
#include <boost/json/serialize.hpp>
#include <fstream>
#include <iterator>

#include "platform/access/roles.h"
#include "platform/api/cursor.h"
#include "platform/api/gate.h"
#include "platform/api/query.h"
#include "platform/api/tests/things.h"

namespace tongguan::entity {
template <>
const Description& describe<api::testing::Room>() {
    using api::testing::Room;
    static const Description description = describe_struct("testing.room", {
                                                                               field<&Room::id>().server(),
                                                                               field<&Room::name>().max(10),
                                                                               field<&Room::seats>().min(1).max(500),
                                                                               field<&Room::closed>(),
                                                                           });
    return description;
}
template <>
const Description& describe<api::testing::Booking>() {
    using api::testing::Booking;
    static const Description description = describe_struct("testing.booking", {
                                                                                  field<&Booking::title>(),
                                                                                  field<&Booking::rooms>().max(5),
                                                                              });
    return description;
}
}  // namespace tongguan::entity

namespace tongguan::api::testing {
const i18n::Texts& texts() {
    static const i18n::Texts made = [] {
        i18n::Texts all;
        for (const std::string folder : {"platform/api", "platform/entity"})
            for (const std::string language : {"zh", "en"}) {
                std::ifstream file(folder + "/texts/" + language + ".json");
                const std::string json{std::istreambuf_iterator<char>(file), {}};
                REQUIRE(all.add(language, json).has_value());
            }
        constexpr std::string_view zh = R"({"testing.room.name":"会议室名称","testing.room.seats":"座位数",
            "permission.testing.room.book":"预订会议室","module.testing":"会议室","route.testing.list_rooms":"查询会议室",
            "route.testing.view_room":"查看会议室","route.testing.book":"预订会议室","route.testing.greet":"问候",
            "route.testing.rename":"改名","testing.room.full":"会议室 {number} 只有 {seats} 座。"})";
        constexpr std::string_view en = R"({"testing.room.name":"room name","testing.room.seats":"seats",
            "permission.testing.room.book":"book rooms","module.testing":"Rooms","route.testing.list_rooms":"List rooms",
            "route.testing.view_room":"View a room","route.testing.book":"Book rooms","route.testing.greet":"Greet",
            "route.testing.rename":"Rename","testing.room.full":"Room {number} has {seats} seats only."})";
        REQUIRE(all.add("zh", zh).has_value());
        REQUIRE(all.add("en", en).has_value());
        return all;
    }();
    return made;
}
}  // namespace tongguan::api::testing

using namespace tongguan;
using namespace tongguan::api;
using namespace tongguan::api::testing;
using Args = Refusal::Args;

namespace {

constexpr Permission book{"testing.room.book"};
const ListSpec spec{.filters = {"floor", "name"}, .sorts = {"name", "-seats"}, .page = 25, .page_max = 100};

Result<ListQuery> asked(std::vector<std::pair<std::string, std::string>> query) {
    const http::Request made = request(http::Method::get, "/api/testing/rooms", std::move(query));
    const Route route{
        .path = "/api/testing/rooms", .operation = "testing.list_rooms", .output_list = true, .list = spec};
    TRY(check_query(made, route));
    return detail::list_query(Context{made}, spec);
}
Refusal refusal_of(const Result<ListQuery>& query) {
    REQUIRE_FALSE(query.has_value());
    return query.error();
}

std::shared_ptr<access::Signed> holder(std::vector<Permission> rights) {
    std::map<std::string, db::Scope, std::less<>> scopes;
    for (const Permission right : rights) scopes.emplace(std::string(right.key), db::Scope::all());
    auto who = std::make_shared<access::Signed>();
    who->csrf = "token-of-the-session";
    who->actor.rights = std::make_shared<const access::Rights>(std::move(scopes));
    return who;
}
std::string stopped(const Route& route, const http::Request& made, const access::Signed* who,
                    std::string_view origin = {}) {
    const auto problem = gate(route, made, who, origin);
    if (!problem) return "";
    const int status =
        problem->status != 0 ? problem->status : api::problem(problem->refusal, texts(), "zh", "").status;
    return std::to_string(status) + " " + problem->refusal.key;
}
http::Request with(http::Request made, std::string name, std::string value) {
    for (auto& [key, old] : made.headers)
        if (key == name) {
            old = value;
            return made;
        }
    made.headers.push_back({std::move(name), std::move(value)});
    return made;
}
http::Request without(http::Request made, std::string_view name) {
    std::erase_if(made.headers, [&](const http::Header& one) { return one.name == name; });
    return made;
}

}  // namespace

TEST_CASE("a refusal becomes a problem in the reader's language") {
    const Refusal refusal{
        .kind = Refusal::Kind::conflict, .key = "testing.room.full", .args = {{"number", "101"}, {"seats", "8"}}};
    const http::Response zh = problem(refusal, texts(), "zh", "0af7");
    CHECK(zh.status == 409);
    CHECK(header(zh, "content-type") == "application/problem+json");
    CHECK(header(zh, "content-language") == "zh");
    CHECK(header(zh, "cache-control") == "no-store");
    CHECK(
        zh.body ==
        R"({"type":"urn:tongguan:testing.room.full","title":"与当前状态冲突","status":409,)"
        R"("detail":"会议室 101 只有 8 座。","key":"testing.room.full","args":{"number":"101","seats":"8"},"trace":"0af7"})");
    CHECK(text(json(problem(refusal, texts(), "en", "")), "detail") == "Room 101 has 8 seats only.");
    for (const auto& [kind, status] : {std::pair{Refusal::Kind::invalid, 422},
                                       {Refusal::Kind::not_found, 404},
                                       {Refusal::Kind::forbidden, 403},
                                       {Refusal::Kind::conflict, 409},
                                       {Refusal::Kind::unauthenticated, 401},
                                       {Refusal::Kind::throttled, 429},
                                       {Refusal::Kind::unavailable, 503}}) {
        const http::Response told = problem({.kind = kind, .key = "api.not_found"}, texts(), "zh", "");
        CHECK(told.status == status);
        CHECK(header(told, "retry-after").empty());
        CHECK(header(told, "www-authenticate").empty() == (status != 401));
    }
    const http::Response later = problem(throttled("api.busy", 7).error(), texts(), "zh", "");
    CHECK(header(later, "retry-after") == "7");
    CHECK(text(json(later), "title") == "尝试过于频繁");
}

TEST_CASE("each faulty field stands in the problem, named in the reader's language") {
    Room room;
    const Outcome outcome =
        entity::read_json(*parse_json(R"({"name":"","seats":0,"sets":1})"), entity::describe<Room>(), &room);
    const Json zh = json(problem(outcome.error(), texts(), "zh", ""));
    CHECK(text(zh, "key") == "entity.invalid.missing");
    CHECK(text(zh, "field") == "name");
    CHECK(text(zh, "detail") == "“会议室名称”必须填写。");
    const auto& errors = zh.at("errors").as_array();
    REQUIRE(errors.size() == 3);
    CHECK(text(errors[1], "detail") == "“座位数”超出允许范围：1 – 500。");
    CHECK(text(errors[2], "field") == "sets");
    CHECK(text(errors[2].at("args"), "nearest") == "seats");
    CHECK(text(json(problem(outcome.error(), texts(), "en", "")).at("errors").at(1), "detail") ==
          "“seats” is out of range: 1 – 500.");
    const Refusal no_right{.kind = Refusal::Kind::forbidden,
                           .key = "api.query.limit",
                           .args = {{"permission", "testing.room.book"}, {"max", "1"}}};
    CHECK(text(json(problem(no_right, texts(), "zh", "")).at("args"), "permission") ==
          "testing.room.book");  // args are data
}

TEST_CASE("what a stranger typed is shown as typed, and can break out of nothing") {
    const Refusal typed{.key = "api.query.unknown",
                        .args = {{"name", "testing.room.name"}, {"nearest", "{max}\"\n<b>"}}};
    const http::Response shown = problem(typed, texts(), "zh", "");
    CHECK(text(json(shown), "detail") == "没有名为“testing.room.name”的查询条件，可用的是：{max}\"\n<b>。");
    CHECK(shown.body.find("<b>") == std::string::npos);
}

TEST_CASE("every problem this library can tell has its words in both languages") {
    CHECK(texts().mismatches().empty());
    for (const char* status : {"200", "401", "403", "404", "409", "415", "422", "429", "500", "503"})
        CHECK_MESSAGE(texts().has("zh", "api.status." + std::string(status)), status);
}

TEST_CASE("a list is asked for by what it declares, and by nothing else") {
    const auto all = asked({{"floor", " 3 "}, {"name", ""}, {"sort", "-seats"}, {"limit", "100"}, {"cursor", "abc"}});
    REQUIRE(all.has_value());
    CHECK(all->filters == std::vector<std::pair<std::string, std::string>>{{"floor", "3"}});
    CHECK(all->filter("floor") == "3");
    CHECK(all->filter("name").empty());
    CHECK(all->sort == "-seats");
    CHECK(all->limit == 100);
    CHECK(all->cursor == "abc");
    CHECK(asked({})->limit == 25);
    CHECK(asked({})->sort.empty());

    CHECK(refusal_of(asked({{"flor", "3"}})).args == Args{{"name", "flor"}, {"nearest", "floor"}});
    CHECK(refusal_of(asked({{"xyzzy", "3"}})).args[1].second == "floor, name, sort, cursor, limit");
    CHECK(refusal_of(asked({{"floor", "3"}, {"floor", "4"}})).key == "api.query.twice");
    CHECK(refusal_of(asked({{"floor", std::string(201, 'x')}})).key == "api.query.unreadable");
    CHECK(refusal_of(asked({{"floor", "\xC3\x28"}})).key == "api.query.unreadable");
    CHECK(refusal_of(asked({{"floor", std::string("a\0b", 3)}})).key == "api.query.unreadable");
    CHECK(refusal_of(asked({{std::string("\xFF", 1), "3"}})).args[0].second == "?");
    CHECK(refusal_of(asked({{"sort", "seats"}})).args == Args{{"name", "seats"}, {"nearest", "-seats"}});
    for (const char* limit : {"0", "101", "-1", "1.5", "x", "", "99999999999999999999"})
        CHECK_MESSAGE(refusal_of(asked({{"limit", limit}})).key == "api.query.limit", limit);
}

TEST_CASE("a route that answers no list knows no sort, cursor or limit") {
    const Route one{.path = "/x", .operation = "testing.view_room"};
    CHECK(check_query(request(http::Method::get, "/x"), one).has_value());
    CHECK(check_query(request(http::Method::get, "/x", {{"limit", "5"}}), one).error().args[1].second == "—");
}

TEST_CASE("a page of a list") {
    const std::vector<Room> rooms{{.id = {5}, .name = "一号", .seats = 8},
                                  {.id = {6}, .name = "二号", .seats = 9, .closed = make_date(2022, 1, 1)}};
    CHECK(
        detail::answer_json(Page<Room>{rooms, "next-page", 2}) ==
        R"({"items":[{"id":"5","name":"一号","seats":8,"closed":null},{"id":"6","name":"二号","seats":9,"closed":"2022-01-01"}],)"
        R"("next":"next-page","total":2})");
    CHECK(detail::answer_json(Page<Room>{}) == R"({"items":[],"next":null})");
    CHECK(detail::answer_json(Done{}) == "{}");
}

TEST_CASE("what is not a key is not found, as if it were hidden") {
    for (const char* id : {"", "0", "x", "-5", "05", "5 ", "9223372036854775808", "5;drop table"}) {
        http::Request made = request(http::Method::get, "/x");
        made.params = {{"id", id}};
        const auto key = Context{made}.id();
        CHECK_MESSAGE((!key && key.error().kind == Refusal::Kind::not_found), id);
    }
    http::Request made = request(http::Method::get, "/x");
    made.params = {{"id", "9223372036854775807"}};
    CHECK(*Context{made}.id() == std::numeric_limits<std::int64_t>::max());
}

TEST_CASE("a cursor comes back as it was, for the order it was made for") {
    const Instant moment = instant_at(make_date(2021, 12, 31), std::chrono::microseconds{123456});
    Cursor cursor{.order = "testing.rooms:-at", .keys = {}, .id = 77};
    cursor.add(moment).add(make_date(2021, 1, 2)).add(std::int64_t{-5}).add("一号楼");
    const std::string text = cursor.text();
    CHECK(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
          std::string::npos);
    const auto back = Cursor::parse(text, "testing.rooms:-at", 4);
    REQUIRE(back.has_value());
    CHECK(back->id == 77);
    CHECK(*back->instant(0) == moment);
    CHECK(*back->date(1) == make_date(2021, 1, 2));
    CHECK(*back->integer(2) == -5);
    CHECK(back->keys[3] == "一号楼");
    CHECK_FALSE(back->integer(3).has_value());

    const auto refused = [](const Result<Cursor>& parsed) { return !parsed && parsed.error().key == "api.cursor"; };
    CHECK(refused(Cursor::parse(text, "testing.rooms:name", 4)));
    CHECK(refused(Cursor::parse(text, "testing.rooms:-at", 3)));
    CHECK(refused(Cursor::parse(text, "testing.rooms:-at", 5)));
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::string altered = text;
        altered[i] = altered[i] == 'A' ? 'B' : 'A';
        CHECK_MESSAGE(refused(Cursor::parse(altered, "testing.rooms:-at", 4)), i);
        CHECK_MESSAGE(refused(Cursor::parse(text.substr(0, i), "testing.rooms:-at", 4)), i);
    }
    CHECK(refused(Cursor::parse(text + "A", "testing.rooms:-at", 4)));
    CHECK(refused(Cursor::parse(std::string(5000, 'A'), "testing.rooms:-at", 4)));
    CHECK(refused(Cursor::parse("42", "testing.rooms:-at", 4)));
    CHECK(refused(Cursor::parse("' or 1=1 --", "testing.rooms:-at", 4)));
}

TEST_CASE("the gate: a reader must be signed in and hold the right") {
    const Route route{.path = "/x", .operation = "testing.list_rooms", .permission = book};
    const auto made = request(http::Method::get, "/x");
    CHECK(stopped(route, made, nullptr) == "401 access.signed_out");
    CHECK(stopped(route, made, holder({}).get()) == "403 access.no_right");
    CHECK(gate(route, made, holder({}).get(), {})->refusal.args == Args{{"permission", "testing.room.book"}});
    CHECK(stopped(route, made, holder({book}).get()).empty());
    CHECK(stopped({.path = "/x", .operation = "testing.x"}, made, holder({}).get()).empty());
    CHECK(stopped({.path = "/x", .operation = "testing.x", .open = true}, made, nullptr).empty());
    // A reading needs no origin and no token: it changes nothing, and foreign pages cannot read its answer.
    CHECK(stopped(route, with(made, "origin", "https://evil.example"), holder({book}).get()).empty());
}

TEST_CASE("the gate: while a password must be changed, only one's own account answers") {
    auto who = holder({book, access::may::own_session});
    who->must_change_password = true;
    const auto made = request(http::Method::get, "/x");
    CHECK(stopped({.path = "/x", .operation = "testing.x", .permission = book}, made, who.get()) ==
          "403 access.must_change_password");
    CHECK(stopped({.path = "/x", .operation = "testing.x"}, made, who.get()) == "403 access.must_change_password");
    CHECK(stopped({.path = "/x", .operation = "testing.x", .permission = access::may::own_session}, made, who.get())
              .empty());
}

TEST_CASE("the gate: what writes comes from this site, with the session's token, as JSON") {
    const Route route{.kind = Kind::action,
                      .path = "/x",
                      .operation = "testing.book",
                      .permission = book,
                      .input = &entity::describe<Booking>()};
    const auto who = holder({book});
    const auto good = with(post("/x", "{}"), "x-csrf-token", "token-of-the-session");
    CHECK(stopped(route, good, who.get()).empty());
    CHECK(stopped(route, with(good, "x-csrf-token", "token-of-the-sessiom"), who.get()) == "403 access.csrf");
    CHECK(stopped(route, without(good, "x-csrf-token"), who.get()) == "403 access.csrf");
    for (const char* origin : {"https://evil.example", "null", "https://127.0.0.1:8080", "http://127.0.0.1",
                               "http://127.0.0.1:8081", "http://127.0.0.1:8080.evil.example", "http://127.0.0.1:8080/"})
        CHECK_MESSAGE(stopped(route, with(good, "origin", origin), who.get()) == "403 access.foreign_origin", origin);
    CHECK(stopped(route, with(good, "origin", "HTTP://127.0.0.1:8080"), who.get()).empty());
    // Without an Origin the Referer counts; without both nothing is believed.
    const auto referred =
        with(without(good, "origin"), "referer", "http://127.0.0.1:8080/cases?x=http://evil.example/");
    CHECK(stopped(route, referred, who.get()).empty());
    CHECK(stopped(route, with(referred, "referer", "http://evil.example/http://127.0.0.1:8080/"), who.get()) ==
          "403 access.foreign_origin");
    CHECK(stopped(route, without(good, "origin"), who.get()) == "403 access.foreign_origin");
    // A configured origin counts, not the Host.
    CHECK(stopped(route, good, who.get(), "https://tongguan.example.gov.cn") == "403 access.foreign_origin");
    CHECK(stopped(route, with(good, "origin", "https://tongguan.example.gov.cn"), who.get(),
                  "https://tongguan.example.gov.cn")
              .empty());
    auto secure = with(good, "origin", "https://127.0.0.1:8080");
    secure.secure = true;
    CHECK(stopped(route, secure, who.get()).empty());

    for (const char* type :
         {"", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonx"})
        CHECK_MESSAGE(stopped(route, with(good, "content-type", type), who.get()) == "415 api.not_json", type);
    CHECK(stopped(route, with(good, "content-type", "Application/JSON ; charset=utf-8"), who.get()).empty());
    // An action that takes nothing may be sent without a body and its type.
    Route bare = route;
    bare.input = nullptr;
    auto empty = without(good, "content-type");
    empty.body.clear();
    CHECK(stopped(bare, empty, who.get()).empty());
    empty.body = "{}";
    CHECK(stopped(bare, empty, who.get()) == "415 api.not_json");
    // Signing in: no session, no token; origin and type are asked for all the more.
    const Route open{.kind = Kind::action, .path = "/x", .operation = "testing.greet", .open = true};
    CHECK(stopped(open, post("/x", "{}"), nullptr).empty());
    CHECK(stopped(open, with(post("/x", "{}"), "origin", "https://evil.example"), nullptr) ==
          "403 access.foreign_origin");
    CHECK(stopped(open, without(post("/x", ""), "content-type"), nullptr) == "415 api.not_json");
}

TEST_CASE("an Idempotency-Key is 1 to 128 visible ASCII characters") {
    const auto made = post("/x", "{}");
    CHECK(*idempotency_key(made) == "");
    CHECK(*idempotency_key(with(made, "idempotency-key", "6f1a-~!")) == "6f1a-~!");
    CHECK(idempotency_key(with(made, "idempotency-key", std::string(128, 'k'))).has_value());
    for (const std::string& bad :
         {std::string(), std::string(129, 'k'), std::string("a b"), std::string("钥"), std::string("a\x7f")})
        CHECK_MESSAGE(idempotency_key(with(made, "idempotency-key", bad)).error().key == "api.idempotency_key", bad);
}
