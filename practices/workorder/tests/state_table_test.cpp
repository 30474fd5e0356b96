#include "practices/workorder/state_table.h"

#include <doctest/doctest.h>

#include "practices/workorder/walk.h"

using namespace tongguan;
using namespace tongguan::workorder;

namespace {

enum class Life { asked, doing, waiting, done };
constexpr Permission right{"test.right"};

constexpr std::array<State, 4> states{{{"asked", Ticking::not_started},
                                       {"doing", Ticking::runs},
                                       {"waiting", Ticking::paused},
                                       {"done", Ticking::stopped, true}}};
constexpr std::array<Step, 4> steps{{step("accept", Life::asked, Life::doing, right, Party::decision),
                                     step("ask", Life::doing, Life::waiting, right, Party::applicant),
                                     step("answer", Life::waiting, Life::doing, right, Party::decision),
                                     step("finish", Life::doing, Life::done, right, Party::nobody)}};
constexpr Table table{"test.thing", states, steps};
static_assert(fault(table) == Fault::none);

// Each broken table differs from the sound one in exactly one way.
constexpr auto twice = [] {
    std::array<Step, 5> broken{};
    for (std::size_t i = 0; i < 4; ++i) broken[i] = steps[i];
    broken[4] = step("accept", Life::asked, Life::done, right, Party::nobody);
    return broken;
}();
static_assert(fault(Table{"x", states, twice}) == Fault::ambiguous_step);

template <std::size_t I>
constexpr auto with(Step replacement) {
    auto changed = steps;
    changed[I] = replacement;
    return changed;
}
constexpr auto unreachable = with<1>(step("ask", Life::doing, Life::doing, right, Party::applicant));
static_assert(fault(Table{"x", states, unreachable}) == Fault::unreachable_state);

constexpr auto dead = with<2>(step("again", Life::doing, Life::waiting, right, Party::decision));
static_assert(fault(Table{"x", states, dead}) == Fault::dead_end);

constexpr auto after_end = with<2>(step("answer", Life::waiting, Life::done, right, Party::nobody));
constexpr auto after_end_steps = [] {
    std::array<Step, 5> broken{};
    for (std::size_t i = 0; i < 4; ++i) broken[i] = after_end[i];
    broken[4] = step("archive", Life::done, Life::done, right, Party::decision);
    return broken;
}();
static_assert(fault(Table{"x", states, after_end_steps}) == Fault::step_after_the_end);

constexpr auto circle = with<3>(step("finish", Life::asked, Life::done, right, Party::nobody));
static_assert(fault(Table{"x", states, circle}) == Fault::no_way_to_an_end);

constexpr auto back = with<2>(step("answer", Life::waiting, Life::asked, right, Party::decision));
static_assert(fault(Table{"x", states, back}) == Fault::clock_runs_back);

constexpr auto silent = with<1>(step("ask", Life::doing, Life::waiting, right, Party::nobody));
static_assert(fault(Table{"x", states, silent}) == Fault::nobody_asked);

constexpr std::array<Step, 1> outside{{{"accept", 0, 9, right, Party::decision}}};
static_assert(fault(Table{"x", states, outside}) == Fault::unknown_state);

constexpr std::array<State, 2> same_words{{{"asked", Ticking::not_started}, {"asked", Ticking::stopped, true}}};
static_assert(fault(Table{"x", same_words, {}}) == Fault::same_word_twice);
static_assert(fault(Table{"x", {}, {}}) == Fault::too_many_states);

}  // namespace

TEST_CASE("a state table draws itself") {
    CHECK(diagram(table) ==
          "stateDiagram-v2\n"
          "    [*] --> asked\n"
          "    asked --> doing: accept\n"
          "    doing --> waiting: ask\n"
          "    waiting --> doing: answer\n"
          "    doing --> done: finish\n"
          "    note right of waiting: clock paused\n"
          "    done --> [*]\n");
}

TEST_CASE("a random walk follows the table and tells when the thing does not") {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        const Walked walked = random_walk(table, seed, 1000, [](const Step& s) { return s.to; });
        CHECK(walked.fault == "");
        CHECK(walked.ended);
        CHECK(walked.steps.front() == "accept");
        CHECK(walked.steps.back() == "finish");
    }
    const Walked lied = random_walk(table, 1, 1000, [](const Step&) { return std::size_t{0}; });
    CHECK(lied.fault == "accept led to asked, not to doing");
    CHECK_FALSE(lied.ended);
}
