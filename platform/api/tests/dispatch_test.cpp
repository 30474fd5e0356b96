// From the router to the answer, with real requests. What needs no database runs without one: then a database that is
// not there is part of the test.
#include <boost/json/serialize.hpp>

#include "platform/access/sessions.h"
#include "platform/api/tests/things.h"
#include "platform/db/pool.h"

using namespace tongguan;
using namespace tongguan::api;
using namespace tongguan::api::testing;

namespace {

class NoPosts final : public access::Directory {
public:
    std::vector<access::PostHolder> posts_of(db::Session&, Id<Person>, Date) const override { return {}; }
};

// A site whose database cannot be reached.
struct Desk {
    HandClock clock{instant_at(make_date(2021, 12, 31), std::chrono::hours{9})};
    IdSource ids{1};
    db::Pool pool{{.conninfo = "host=/nonexistent dbname=none", .size = 1, .wait = std::chrono::milliseconds{10}}};
    Services services{.clocks = {clock, clock}, .ids = ids, .pool = pool, .calendar = WorkingCalendar::published()};
    NoPosts directory;
    access::Sessions sessions{services, directory, {.poll = std::chrono::milliseconds{0}}};
    std::vector<std::string> failures;
    Site site{.services = services, .sessions = sessions, .texts = texts()};
    std::vector<Route> routes;
    http::Router router;

    explicit Desk(std::vector<Route> table) : routes(std::move(table)) {
        site.failed = [this](const http::Request& made, std::string_view operation, std::string_view what) {
            failures.push_back(made.trace + " " + std::string(operation) + " " + std::string(what));
        };
        mount(router, routes, site);
    }
    http::Response ask(http::Request made) {
        const auto match = router.match(made.method, made.path, made.params);
        REQUIRE(match.handler != nullptr);
        return match.handler->run(made);
    }
};

Route greeting(std::function<Result<std::string>(Exchange&)> talk) {
    return {.kind = Kind::action,
            .path = "/api/testing/greet",
            .operation = "testing.greet",
            .open = true,
            .input = &entity::describe<Room>(),
            .talk = std::move(talk)};
}
Route hello(std::string operation, std::function<Result<std::string>(Exchange&)> talk) {
    return {.path = "/api/testing/" + operation,
            .operation = "testing." + operation,
            .open = true,
            .talk = std::move(talk)};
}

}  // namespace

TEST_CASE("an open exchange is answered without a database, and may set cookies") {
    Desk desk({greeting([](Exchange& exchange) -> Result<std::string> {
        CHECK(exchange.who == nullptr);
        const Room room = TRY(detail::body_of<Room>(exchange.body));
        exchange.headers.push_back({"set-cookie", "a=b"});
        return "{\"hello\":\"" + room.name + "\"}";
    })});
    const auto answer = desk.ask(post("/api/testing/greet", R"({"name":"甲","seats":3})"));
    CHECK(answer.status == 200);
    CHECK(answer.body == R"({"hello":"甲"})");
    CHECK(header(answer, "content-type") == "application/json");
    CHECK(header(answer, "cache-control") == "no-store");
    CHECK(header(answer, "set-cookie") == "a=b");
}

TEST_CASE("a refused exchange keeps its cookies and speaks the asked language") {
    Desk desk({greeting([](Exchange& exchange) -> Result<std::string> {
        exchange.headers.push_back({"set-cookie", "device=1"});
        return conflict("testing.room.full", {{"number", "7"}, {"seats", "2"}});
    })});
    auto made = post("/api/testing/greet", "{}");
    made.headers.push_back({"accept-language", "en-GB,en;q=0.9"});
    const auto answer = desk.ask(made);
    CHECK(answer.status == 409);
    CHECK(header(answer, "set-cookie") == "device=1");
    CHECK(text(json(answer), "detail") == "Room 7 has 2 seats only.");
    CHECK(text(json(answer), "trace") == made.trace);
}

TEST_CASE("bodies: malformed, of the wrong type, too large, unasked for") {
    Desk desk({greeting([](Exchange& exchange) -> Result<std::string> {
                   TRY(detail::body_of<Room>(exchange.body));
                   return "{}";
               }),
               {.kind = Kind::action,
                .path = "/api/testing/bare",
                .operation = "testing.bare",
                .open = true,
                .talk = [](Exchange&) -> Result<std::string> { return "{}"; }}});
    for (const char* body :
         {"", "{", "null", "[]", "{\"name\":\"a\",\"name\":\"b\"}", "{\"name\":\"\\ud800\"}", "{\"seats\":1e999}"}) {
        const auto answer = desk.ask(post("/api/testing/greet", body));
        CHECK_MESSAGE(answer.status == 422, body);
        CHECK_MESSAGE(!text(json(answer), "detail").empty(), body);
    }
    CHECK(desk.ask(post("/api/testing/greet", "[" + std::string(100'000, '['))).status == 422);
    CHECK(desk.ask(post("/api/testing/greet", "\"" + std::string((1 << 20) + 1, 'x') + "\"")).status == 422);
    CHECK(desk.ask(post("/api/testing/bare", "")).status == 200);
    CHECK(desk.ask(post("/api/testing/bare", "{}")).status == 200);
    const auto unasked = desk.ask(post("/api/testing/bare", R"({"a":1})"));
    CHECK(text(json(unasked), "key") == "api.body_unexpected");
    CHECK(desk.failures.empty());
}

TEST_CASE("signed out: closed routes say so before anything is read") {
    bool ran = false;
    Desk desk(
        {{.path = "/api/testing/closed", .operation = "testing.closed", .talk = [&](Exchange&) -> Result<std::string> {
              ran = true;
              return "{}";
          }}});
    const auto answer = desk.ask(request(http::Method::get, "/api/testing/closed", {{"nonsense", "1"}}));
    CHECK(answer.status == 401);
    CHECK(text(json(answer), "key") == "access.signed_out");
    CHECK_FALSE(header(answer, "www-authenticate").empty());
    CHECK_FALSE(ran);
}

TEST_CASE("a database that is gone is a 503 with the time to wait, never its words") {
    Desk desk({hello("here", [](Exchange&) -> Result<std::string> { return "{}"; })});
    auto made = request(http::Method::get, "/api/testing/here");
    made.headers.push_back({"cookie", "__Host-tongguan=" + std::string(43, 'A')});
    const auto answer = desk.ask(made);
    CHECK(answer.status == 503);
    CHECK(header(answer, "retry-after") == "5");
    CHECK(text(json(answer), "key") == "api.database_gone");
    CHECK(answer.body.find("nonexistent") == std::string::npos);
    REQUIRE(desk.failures.size() == 1);
    CHECK(desk.failures[0].find("nonexistent") != std::string::npos);  // the log has them
}

TEST_CASE("failures: each with its status, its trace, and not a word of SQL") {
    const std::string secret = "select phone from people";
    const auto throwing = [](auto thrown) { return [thrown](Exchange&) -> Result<std::string> { throw thrown; }; };
    Desk desk({hello("syntax", throwing(db::Failure("42601", "", secret))),
               hello("disk", throwing(db::Failure("53100", "", secret))),
               hello("restart", throwing(db::Failure("57P01", "", secret))),
               hello("pool", throwing(db::PoolExhausted())), hello("other", throwing(std::runtime_error(secret)))});
    const auto told = [&](const std::string& name) {
        const auto answer = desk.ask(request(http::Method::get, "/api/testing/" + name));
        CHECK(answer.body.find("phone") == std::string::npos);
        CHECK(text(json(answer), "trace") == "0af7651916cd43dd8448eb211c80319c");
        return std::to_string(answer.status) + " " + text(json(answer), "key") + " " + header(answer, "retry-after");
    };
    CHECK(told("syntax") == "500 api.failed ");
    CHECK(told("disk") == "503 api.disk_full 60");
    CHECK(told("restart") == "503 api.database_gone 5");
    CHECK(told("pool") == "503 api.busy 1");
    CHECK(told("other") == "500 api.failed ");
    CHECK(desk.failures.size() == 5);
    CHECK(text(json(desk.ask(request(http::Method::get, "/api/testing/other"))), "detail").find("0af7651916cd43dd") !=
          std::string::npos);
}

TEST_CASE("a query that the route does not declare is refused before it runs") {
    Desk desk({hello("here", [](Exchange&) -> Result<std::string> { return "{}"; })});
    CHECK(desk.ask(request(http::Method::get, "/api/testing/here", {{"debug", "1"}})).status == 422);
    CHECK(desk.ask(request(http::Method::get, "/api/testing/here")).status == 200);
}

TEST_CASE("the table itself is held against what cannot be") {
    http::Router router;
    Desk desk({});
    const std::vector<Route> neither{{.path = "/x", .operation = "testing.x"}};
    CHECK_THROWS_AS(mount(router, neither, desk.site), std::logic_error);
    const std::vector<Route> both{{.path = "/y",
                                   .operation = "testing.y",
                                   .run = [](Work&, const Context&, const Json&) -> Result<std::string> { return ""; },
                                   .talk = [](Exchange&) -> Result<std::string> { return ""; }}};
    CHECK_THROWS_AS(mount(router, both, desk.site), std::logic_error);
}
