// The whole way of a signed-in request: cookie, session, rights, walls, transaction, answer — over a real database.
// The table's draft and its walls are the ones that a migration would run.
#include "platform/access/sessions.h"
#include "platform/api/cursor.h"
#include "platform/api/tests/things.h"
#include "platform/db/pool.h"
#include "platform/testing/world.h"

namespace tongguan::api::testing {

struct Hall {
    Id<Hall> id;
    Id<Unit> unit;
    std::string name;
    std::int64_t seats = 0;
    std::int64_t version = 1;
};
struct NewHall {
    std::string name;
    std::int64_t seats = 0;
};

namespace may {
inline constexpr Permission read{"testing.hall.read"};
inline constexpr Permission open{"testing.hall.open"};
inline constexpr Permission close{"testing.hall.close"};
}  // namespace may

}  // namespace tongguan::api::testing

namespace tongguan::entity {
using api::testing::Hall;
using api::testing::NewHall;
template <>
const Description& describe<Hall>() {
    static const Description description = describe_struct("testing.hall", {
                                                                               field<&Hall::id>().server(),
                                                                               field<&Hall::unit>().server(),
                                                                               field<&Hall::name>().max(20).unique(),
                                                                               field<&Hall::seats>().max(500),
                                                                               field<&Hall::version>().server(),
                                                                           });
    return description;
}
template <>
const Description& describe<NewHall>() {
    static const Description description =
        describe_struct("testing.new_hall", {field<&NewHall::name>().max(20), field<&NewHall::seats>().max(500)});
    return description;
}
template <>
const Entity& entity<Hall>() {
    static const Entity entity{"testing.hall", "testing_hall", Walls{.unit = "unit"}, &describe<Hall>()};
    return entity;
}
}  // namespace tongguan::entity

using namespace tongguan;
using namespace tongguan::api;
using namespace tongguan::api::testing;

namespace {

const db::Statement halls{"testing.halls", may::read,
                          "select {columns} from testing_hall where name > $1 order by name limit $2",
                          &entity::entity<Hall>};
const db::Statement hall{"testing.hall", may::read, "select {columns} from testing_hall where id = $1",
                         &entity::entity<Hall>};
const db::Statement add{"testing.add_hall", may::open,
                        "insert into testing_hall (id, unit, name, seats, version) values ($1, $2, $3, $4, 1)"};

Result<Page<Hall>> list_halls(Work& work, const ListQuery& query) {
    std::string after;
    if (!query.cursor.empty()) after = TRY(Cursor::parse(query.cursor, "testing.halls", 1)).keys[0];
    Page<Hall> page{work.db().all<Hall>(halls, db::Params(after, static_cast<std::int64_t>(query.limit + 1)))};
    if (page.items.size() <= query.limit) return page;
    page.items.pop_back();
    page.next = Cursor{.order = "testing.halls", .keys = {}, .id = 0}.add(page.items.back().name).text();
    return page;
}
Result<Hall> view_hall(Work& work, Id<Hall> id) {
    auto found = work.db().one<Hall>(hall, db::Params(id));
    if (!found) return not_found("api.not_found");
    return *std::move(found);
}
Result<Hall> open_hall(Work& work, const NewHall& wanted) {
    if (wanted.name == "full") return conflict("testing.room.full", {{"number", "1"}, {"seats", "2"}});
    const Hall made{.id = work.new_id<Hall>(), .unit = work.actor().unit, .name = wanted.name, .seats = wanted.seats};
    work.db().later(add, db::Params(made.id, made.unit, made.name, made.seats));
    return made;
}
Result<Done> close_hall(Work&, Id<Hall>) { return Done{}; }

Result<Done> knock(Work&, const NewHall&) { return Done{}; }
Route knocking() {
    Route route = post<&knock>("/api/testing/knock", "testing.knock", {});
    route.open = true;
    return route;
}

// Everybody is clerk of the unit that has his own number.
class Posts final : public access::Directory {
public:
    std::vector<access::PostHolder> posts_of(db::Session&, Id<Person> person, Date) const override {
        return {{.post = {person.value},
                 .person = person,
                 .unit = {person.value},
                 .department = {},
                 .region = {},
                 .person_name = "甲（示例）",
                 .post_name = "",
                 .unit_name = "",
                 .roles = {"clerk"},
                 .unit_tree = {person.value},
                 .is_main = true}};
    }
};

struct Office {
    tongguan::testing::World world;
    Posts posts;
    access::Sessions sessions{world.services(), posts, {.poll = std::chrono::milliseconds{0}}};
    std::vector<std::string> denied, failed;
    Site site{.services = world.services(), .sessions = sessions, .texts = texts()};
    std::vector<Route> routes{
        list<&list_halls>("/api/testing/halls", "testing.list_halls", may::read, {.page = 2, .page_max = 3}),
        get<&view_hall>("/api/testing/halls/{id}", "testing.view_hall", may::read),
        post<&open_hall>("/api/testing/halls", "testing.open_hall", may::open),
        post<&close_hall>("/api/testing/halls/{id}/close", "testing.close_hall", may::close),
        knocking(),
    };
    http::Router router;

    Office() {
        world.execute(entity::create_table(entity::entity<Hall>()));
        for (int times = 0; times < 2; ++times)  // putting the walls up again changes nothing
            for (const auto& statement : entity::policies(entity::entity<Hall>())) world.execute(statement);
        world.execute("insert into access_role values ('clerk', '', true) on conflict do nothing");
        world.execute(
            "insert into access_role_permission values ('clerk', 'testing.hall.read', 'unit'), "
            "('clerk', 'testing.hall.open', 'unit')");
        site.denied = [this](const access::Actor& actor, const http::Request&, std::string_view operation) {
            denied.push_back(std::to_string(actor.person.value) + " " + std::string(operation));
        };
        site.failed = [this](const http::Request&, std::string_view, std::string_view what) {
            failed.emplace_back(what);
        };
        mount(router, routes, site);
    }

    // The cookie of a person who has just signed in.
    std::string sign_in(std::int64_t person, bool must_change = false) {
        const std::string key = std::to_string(person);
        world.execute("insert into access_account values (" + key + ", " + key + ", 'p" + key + "', 'p" + key +
                      "', 'x', " + (must_change ? "true" : "false") + ", '', '2021-12-31', '2021-12-31')");
        return world
            .act(access::Actor::platform(),
                 [&](Work& work) -> Result<access::Opened> {
                     return access::open_session(work, {person}, {person}, "127.0.0.1", "test", std::chrono::hours{12});
                 })
            ->token;
    }
    http::Response ask(const std::string& cookie, http::Request made) {
        made.headers.push_back({"cookie", std::string(session_cookie) + "=" + cookie});
        if (made.method == http::Method::post) {
            const auto who = sessions.find(cookie);
            if (who) made.headers.push_back({"x-csrf-token", who->csrf});
        }
        const auto match = router.match(made.method, made.path, made.params);
        REQUIRE(match.handler != nullptr);
        return match.handler->run(made);
    }
    http::Response open(const std::string& cookie, const std::string& name, const std::string& key = {}) {
        auto made = post("/api/testing/halls", R"({"name":")" + name + R"(","seats":5})");
        if (!key.empty()) made.headers.push_back({"idempotency-key", key});
        return ask(cookie, made);
    }
    http::Response look(const std::string& cookie, const std::string& path,
                        std::vector<std::pair<std::string, std::string>> query = {}) {
        return ask(cookie, request(http::Method::get, path, std::move(query)));
    }
};

std::string told(const http::Response& response) {
    return std::to_string(response.status) + " " + text(json(response), "key");
}

}  // namespace

TEST_CASE(
    "no connection left: 503 within the pool's wait, nothing done; who needs none is answered; then all goes on") {
    Office office;
    const std::string cookie = office.sign_in(11);
    const Services& whole = office.world.services();
    db::Pool small({.conninfo = office.world.server_conninfo(), .size = 1, .wait = std::chrono::milliseconds{10}});
    const Services narrow{
        .clocks = whole.clocks, .ids = whole.ids, .pool = small, .calendar = whole.calendar, .audit = whole.audit};
    http::Router router;
    const Site beside{.services = narrow, .sessions = office.sessions, .texts = texts()};
    mount(router, office.routes, beside);
    office.sessions.poll();  // the session is remembered: only the work itself asks the small pool
    const auto ask = [&](http::Request made) {
        const auto who = office.sessions.find(cookie);
        made.headers.push_back({"cookie", std::string(session_cookie) + "=" + cookie});
        made.headers.push_back({"x-csrf-token", who->csrf});
        return router.match(made.method, made.path, made.params).handler->run(made);
    };
    const auto open = [&] { return ask(post("/api/testing/halls", R"({"name":"一号厅","seats":5})")); };
    {
        const auto taken = small.take();
        const http::Response refused = open();
        CHECK(told(refused) == "503 api.busy");
        CHECK(header(refused, "retry-after") == "1");
        CHECK(told(ask(request(http::Method::get, "/api/testing/halls/1"))) == "503 api.busy");
        CHECK(told(ask(post("/api/testing/halls/1/close", "{}"))) == "403 access.no_right");  // asks no database
    }
    CHECK(office.world.count("select count(*) from testing_hall") == 0);
    CHECK(open().status == 200);
    CHECK(office.world.count("select count(*) from testing_hall") == 1);
}

TEST_CASE("an action writes, its reader sees it, a stranger of another unit does not") {
    Office office;
    const std::string one = office.sign_in(11);
    const std::string two = office.sign_in(22);
    const auto opened = office.open(one, "一号厅");
    REQUIRE_MESSAGE(opened.status == 200, opened.body);
    const std::string id = text(json(opened), "id");
    CHECK(office.look(one, "/api/testing/halls/" + id).body == opened.body);
    CHECK(told(office.look(two, "/api/testing/halls/" + id)) == "404 api.not_found");
    CHECK(told(office.look(one, "/api/testing/halls/1")) == "404 api.not_found");
    CHECK(told(office.look(one, "/api/testing/halls/x")) == "404 api.not_found");
    CHECK(json(office.look(two, "/api/testing/halls")).at("items").as_array().empty());
    CHECK(json(office.look(one, "/api/testing/halls")).at("items").as_array().size() == 1);
    CHECK(office.failed.empty());
}

TEST_CASE("pages follow each other by their cursor, and no other cursor leads anywhere") {
    Office office;
    const std::string one = office.sign_in(11);
    for (const char* name : {"a", "b", "c", "d", "e"}) REQUIRE(office.open(one, name).status == 200);
    std::string seen, cursor;
    int pages = 0;
    do {
        std::vector<std::pair<std::string, std::string>> query;
        if (!cursor.empty()) query.emplace_back("cursor", cursor);
        const Json page = json(office.look(one, "/api/testing/halls", query));
        for (const Json& item : page.at("items").as_array()) seen += text(item, "name");
        cursor = text(page, "next");
        ++pages;
    } while (!cursor.empty() && pages < 10);
    CHECK(seen == "abcde");
    CHECK(pages == 3);
    CHECK(told(office.look(one, "/api/testing/halls", {{"cursor", "AAAA"}})) == "422 api.cursor");
    CHECK(told(office.look(one, "/api/testing/halls", {{"limit", "4"}})) == "422 api.query.limit");
    CHECK(told(office.look(one, "/api/testing/halls", {{"unit", "22"}})) == "422 api.query.unknown");
}

TEST_CASE("an action sent twice under one key is done once; the key does not serve another body") {
    Office office;
    const std::string one = office.sign_in(11);
    const auto first = office.open(one, "一号厅", "key-1");
    const auto again = office.open(one, "一号厅", "key-1");
    CHECK(first.status == 200);
    CHECK(again.body == first.body);
    CHECK(header(first, "idempotency-replayed").empty());
    CHECK(header(again, "idempotency-replayed") == "true");
    CHECK(told(office.open(one, "二号厅", "key-1")) == "409 work.key_reused");
    CHECK(told(office.open(one, "二号厅", "key 1")) == "422 api.idempotency_key");
    CHECK(office.world.count("select count(*) from testing_hall") == 1);
}

TEST_CASE("a key belongs to its actor: another one's request under it is his own") {
    Office office;
    const std::string one = office.sign_in(11);
    const std::string two = office.sign_in(22);
    const auto first = office.open(one, "一号厅", "key-1");
    const auto other = office.open(two, "二号厅", "key-1");
    CHECK(first.status == 200);
    CHECK(other.status == 200);
    CHECK(text(json(other), "name") == "二号厅");
    CHECK(header(other, "idempotency-replayed").empty());
}

TEST_CASE("signed out, a key is nobody's: each request is done") {
    Office office;
    const auto knock = [&] {
        auto made = post("/api/testing/knock", R"({"name":"a","seats":1})");
        made.headers.push_back({"idempotency-key", "key-1"});
        const auto match = office.router.match(made.method, made.path, made.params);
        REQUIRE(match.handler != nullptr);
        return match.handler->run(made);
    };
    CHECK(knock().status == 200);
    CHECK(header(knock(), "idempotency-replayed").empty());
}

TEST_CASE("refusals of the action, of its input and of the database reach the reader as problems") {
    Office office;
    const std::string one = office.sign_in(11);
    CHECK(told(office.open(one, "full")) == "409 testing.room.full");
    CHECK(told(office.open(one, "")) == "422 entity.invalid.missing");
    REQUIRE(office.open(one, "一号厅").status == 200);
    CHECK(told(office.open(one, "一号厅")) == "409 constraint.testing_hall_name_unique");
    CHECK(office.world.count("select count(*) from testing_hall") == 1);
}

TEST_CASE("what the post does not carry is denied and told to the audit") {
    Office office;
    const std::string one = office.sign_in(11);
    auto close = post("/api/testing/halls/5/close", "");
    CHECK(told(office.ask(one, close)) == "403 access.no_right");
    CHECK(office.denied == std::vector<std::string>{"11 testing.close_hall"});
    const std::string fresh = office.sign_in(33, true);
    CHECK(told(office.look(fresh, "/api/testing/halls")) == "403 access.must_change_password");
}

TEST_CASE("cookies that open nothing: invented, cut, of an ended session") {
    Office office;
    const std::string one = office.sign_in(11);
    CHECK(office.look(one, "/api/testing/halls").status == 200);
    for (const std::string& cookie :
         {std::string("x"), one.substr(1), one + "A", std::string(5000, 'A'), std::string("' or 1=1 --")})
        CHECK(told(office.look(cookie, "/api/testing/halls")) == "401 access.signed_out");
    office.world.execute("update access_session set ended_at = '2021-12-31', ended_by = 'user'");
    office.sessions.forget_all();
    CHECK(told(office.look(one, "/api/testing/halls")) == "401 access.signed_out");
    CHECK(told(office.open(one, "一号厅")) == "401 access.signed_out");
}
