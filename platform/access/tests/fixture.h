// People with posts and accounts over a real database: two servers (two Sessions) and both clocks in hand.
#pragma once

#include <doctest/doctest.h>

#include <map>

#include "platform/access/password.h"
#include "platform/access/roles.h"
#include "platform/access/sessions.h"
#include "platform/access/sign_in.h"
#include "platform/testing/audit.h"
#include "platform/testing/world.h"

namespace tongguan::access {

// What the organisation would answer; tests change it as decrees would.
class Town final : public Directory {
public:
    std::map<std::int64_t, std::vector<PostHolder>> posts{};
    std::vector<PostHolder> posts_of(db::Session&, Id<Person> person, Date) const override {
        const auto found = posts.find(person.value);
        return found == posts.end() ? std::vector<PostHolder>{} : found->second;
    }
    void hold(std::int64_t person, std::int64_t post, std::int64_t unit, std::vector<std::string> roles,
              bool main = true) {
        PostHolder holder{.post = {post}, .person = {person}, .unit = {unit}, .department = {}, .region = {330100}};
        holder.person_name = "测试人员" + std::to_string(person);
        holder.post_name = "岗位" + std::to_string(post);
        holder.unit_name = "单位" + std::to_string(unit);
        holder.roles = std::move(roles);
        holder.unit_tree = {unit};
        holder.is_main = main;
        posts[person].push_back(std::move(holder));
    }
};

inline const std::string good_password = "Xihu-morning-7";
inline constexpr std::string_view desk = "10.20.30.40";  // the unit's one address
inline constexpr std::string_view elsewhere = "203.0.113.9";

struct Fixture {
    testing::World world{};
    testing::TestAudit audit{};
    Town town{};
    Services here_services = world.services();
    Services there_services = world.services();
    // Eight megabytes instead of sixty-four: these tests try hundreds of passwords. One test measures the real thing.
    Hashing hashing{{.memory_bytes = 8U << 20U, .passes = 1}};
    Sessions here{here_services, town, {.poll = std::chrono::milliseconds{0}}};
    Sessions there{there_services, town, {.poll = std::chrono::milliseconds{0}}};
    SignIn door{here_services, here, town, hashing};

    Fixture() {
        here_services.audit = there_services.audit = &audit;
        here_services.sessions = &here;
        there_services.sessions = &there;
        std::vector<Grant> shipped = grants();
        shipped.push_back({role::clerk, {"test.case.read"}, Reach::unit});
        shipped.push_back({role::acceptor, {"test.case.read"}, Reach::handling});
        world.act(Actor::platform(), [&](Work& work) {
            ship_roles(work, shipped);
            return Done{};
        });
        person(1, "chen.yiming", {std::string(role::clerk)});
        here.poll();
        there.poll();
    }

    void person(std::int64_t id, std::string_view login, std::vector<std::string> roles, std::int64_t unit = 11,
                bool must_change = false) {
        town.hold(id, id * 100, unit, std::move(roles));
        const auto made = world.act(Actor::platform(), [&](Work& work) -> Outcome {
            return create_account(work, hashing, {id}, login, good_password, must_change);
        });
        REQUIRE(made);
    }
    static Visitor visitor(std::string_view remote = desk, std::string device = {}, std::string session = {}) {
        return {.remote = std::string(remote),
                .agent = "test",
                .device = std::move(device),
                .session = std::move(session),
                .trace = "t"};
    }
    Result<Admitted> try_in(std::string_view login, std::string_view password, const Visitor& from = visitor()) {
        return door.sign_in({std::string(login), std::string(password)}, from);
    }
    Admitted in(std::string_view login = "chen.yiming", const Visitor& from = visitor()) {
        auto admitted = try_in(login, good_password, from);
        REQUIRE_MESSAGE(admitted, (admitted ? "" : admitted.error().key));
        return *admitted;
    }
    std::string refusal(std::string_view login, std::string_view password, const Visitor& from = visitor()) {
        const auto answer = try_in(login, password, from);
        return answer ? "" : answer.error().key;
    }
    // Fails until a delay stands; answers how many failures that took.
    int fail_until_delayed(std::string_view login, const Visitor& from, int most = 100) {
        for (int i = 1; i <= most; ++i)
            if (refusal(login, "wrong-Password-1", from) == "access.sign_in.wait") return i - 1;
        return most;
    }
    // Both servers' rounds, as their threads would do within half a second.
    void poll() {
        here.poll();
        there.poll();
    }
    void pass(Duration time) {
        world.advance(time);
        poll();
    }
    Result<ResetCode> code_for(std::int64_t person, const Actor& by) {
        const auto answer = world.act(by, [&](Work& work) { return make_reset_code(work, town, {person}); });
        return answer;
    }
    Actor unit_administrator(std::int64_t unit) { return world.actor(role::unit_administrator, {unit}, {900}); }
};

inline std::string arg(const Refusal& refusal, std::string_view name) {
    for (const auto& [key, value] : refusal.args)
        if (key == name) return value;
    return {};
}

}  // namespace tongguan::access
