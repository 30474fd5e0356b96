// The routes of signing in as a browser sees them: cookies, gate, answers; through the router, over a real database.
#include <doctest/doctest.h>

#include <algorithm>

#include "platform/access/sign_in.h"
#include "platform/account/routes.h"
#include "platform/api/dispatch.h"
#include "platform/i18n/texts.h"
#include "platform/testing/world.h"

namespace tongguan::account {

namespace {

const std::string password = "Xihu-morning-7";

class OnePost final : public access::Directory {
public:
    std::vector<access::PostHolder> posts_of(db::Session&, Id<Person> person, Date) const override {
        std::vector<access::PostHolder> posts(2);
        for (std::size_t i = 0; i < posts.size(); ++i) {
            posts[i].person = person;
            posts[i].post = {static_cast<std::int64_t>(100 + i)};
            posts[i].unit = {11};
            posts[i].person_name = "测试人员";
            posts[i].roles = {i == 0 ? "clerk" : "unit_administrator"};
            posts[i].unit_tree = {11};
            posts[i].is_main = i == 0;
        }
        return posts;
    }
};

// One server and one browser with its cookies.
struct Site {
    testing::World world{};
    OnePost directory{};
    Services services = world.services();
    access::Hashing hashing{{.memory_bytes = 8U << 20U, .passes = 1}};
    access::Sessions sessions{services, directory, {.poll = std::chrono::milliseconds{0}}};
    access::SignIn sign_in{services, sessions, directory, hashing};
    i18n::Texts texts{};
    api::Site site{.services = services, .sessions = sessions, .texts = texts, .origin = "https://tongguan.example"};
    std::vector<api::Route> list = routes({services, sessions, sign_in, directory});
    http::Router router{};
    std::map<std::string, std::string> cookies{};
    std::string csrf{};
    std::string key{};  // Idempotency-Key of what is asked from now on
    std::vector<std::string> set_cookies{};

    Site() {
        services.sessions = &sessions;
        api::mount(router, list, site);
        world
            .act(access::Actor::platform(),
                 [&](Work& work) -> Outcome {
                     access::ship_roles(work, access::grants());
                     TRY(access::create_account(work, hashing, {2}, "he.jiamu", password, false));
                     return access::create_account(work, hashing, {1}, "chen.yiming", password, false);
                 })
            .value();
    }

    http::Response ask(http::Method method, const std::string& path, std::string body = {},
                       std::string origin = "https://tongguan.example") {
        http::Request request{.method = method,
                              .target = path,
                              .path = path,
                              .body = std::move(body),
                              .remote = "10.1.2.3",
                              .trace = "t"};
        std::string sent;
        for (const auto& [name, value] : cookies) sent += (sent.empty() ? "" : "; ") + name + "=" + value;
        request.headers = {{"cookie", sent},
                           {"origin", std::move(origin)},
                           {"content-type", "application/json"},
                           {"x-csrf-token", csrf}};
        if (!key.empty()) request.headers.push_back({"idempotency-key", key});
        const auto match = router.match(method, path, request.params);
        REQUIRE(match.handler != nullptr);
        http::Response response = match.handler->run(request);
        set_cookies.clear();
        for (const http::Header& header : response.headers) {
            if (header.name != "set-cookie") continue;
            set_cookies.push_back(header.value);
            const std::size_t equals = header.value.find('=');
            cookies[header.value.substr(0, equals)] =
                header.value.substr(equals + 1, header.value.find(';') - equals - 1);
        }
        return response;
    }
    http::Response post(const std::string& path, std::string body = "{}") {
        return ask(http::Method::post, path, std::move(body));
    }
    Json session() {
        const http::Response response = ask(http::Method::get, "/api/session");
        REQUIRE(response.status == 200);
        Json json = parse_json(response.body).value();
        csrf = json.as_object().contains("csrf") && json.at("csrf").is_string()
                   ? std::string(json.at("csrf").as_string())
                   : "";
        return json;
    }
    std::string code_for_colleague() {
        const http::Response made = post("/api/accounts/2/reset_code");
        REQUIRE(made.status == 200);
        return std::string(parse_json(made.body).value().at("code").as_string());
    }
    void enter() {
        REQUIRE(post("/api/session/sign_in", R"({"account":"chen.yiming","password":")" + password + R"("})").status ==
                200);
        session();
    }
};

}  // namespace

TEST_CASE("signing in sets a cookie that no script reads and no other site sends along") {
    Site s;
    CHECK(s.session().at("signed_in").as_bool() == false);
    s.enter();
    const Json session = s.session();
    CHECK(session.at("signed_in").as_bool());
    CHECK(session.at("person").at("id").as_string() == "1");
    CHECK(session.at("post").at("id").as_string() == "100");
    CHECK(session.at("posts").as_array().size() == 2);
    s.post("/api/session/sign_in", R"({"account":"chen.yiming","password":")" + password + R"("})");
    REQUIRE(s.set_cookies.size() == 2);
    for (const std::string& cookie : s.set_cookies) {
        CHECK(cookie.starts_with("__Host-tongguan"));
        for (const char* attribute : {"; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax"})
            CHECK(cookie.find(attribute) != std::string::npos);
        CHECK(cookie.find("Domain") == std::string::npos);
    }
}

TEST_CASE("a wrong password, a foreign site, a missing token and a malformed body are refused") {
    Site s;
    const http::Response wrong =
        s.post("/api/session/sign_in", R"({"account":"chen.yiming","password":"wrong-Password-1"})");
    CHECK(wrong.status == 401);
    CHECK(wrong.body.find("access.sign_in.wrong") != std::string::npos);
    CHECK(s.cookies.empty());
    CHECK(s.ask(http::Method::post, "/api/session/sign_in", R"({"account":"chen.yiming","password":"x"})",
                "https://evil.example")
              .status == 403);
    CHECK(s.post("/api/session/sign_in", R"({"account":"chen.yiming"})").status == 422);
    CHECK(s.post("/api/session/sign_in", R"({"account":"a","password":"b","more":1})").status == 422);
    CHECK(s.post("/api/session/sign_out").status == 401);
    s.enter();
    s.csrf = "wrong";
    CHECK(s.post("/api/session/sign_out").status == 403);
    CHECK(s.session().at("signed_in").as_bool());
}

TEST_CASE("switching the post turns the token; a post that is not held stays out of reach") {
    Site s;
    s.enter();
    const std::string before = s.cookies.at("__Host-tongguan");
    CHECK(s.post("/api/session/switch_post", R"({"post":"777"})").status == 404);
    CHECK(s.cookies.at("__Host-tongguan") == before);
    CHECK(s.post("/api/session/switch_post", R"({"post":"101"})").status == 200);
    CHECK(s.cookies.at("__Host-tongguan") != before);
    CHECK(s.session().at("post").at("id").as_string() == "101");
    s.cookies["__Host-tongguan"] = before;
    CHECK(s.session().at("signed_in").as_bool() == false);
}

TEST_CASE("one's sessions are listed and ended; signing out ends this one at once") {
    Site s;
    s.enter();
    const std::string token = s.cookies.at("__Host-tongguan");
    const Json list = parse_json(s.ask(http::Method::get, "/api/account/sessions").body).value();
    REQUIRE(list.at("items").as_array().size() == 1);
    CHECK(list.at("items").at(0).at("current").as_bool());
    CHECK(list.at("items").at(0).at("address").as_string() == "10.1.2.3");
    CHECK(s.post("/api/account/sessions/12345/end").status == 404);
    CHECK(s.post("/api/session/sign_out").status == 200);
    s.cookies["__Host-tongguan"] = token;
    CHECK(s.session().at("signed_in").as_bool() == false);
}

TEST_CASE("password, language and one-time code over their routes") {
    Site s;
    s.enter();
    CHECK(s.post("/api/account/language", R"({"language":"en"})").status == 200);
    CHECK(s.session().at("language").as_string() == "en");
    CHECK(s.post("/api/account/language", R"({"language":"xx"})").status == 422);
    const http::Response simple = s.post("/api/account/password", R"({"old":")" + password + R"(","new":"simple"})");
    CHECK(simple.status == 422);
    CHECK(simple.body.find("\"new\"") != std::string::npos);
    CHECK(s.post("/api/account/password", R"({"old":")" + password + R"(","new":"Another-way-8"})").status == 200);
    CHECK(s.session().at("signed_in").as_bool());
    CHECK(s.post("/api/accounts/2/reset_code").status == 403);  // as a clerk
    s.post("/api/session/switch_post", R"({"post":"101"})");
    s.session();
    const http::Response own = s.post("/api/accounts/1/reset_code");
    CHECK(own.status == 403);
    CHECK(own.body.find("access.code.own") != std::string::npos);
    const std::string code = s.code_for_colleague();
    CHECK(s.post("/api/session/redeem", R"({"account":"he.jiamu","code":")" + code + R"(","password":"A-third-way-9"})")
              .status == 200);
    CHECK(s.session().at("signed_in").as_bool());
    CHECK(s.post("/api/session/redeem", R"({"account":"he.jiamu","code":")" + code + R"(","password":"A-third-way-9"})")
              .status == 401);
}

TEST_CASE("too many tries are told when the next one is heard; a mistyped old password is a fault of its field") {
    Site s;
    s.enter();
    const http::Response mistyped =
        s.post("/api/account/password", R"({"old":"wrong-Password-1","new":"Another-way-8"})");
    CHECK(mistyped.status == 422);
    CHECK(parse_json(mistyped.body).value().at("field").as_string() == "old");
    CHECK(s.session().at("signed_in").as_bool());
    s.cookies.clear();
    http::Response told;
    for (int i = 0; i < 6; ++i)
        told = s.post("/api/session/sign_in", R"({"account":"chen.yiming","password":"wrong-Password-1"})");
    CHECK(told.status == 429);
    CHECK(std::ranges::any_of(
        told.headers, [](const http::Header& header) { return header.name == "retry-after" && header.value == "5"; }));
}

TEST_CASE("what hashes runs on the heavy workers, and nothing else does") {
    Site s;
    std::vector<std::string> heavy;
    for (const api::Route& route : s.list)
        if (route.heavy) heavy.push_back(route.operation);
    CHECK(heavy == std::vector<std::string>{"account.sign_in", "account.redeem", "account.change_password"});
    std::vector<std::pair<std::string, std::string>> params;
    CHECK(s.router.match(http::Method::post, "/api/session/sign_in", params).handler->heavy);
    CHECK_FALSE(s.router.match(http::Method::get, "/api/session", params).handler->heavy);
}

TEST_CASE("choosing a language changes nobody's rights") {
    Site s;
    s.enter();
    const auto rights = [&] { return s.world.count("select value from access_version where kind = 'rights'"); };
    const auto before = rights();
    REQUIRE(s.post("/api/account/language", R"({"language":"en"})").status == 200);
    CHECK(rights() == before);
}

TEST_CASE("a one-time code is kept nowhere, not even under an Idempotency-Key") {
    Site s;
    s.enter();
    s.post("/api/session/switch_post", R"({"post":"101"})");
    s.session();
    s.key = "asked-twice";
    const std::string first = s.code_for_colleague();
    const std::string second = s.code_for_colleague();
    CHECK(first != second);  // a repetition acts again: the first is void
    CHECK(s.world.count("select count(*) from work_idempotency where key = 'asked-twice'") == 0);
}

}  // namespace tongguan::account
