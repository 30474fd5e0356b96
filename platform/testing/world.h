// A world for tests: its own database from a template (made once per schema and machine), both clocks in hand, ids that
// start at the same number in every run, actors by role, the events and audit that an action left behind. Real
// PostgreSQL, no doubles.
#pragma once

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/clock.h"
#include "platform/module/module.h"
#include "platform/work/run.h"

namespace tongguan::testing {

class World {
public:
    // `modules`: the modules whose schema is wanted, in the order of modules/CMakeLists.txt; their migrations are read
    // from the source tree. The engine's own tables are always there.
    explicit World(std::vector<Module> modules = {});
    ~World();
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    const Services& services();
    HandClock& business();  // both stand at 2021-12-31 09:00 at the beginning
    HandClock& machine();
    void advance(Duration by);  // both clocks

    // An actor with the shipped role in a unit; person, post and unit rows are the caller's business.
    access::Actor actor(std::string_view role, Id<Unit> unit, Id<Person> person, Id<Region> region = {},
                        std::vector<std::int64_t> unit_tree = {});
    access::Actor all_rights();  // every permission in scope all

    // Runs in a write transaction as that actor; commits when the action succeeds. An action that gives no Result
    // must succeed.
    template <class F>
    auto act(const access::Actor& actor, F&& action) -> std::invoke_result_t<F, Work&>;
    // Reads as that actor, in read mode.
    template <class F>
    auto see(const access::Actor& actor, F&& reading) -> std::invoke_result_t<F, Work&>;

    std::vector<std::string> events();         // names in the outbox since the last call, in order
    std::vector<std::string> hints();          // topics of committed work since the last call, in order
    std::int64_t count(std::string_view sql);  // as owner, past all walls
    std::string text(std::string_view sql);    // first cell, as owner
    void execute(std::string_view sql);        // as owner
    std::string owner_conninfo() const;
    std::string server_conninfo() const;
    const db::Schema& schema() const;

private:
    Outcome run(const access::Actor& actor, const std::function<Outcome(Work&)>& what, bool write);
    struct State;
    std::unique_ptr<State> state_;
};

namespace detail {
template <class T>
struct IsResult : std::false_type {};
template <class T>
struct IsResult<Result<T>> : std::true_type {};

// The value of an action that ran inside World::run.
template <class Value, class F, class Run>
Value carried(F&& action, const Run& run) {
    std::optional<Value> value;
    const Outcome outcome = run([&](Work& work) -> Outcome {
        value.emplace(action(work));
        if constexpr (IsResult<Value>::value)
            if (!*value) return std::unexpected(value->error());
        return Done{};
    });
    if constexpr (IsResult<Value>::value) {
        if (!outcome) return std::unexpected(outcome.error());  // also what only the commit refused
    } else if (!outcome) {
        throw std::runtime_error("refused: " + outcome.error().key);
    }
    return *std::move(value);
}
}  // namespace detail

template <class F>
auto World::act(const access::Actor& actor, F&& action) -> std::invoke_result_t<F, Work&> {
    using Value = std::invoke_result_t<F, Work&>;
    return detail::carried<Value>(action,
                                  [&](const std::function<Outcome(Work&)>& what) { return run(actor, what, true); });
}

template <class F>
auto World::see(const access::Actor& actor, F&& reading) -> std::invoke_result_t<F, Work&> {
    using Value = std::invoke_result_t<F, Work&>;
    return detail::carried<Value>(reading,
                                  [&](const std::function<Outcome(Work&)>& what) { return run(actor, what, false); });
}

}  // namespace tongguan::testing
