// A world for tests: its own database from a template (made once per test run), both clocks in hand, counted ids,
// signed-in actors by role, the events and audit that an action left behind. Real PostgreSQL, no doubles.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "platform/module/module.h"
#include "platform/work/run.h"

namespace tongguan::testing {

class World {
public:
    // `modules`: the modules whose schema is wanted. The template is cached per process by their names.
    explicit World(std::vector<Module> modules);
    ~World();

    Services& services();
    HandClock& business();
    HandClock& machine();
    void advance(Duration by);   // both clocks

    // An actor with the shipped role in a unit; person, post and unit rows are the caller's business.
    access::Actor actor(std::string_view role, Id<Unit> unit, Id<Person> person, Id<Region> region = {},
                        std::vector<std::int64_t> unit_tree = {});
    access::Actor all_rights();  // every permission in scope all

    // Runs in a write transaction as that actor; commits when the action succeeds.
    template <class F>
    auto act(const access::Actor& actor, F&& action) -> std::invoke_result_t<F, Work&>;
    template <class F>
    auto see(const access::Actor& actor, F&& reading) -> std::invoke_result_t<F, Work&>;

    std::vector<std::string> events();  // names in the outbox since the last call, in order
    std::int64_t count(std::string_view sql);  // as owner, past all walls
    void execute(std::string_view sql);        // as owner
    std::string owner_conninfo() const;
    std::string server_conninfo() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace tongguan::testing
