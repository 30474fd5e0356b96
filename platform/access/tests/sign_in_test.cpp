// Signing in: guessing is slowed, nobody is locked out, codes work once, tokens are never the visitor's.
#include "platform/access/tests/fixture.h"
#include "platform/access/throttle.h"
#include "platform/access/token.h"

namespace tongguan::access {

using std::chrono::minutes;
using std::chrono::seconds;

TEST_CASE("a clock that is set back lengthens no delay") {
    const Instant at = instant_at(make_date(2022, 3, 1), std::chrono::hours{9});
    Tally tally{};
    for (std::int64_t i = 0; i < pair_rule.free; ++i) tally = with_failure(tally, pair_rule, at);
    CHECK_FALSE(heard(tally, at));
    CHECK(heard(tally, at - std::chrono::hours{1}));
    const Tally next = with_failure(tally, pair_rule, at - std::chrono::hours{1});
    CHECK(next.open_at <= at - std::chrono::hours{1} + pair_rule.longest);
}

TEST_CASE("a wrong password says how many tries are left, then how long to wait; waiting ends by itself") {
    Fixture f;
    for (int left = 4; left >= 0; --left) {
        const auto refused = f.try_in("chen.yiming", "wrong-Password-1");
        REQUIRE_FALSE(refused);
        CHECK(refused.error().key == "access.sign_in.wrong");
        CHECK(arg(refused.error(), "tries_left") == std::to_string(left));
        CHECK(arg(refused.error(), "seconds") == (left == 0 ? "5" : ""));
        CHECK(refused.error().kind == Refusal::Kind::unauthenticated);
        CHECK(refused.error().retry_after_s == (left == 0 ? 5 : 0));
    }
    const auto waiting = f.try_in("chen.yiming", good_password);
    REQUIRE_FALSE(waiting);
    CHECK(waiting.error().key == "access.sign_in.wait");
    CHECK(waiting.error().kind == Refusal::Kind::throttled);
    CHECK(waiting.error().retry_after_s == 5);
    CHECK(arg(waiting.error(), "seconds") == "5");
    f.pass(seconds{5});
    CHECK(f.try_in("chen.yiming", good_password));
    CHECK(f.refusal("chen.yiming", "wrong-Password-1") == "access.sign_in.wrong");
}

TEST_CASE("delays double up to a quarter of an hour, and hammering does not lengthen them") {
    Fixture f;
    f.fail_until_delayed("chen.yiming", Fixture::visitor());
    for (int i = 0; i < 12; ++i) {
        f.pass(minutes{15});
        CHECK(f.refusal("chen.yiming", "wrong-Password-1") == "access.sign_in.wrong");
        for (int hammer = 0; hammer < 3; ++hammer) {
            const auto waiting = f.try_in("chen.yiming", "wrong-Password-1");
            CHECK(std::stoi(arg(waiting.error(), "seconds")) <= 900);
        }
    }
    f.pass(minutes{15});
    CHECK(f.try_in("chen.yiming", good_password));
}

TEST_CASE("an account that does not exist answers exactly like one that does") {
    Fixture f;
    for (int i = 0; i < 5; ++i) {
        const auto known = f.try_in("chen.yiming", "wrong-Password-1", Fixture::visitor("192.0.2.1"));
        const auto unknown = f.try_in("nobody.here", "wrong-Password-1", Fixture::visitor("192.0.2.2"));
        REQUIRE_FALSE(known);
        REQUIRE_FALSE(unknown);
        CHECK(known.error().key == unknown.error().key);
        CHECK(known.error().args == unknown.error().args);
    }
}

TEST_CASE("a guesser behind the unit's one address delays neither the colleagues nor the owner's own browser") {
    Fixture f;
    f.person(2, "li.si", {std::string(role::clerk)});
    f.person(3, "new.colleague", {std::string(role::clerk)});
    const std::string device = f.in("chen.yiming").device;
    f.in("li.si");
    for (int i = 0; i < 60; ++i) f.refusal("chen.yiming", "wrong-Password-1");                   // one account …
    for (int i = 0; i < 45; ++i) f.refusal("made.up." + std::to_string(i), "wrong-Password-1");  // … and many
    CHECK(f.refusal("chen.yiming", good_password) == "access.sign_in.wait");        // an unknown browser waits
    CHECK(f.try_in("chen.yiming", good_password, Fixture::visitor(desk, device)));  // the owner's own does not
    CHECK(f.try_in("li.si", good_password));                                        // nor a colleague known here
    CHECK(f.try_in("new.colleague", good_password));  // nor one who comes for the first time
    for (int i = 0; i < 200; ++i) f.refusal("other." + std::to_string(i), "wrong-Password-1");
    CHECK(f.try_in("li.si", good_password));
    f.pass(seconds{30});  // the address's delay is short, so that even a stranger to it gets a turn
    f.person(4, "late.comer", {std::string(role::clerk)});
    CHECK(f.try_in("late.comer", good_password));
}

TEST_CASE("many addresses share one account's budget") {
    Fixture f;
    int heard = 0;
    for (int i = 0; i < 60; ++i)
        heard += f.refusal("chen.yiming", "wrong-Password-1", Fixture::visitor("198.51.100." + std::to_string(i))) ==
                 "access.sign_in.wrong";
    CHECK(heard == 20);
    f.pass(minutes{5});
    CHECK(f.try_in("chen.yiming", good_password, Fixture::visitor(elsewhere)));  // never for good
}

TEST_CASE("a device token of another person, or a made-up one, is an unknown browser") {
    Fixture f;
    f.person(2, "li.si", {std::string(role::clerk)});
    const std::string other = f.in("li.si", Fixture::visitor(elsewhere)).device;
    CHECK(f.fail_until_delayed("chen.yiming", Fixture::visitor(desk, other)) == 5);
    CHECK(f.refusal("chen.yiming", good_password, Fixture::visitor(desk, new_token())) == "access.sign_in.wait");
}

TEST_CASE("one household of IPv6 is one address") {
    CHECK(address_group("2001:db8:1:2:3:4:5:6") == address_group("2001:0db8:0001:0002:ffff::1"));
    CHECK(address_group("2001:db8:1:2::1") != address_group("2001:db8:1:3::1"));
    CHECK(address_group("::ffff:10.1.2.3") == address_group("10.1.2.3"));
}

TEST_CASE("failures outlive the refusal, without what was typed") {
    Fixture f;
    f.refusal("chen.yiming", "wrong-Password-1");
    f.refusal("my-secret-typed-in-the-wrong-field", "x");
    REQUIRE(f.audit.entries.size() >= 2);
    const auto last = f.audit.entries.back();
    CHECK(last.verb == "access.sign_in_failed");
    CHECK(last.record_id == 0);
    const auto known = f.audit.entries[f.audit.entries.size() - 2];
    CHECK(known.record_id != 0);
    CHECK(known.actor.person.value == 1);
    CHECK(known.actor.name == "测试人员1");  // not the login
    CHECK(known.actor.post.value == 100);
    CHECK(known.actor.unit.value == 11);
    CHECK(last.actor.person.value == 0);
    CHECK(last.actor.name.empty());
    f.in();
    CHECK(f.audit.entries.back().verb == "access.sign_in");
    CHECK(f.audit.entries.back().actor.name == "测试人员1");
    CHECK(f.audit.entries.back().actor.post.value == 100);
    CHECK(f.world.count("select count(*) from access_throttle where encode(bucket, 'escape') like '%chen%'") == 0);
}

TEST_CASE("a session cannot be fixed: the token is always new, the old session ends") {
    Fixture f;
    const std::string planted = new_token();
    const Admitted first = f.in("chen.yiming", Fixture::visitor(desk, {}, planted));
    CHECK(first.token != planted);
    CHECK_FALSE(f.here.find(planted));
    REQUIRE(f.here.find(first.token));
    const Admitted second = f.in("chen.yiming", Fixture::visitor(desk, first.device, first.token));
    CHECK(second.token != first.token);
    CHECK(second.device == first.device);
    CHECK_FALSE(f.here.find(first.token));
    CHECK(f.here.find(second.token));
}

TEST_CASE("changing the password ends the other sessions and turns this one's token") {
    Fixture f;
    const Admitted other = f.in();
    const Admitted mine = f.in();
    const auto who = f.here.find(mine.token);
    REQUIRE(f.here.find(other.token));
    const auto change = [&](std::string_view old, std::string_view fresh) {
        return f.door.change_password(*who, old, fresh, Fixture::visitor());
    };
    const auto mistyped = change("wrong-Password-1", "Another-way-8");
    CHECK(mistyped.error().key == "access.password.old_wrong");
    CHECK(mistyped.error().kind == Refusal::Kind::invalid);  // of the form, not of the session
    CHECK(mistyped.error().field == "old");
    CHECK(f.audit.entries.back().verb == "access.password_change_failed");
    CHECK(f.audit.entries.back().actor.session == who->actor.session);
    CHECK(change(good_password, good_password).error().key == "access.password.same");
    CHECK(change(good_password, "short").error().key == "access.password.short");
    const auto token = change(good_password, "Another-way-8");
    REQUIRE(token);
    CHECK_FALSE(f.here.find(other.token));
    CHECK_FALSE(f.here.find(mine.token));
    CHECK(f.here.find(*token));
    CHECK(f.refusal("chen.yiming", good_password) == "access.sign_in.wrong");
    CHECK(f.try_in("chen.yiming", "Another-way-8"));
}

TEST_CASE("a one-time code works once, for fifteen minutes, and ends what was open") {
    Fixture f;
    const Admitted before = f.in();
    REQUIRE(f.here.find(before.token));
    const auto redeem = [&](std::string code, std::string_view remote = desk) {
        return f.door.redeem({"chen.yiming", std::move(code), "Another-way-8"}, Fixture::visitor(remote));
    };
    const auto first = f.code_for(1, f.unit_administrator(11));
    REQUIRE(first);
    CHECK(first->account == "chen.yiming");
    CHECK(f.world.count("select count(*) from access_reset_code where encode(code_digest, 'escape') like '%" +
                        first->code + "%'") == 0);
    f.pass(minutes{15});
    CHECK(redeem(first->code).error().key == "access.code.wrong");  // too late

    const auto second = f.code_for(1, f.unit_administrator(11));
    const auto third = f.code_for(1, f.unit_administrator(11));
    CHECK(redeem(second->code).error().key == "access.code.wrong");  // replaced
    CHECK(f.try_in("chen.yiming", good_password));                   // the password holds until a code is redeemed
    std::string typed;
    for (const char c : third->code) typed += c == '-' ? ' ' : static_cast<char>(std::tolower(c));
    const auto admitted = redeem(typed);
    REQUIRE(admitted);
    CHECK(f.here.find(admitted->token));
    CHECK_FALSE(f.here.find(before.token));
    CHECK(redeem(third->code).error().key == "access.code.wrong");  // used
    CHECK(f.refusal("chen.yiming", good_password) == "access.sign_in.wrong");
    CHECK(f.try_in("chen.yiming", "Another-way-8"));
}

TEST_CASE("codes are for one's own unit, never for an administrator, and strangers learn nothing") {
    Fixture f;
    f.person(5, "other.unit", {std::string(role::clerk)}, 12);
    f.person(6, "the.admin", {std::string(role::security_administrator)});
    f.person(7, "two.units", {std::string(role::clerk)});
    f.town.hold(7, 701, 12, {std::string(role::clerk)}, false);
    for (const std::int64_t person : {5, 6, 7, 404}) {
        const auto refused = f.code_for(person, f.unit_administrator(11));
        REQUIRE_FALSE(refused);
        CHECK(refused.error().key == "access.person_not_found");
    }
    const auto own = f.code_for(900, f.unit_administrator(11));
    REQUIRE_FALSE(own);
    CHECK(own.error().key == "access.code.own");
    CHECK(f.code_for(1, f.world.actor(role::clerk, {11}, {900})).error().kind == Refusal::Kind::forbidden);
    CHECK(f.world.count("select count(*) from access_reset_code") == 0);
}

TEST_CASE("what may be a password") {
    const auto refused = [](std::string_view password, std::string_view login = "chen.yiming") {
        const auto answer = password_allowed(password, login);
        return answer ? std::string() : answer.error().key;
    };
    CHECK(refused("Xihu-morning-7") == "");
    CHECK(refused("西湖的早晨有雾1a-") == "");
    CHECK(refused("correct horse of the lake") == "");
    CHECK(refused("Ab1-Ab1-x") == "access.password.short");
    CHECK(refused("abcdefghijk1") == "access.password.simple");
    CHECK(refused("Hangzhou@2021") == "access.password.common");
    CHECK(refused("Password123!") == "access.password.common");
    CHECK(refused("1qaz@WSX3edc") == "access.password.common");
    CHECK(refused("aaaaaaaaaaaaaaaaaaaa") == "access.password.common");
    CHECK(refused("Chen.Yiming1") == "access.password.account");
    CHECK(refused(std::string("abc\0DEF1234", 11)) == "access.password.characters");
    CHECK(refused("abc\xff"
                  "DEF1234") == "access.password.characters");
    CHECK(refused(std::string(300, 'x') + "Y1-") == "access.password.long");
    for (int i = 0; i < 50; ++i) CHECK(refused(made_password()) == "");
}

TEST_CASE("the real hash takes 64 MiB") {
    Hashing hashing;
    const std::string stored = hashing.hash(good_password);
    CHECK(stored.starts_with("$argon2id$v=19$m=65536,t=2,p=1$"));
    CHECK(hashing.verify(stored, good_password));
    CHECK_FALSE(hashing.verify(stored, "another"));
}

}  // namespace tongguan::access
