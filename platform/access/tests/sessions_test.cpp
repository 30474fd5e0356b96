// Sessions: cache and row, here and on another server, idle and absolute ends, rotation, rights.
#include <thread>

#include "platform/access/store.h"
#include "platform/access/tests/fixture.h"
#include "platform/access/token.h"

namespace tongguan::access {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

TEST_CASE("who signed in is found, by token alone, under the main post") {
    Fixture f;
    f.town.hold(1, 101, 12, {"acceptor"}, false);
    const Admitted admitted = f.in();
    const auto found = f.here.find(admitted.token);
    REQUIRE(found);
    CHECK(found->actor.person.value == 1);
    CHECK(found->actor.post.value == 100);
    CHECK(found->actor.unit.value == 11);
    CHECK(found->actor.name == "测试人员1");
    CHECK(found->login == "chen.yiming");
    CHECK(found->posts.size() == 2);
    CHECK(found->csrf.size() == 43);
    CHECK(found->csrf != admitted.token);
    CHECK(*found->actor.scope({"test.case.read"}) == db::Scope::one(db::Shape::unit, 11));
    CHECK(*found->actor.scope(may::own_session) == db::Scope::one(db::Shape::self, 1));
    CHECK_FALSE(found->actor.may(may::manage_accounts));
    CHECK_FALSE(f.here.find(""));
    CHECK_FALSE(f.here.find("nonsense"));
    CHECK_FALSE(f.here.find(new_token()));
    CHECK_FALSE(f.here.find(std::string(43, 'A')));
    // neither token nor password stands in the database
    CHECK(f.world.count("select count(*) from access_session where encode(token_digest, 'escape') like '%" +
                        admitted.token + "%'") == 0);
    CHECK(f.world.text("select left(password, 31) from access_account") ==
          "$argon2id$v=19$m=8192,t=1,p=1$" + f.world.text("select substr(password, 31, 1) from access_account"));
}

TEST_CASE("a second request asks no database") {
    Fixture f;
    const Admitted admitted = f.in();
    const auto first = f.here.find(admitted.token);
    const auto before = f.here.counters();
    CHECK(f.here.find(admitted.token) == first);
    CHECK(f.here.counters().hits == before.hits + 1);
    CHECK(f.here.counters().loads == before.loads);
}

TEST_CASE("what is cached counts for a second after the last good poll, then the row is asked") {
    Fixture f;
    const Admitted admitted = f.in();
    CHECK(f.here.find(admitted.token));
    f.world.execute("update access_session set ended_at = seen_at, ended_by = 'user'");  // elsewhere, and no poll runs
    CHECK(f.here.find(admitted.token));
    f.world.advance(seconds{1});
    CHECK_FALSE(f.here.find(admitted.token));
}

TEST_CASE("an ended session counts at once here and within one poll there") {
    Fixture f;
    const Admitted admitted = f.in();
    const auto found = f.here.find(admitted.token);
    REQUIRE(found);
    REQUIRE(f.there.find(admitted.token));
    const std::int64_t session = found->actor.session;
    REQUIRE(f.world.act(found->actor, [&](Work& work) { return end_session(work, session, {1}, "sign_out"); }));
    f.here.forget(session);
    CHECK_FALSE(f.here.find(admitted.token));
    CHECK(f.there.find(admitted.token));  // still believed, for half a second
    f.there.poll();
    CHECK_FALSE(f.there.find(admitted.token));
    CHECK(f.world.text("select ended_by from access_session") == "sign_out");
    CHECK(f.world.act(found->actor, [&](Work& work) { return end_session(work, session, {1}, "user"); }).error().key ==
          "access.session_ended");
}

TEST_CASE("nobody ends another person's session") {
    Fixture f;
    const auto found = f.here.find(f.in().token);
    CHECK_FALSE(
        f.world.act(found->actor, [&](Work& work) { return end_session(work, found->actor.session, {2}, "user"); }));
}

TEST_CASE("a changed right counts at once here and within one poll there") {
    Fixture f;
    const Admitted admitted = f.in();
    CHECK(f.here.find(admitted.token)->actor.may({"test.case.read"}));
    CHECK(f.there.find(admitted.token)->actor.may({"test.case.read"}));
    const auto done = work::write(f.here_services, Actor::platform(), "t", {}, [](Work& work) -> Result<work::Answer> {
        static constexpr db::Statement take{"test.take", engine_right,
                                            "update access_role_permission set reach = 'none' where role = 'clerk'"};
        work.db().later(take, db::Params());
        rights_changed(work);
        return work::Answer{};
    });
    REQUIRE(done);
    CHECK_FALSE(f.here.find(admitted.token)->actor.may({"test.case.read"}));
    CHECK(f.there.find(admitted.token)->actor.may({"test.case.read"}));
    f.there.poll();
    CHECK_FALSE(f.there.find(admitted.token)->actor.may({"test.case.read"}));
    // shipping again does not give back what the installation took away
    f.world.act(Actor::platform(), [](Work& work) {
        ship_roles(work, std::vector<Grant>{{role::clerk, {"test.case.read"}, Reach::unit}});
        return Done{};
    });
    f.poll();
    CHECK_FALSE(f.here.find(admitted.token)->actor.may({"test.case.read"}));
}

TEST_CASE("idle sessions end after thirty minutes, and every request puts that off") {
    Fixture f;
    const Admitted admitted = f.in();
    for (int i = 0; i < 4; ++i) {
        f.pass(minutes{29});
        REQUIRE(f.here.find(admitted.token));
    }
    f.pass(minutes{30});
    CHECK(f.here.find(admitted.token));
    f.pass(minutes{30} + seconds{1});
    CHECK_FALSE(f.here.find(admitted.token));
}

TEST_CASE("who is busy on one server is not idle on another") {
    Fixture f;
    const Admitted admitted = f.in();
    CHECK(f.there.find(admitted.token));
    f.pass(minutes{20});
    CHECK(f.here.find(admitted.token));
    f.here.poll();  // writes when the session was seen
    f.pass(minutes{20});
    CHECK(f.there.find(admitted.token));
}

TEST_CASE("seen_at is written at most once a minute") {
    Fixture f;
    const Admitted admitted = f.in();
    const auto seen = [&] { return f.world.text("select seen_at at time zone 'UTC' from access_session"); };
    const std::string at_first = seen();
    f.pass(seconds{30});
    f.here.find(admitted.token);
    f.here.poll();
    CHECK(seen() == at_first);
    f.world.advance(seconds{31});
    f.here.find(admitted.token);
    f.here.poll();
    CHECK(seen() == "2021-12-31 01:01:01");
    f.world.advance(seconds{59});
    f.here.find(admitted.token);
    f.here.poll();
    CHECK(seen() == "2021-12-31 01:01:01");
}

TEST_CASE("every session ends after twelve hours, busy or not") {
    Fixture f;
    const Admitted admitted = f.in();
    for (int i = 0; i < 35; ++i) {
        f.pass(minutes{20});
        REQUIRE(f.here.find(admitted.token));
    }
    f.pass(minutes{20});
    CHECK_FALSE(f.here.find(admitted.token));
}

TEST_CASE("ends are the machine's: business time moves a demo, not a session") {
    Fixture f;
    const Admitted admitted = f.in();
    f.world.business().advance(hours{24 * 40});
    CHECK(f.here.find(admitted.token));
    f.world.business().set(f.world.machine().now());
    f.world.machine().advance(hours{13});
    f.poll();
    CHECK_FALSE(f.here.find(admitted.token));
}

TEST_CASE("a clock that goes back neither ends a session nor prolongs it") {
    Fixture f;
    const Admitted admitted = f.in();
    f.pass(hours{11});  // idle by now
    CHECK_FALSE(f.here.find(admitted.token));
    const Admitted second = f.in();
    f.world.machine().advance(-minutes{10});
    f.poll();
    CHECK(f.here.find(second.token));
    f.pass(minutes{40} + seconds{1});
    CHECK_FALSE(f.here.find(second.token));
}

TEST_CASE("a new token makes the old one worthless, here and there") {
    Fixture f;
    const Admitted admitted = f.in();
    const auto found = f.here.find(admitted.token);
    REQUIRE(f.there.find(admitted.token));
    const auto fresh =
        f.world.act(found->actor, [&](Work& work) { return rotate_session(work, found->actor.session, {100}); });
    REQUIRE(fresh);
    f.here.forget(found->actor.session);
    CHECK_FALSE(f.here.find(admitted.token));
    const auto again = f.here.find(*fresh);
    REQUIRE(again);
    CHECK(again->actor.session == found->actor.session);
    CHECK(again->csrf != found->csrf);
    f.there.poll();
    CHECK_FALSE(f.there.find(admitted.token));
    CHECK(f.there.find(*fresh));
}

TEST_CASE("the post of the session decides rights and scope; one that ended falls back to the main post") {
    Fixture f;
    f.town.hold(1, 101, 12, {"acceptor"}, false);
    const Admitted admitted = f.in();
    const auto found = f.here.find(admitted.token);
    const auto fresh =
        f.world.act(found->actor, [&](Work& work) { return rotate_session(work, found->actor.session, {101}); });
    f.here.forget(found->actor.session);
    const auto second = f.here.find(*fresh);
    REQUIRE(second);
    CHECK(second->actor.post.value == 101);
    CHECK(*second->actor.scope({"test.case.read"}) == db::Scope::one(db::Shape::handling, 12));
    f.town.posts[1].pop_back();
    f.here.forget_all();
    CHECK(f.here.find(*fresh)->actor.post.value == 100);
    f.town.posts[1].clear();
    f.here.forget_all();
    const auto without = f.here.find(*fresh);
    REQUIRE(without);
    CHECK(without->actor.rights->all().size() == 1);  // one's own session
    CHECK(without->notices == std::vector<std::string>{"access.notice.no_post"});
}

TEST_CASE("posts are read anew on a new business day") {
    Fixture f;
    const Admitted admitted = f.in();
    CHECK(f.here.find(admitted.token)->actor.post.value == 100);
    f.town.posts[1][0].post = {102};
    CHECK(f.here.find(admitted.token)->actor.post.value == 100);
    f.world.business().advance(hours{24});
    CHECK(f.here.find(admitted.token)->actor.post.value == 102);
}

TEST_CASE("two of the three administrators in one person: none of the three counts") {
    Fixture f;
    f.person(2, "er.guan", {std::string(role::system_administrator)});
    CHECK(f.here.find(f.in("er.guan").token)->actor.may(may::manage_accounts));
    f.town.hold(2, 201, 11, {std::string(role::audit_administrator), std::string(role::clerk)}, false);
    const auto found = f.here.find(f.in("er.guan").token);
    CHECK_FALSE(found->actor.may(may::manage_accounts));
    CHECK(found->notices == std::vector<std::string>{"access.notice.administrators_apart"});
    CHECK(apart(std::vector<std::string>{"clerk", "audit_administrator"}));
    CHECK_FALSE(apart(std::vector<std::string>{"security_administrator", "clerk", "audit_administrator"}));
}

TEST_CASE("until the first password is changed nothing but one's own session is allowed") {
    Fixture f;
    f.person(3, "xin.ren", {std::string(role::clerk)}, 11, true);
    const Admitted admitted = f.in("xin.ren");
    CHECK(admitted.must_change_password);
    const auto found = f.here.find(admitted.token);
    CHECK(found->must_change_password);
    CHECK(found->actor.rights->all().size() == 1);
    const auto token = f.door.change_password(*found, good_password, "Another-way-8", Fixture::visitor());
    REQUIRE(token);
    CHECK_FALSE(f.here.find(admitted.token));
    CHECK(f.here.find(*token)->actor.may({"test.case.read"}));
}

TEST_CASE("a closed account is out at once") {
    Fixture f;
    const Admitted admitted = f.in();
    CHECK(f.here.find(admitted.token));
    const Actor system = f.world.actor(role::system_administrator, {1}, {800});
    const auto closed = work::write(f.here_services, system, "t", {}, [](Work& work) -> Result<work::Answer> {
        TRY(close_account(work, {1}));
        return work::Answer{};
    });
    REQUIRE(closed);
    CHECK_FALSE(f.here.find(admitted.token));
    CHECK(f.refusal("chen.yiming", good_password) == "access.sign_in.wrong");
    const Actor clerk = f.world.actor(role::clerk, {11}, {801});
    CHECK(f.world.act(clerk, [](Work& work) { return close_account(work, {1}); }).error().kind ==
          Refusal::Kind::forbidden);
}

TEST_CASE("a language chosen on one server is followed by the other, and costs nobody else's session a read") {
    Fixture f;
    f.person(2, "li.si", {std::string(role::clerk)});
    const std::string mine = f.in().token, other = f.in("li.si").token;
    f.poll();
    REQUIRE(f.there.find(mine)->language.empty());
    REQUIRE(f.there.find(other));
    f.world.act(Actor::platform(), [](Work& work) {
        work.db().later(store::set_language, db::Params(std::int64_t{1}, "en"));
        work.db().later(store::bump_version, db::Params("sessions"));
        return Done{};
    });
    f.poll();
    const auto loads = f.there.counters().loads;
    CHECK(f.there.find(other));
    CHECK(f.there.counters().loads == loads);
    CHECK(f.there.find(mine)->language == "en");
    CHECK(f.there.counters().loads == loads + 1);
}

TEST_CASE("the thread polls by itself and stops with its object") {
    Fixture f;
    const Admitted admitted = f.in();
    {
        Sessions third(f.there_services, f.town, {.poll = std::chrono::milliseconds{5}});
        REQUIRE(third.find(admitted.token));
        f.world.execute(
            "update access_session set ended_at = seen_at; update access_version set value = value + 1 where kind = "
            "'sessions'");
        const auto limit = std::chrono::steady_clock::now() + seconds{5};
        while (third.find(admitted.token) && std::chrono::steady_clock::now() < limit) std::this_thread::yield();
        CHECK_FALSE(third.find(admitted.token));
    }
    CHECK(true);  // the destructor came back
}

TEST_CASE("rows that ended long ago are cleared away") {
    Fixture f;
    f.in();
    f.fail_until_delayed("nobody", Fixture::visitor());
    CHECK(f.world.count("select count(*) from access_throttle") > 0);
    f.pass(hours{48} + minutes{1});
    CHECK(f.world.text("select ended_by from access_session") == "absolute");
    f.pass(hours{24 * 181});
    CHECK(f.world.count("select count(*) from access_session") == 0);
    CHECK(f.world.count("select count(*) from access_throttle") == 0);
}

}  // namespace tongguan::access
