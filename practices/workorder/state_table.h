// The life of a work order as a constant: states, steps between them, who may take each and who is asked next. Checked
// at compile time (no ambiguous step, no unreachable state, no dead end, a clock that cannot run backwards), so that
// the
// permission check, the buttons, the audit verbs, the README's picture and the random walk all read one table.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "platform/db/permission.h"
#include "platform/entity/description.h"

namespace tongguan::workorder {

enum class Ticking : std::uint8_t { not_started, runs, paused, stopped };     // the promised-day clock in a state
enum class Tone : std::uint8_t { primary, neutral, danger };                  // how a page shows the step
enum class Party : std::uint8_t { nobody, applicant, acceptance, decision };  // who is asked next

struct State {
    std::string_view word;  // as stored and as the text key ends: "<subject>.state.<word>"
    Ticking ticking;
    bool final = false;  // an end: no step leads on
};

struct Step {
    std::string_view name;  // the verb: audit "<subject>.<name>", text "<subject>.step.<name>"
    std::size_t from, to;   // index into Table::states
    Permission permission;
    Party next;
    Tone tone = Tone::neutral;
};

// From the enumerators of the module, whose values are the indexes.
template <class S>
    requires std::is_enum_v<S>
constexpr Step step(std::string_view name, S from, S to, Permission permission, Party next, Tone tone = Tone::neutral) {
    return {name, static_cast<std::size_t>(from), static_cast<std::size_t>(to), permission, next, tone};
}

struct Table {
    std::string_view subject;  // "service_centre.case"
    std::span<const State> states;
    std::span<const Step> steps;

    constexpr const Step* find(std::string_view name, std::size_t from) const {
        for (const Step& s : steps)
            if (s.from == from && s.name == name) return &s;
        return nullptr;
    }
};

inline constexpr std::size_t states_max = 32;

enum class Fault : std::uint8_t {
    none,
    too_many_states,
    unknown_state,       // a step names a state that is not in the table
    same_word_twice,     //
    ambiguous_step,      // two steps of one name leave one state
    unreachable_state,   // no way leads there from the first
    dead_end,            // not final, and no step leads on
    step_after_the_end,  // final, and a step leads on
    no_way_to_an_end,    // a state from which no final state can be reached
    clock_runs_back,     // a started clock returns to not_started, or a stopped one runs again
    nobody_asked,        // a step into a state with steps asks nobody, so nobody's to-do list would show it
};

namespace detail {
using Marks = std::array<bool, states_max>;

// Marks everything connected with what is already marked: forwards (from → to) or backwards.
constexpr void spread(const Table& table, Marks& marks, bool forwards) {
    for (std::size_t round = 0; round < table.states.size(); ++round)
        for (const Step& s : table.steps)
            if (marks[forwards ? s.from : s.to]) marks[forwards ? s.to : s.from] = true;
}
constexpr bool leads_on(const Table& table, std::size_t state) {
    for (const Step& s : table.steps)
        if (s.from == state) return true;
    return false;
}
constexpr bool runs_back(Ticking from, Ticking to) {
    if (to == Ticking::not_started) return from != Ticking::not_started;
    if (from == Ticking::stopped) return to != Ticking::stopped;
    return to == Ticking::paused && from == Ticking::not_started;
}
constexpr Fault faulty_steps(const Table& table) {
    for (const Step& s : table.steps)
        if (s.from >= table.states.size() || s.to >= table.states.size()) return Fault::unknown_state;
    for (const Step& s : table.steps) {
        if (table.find(s.name, s.from) != &s) return Fault::ambiguous_step;
        if (runs_back(table.states[s.from].ticking, table.states[s.to].ticking)) return Fault::clock_runs_back;
        if (s.next == Party::nobody && !table.states[s.to].final) return Fault::nobody_asked;
    }
    return Fault::none;
}
}  // namespace detail

constexpr Fault fault(const Table& table) {
    const std::size_t count = table.states.size();
    if (count == 0 || count > states_max) return Fault::too_many_states;
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (table.states[i].word == table.states[j].word) return Fault::same_word_twice;
    if (const Fault found = detail::faulty_steps(table); found != Fault::none) return found;

    detail::Marks reached{}, ends{};
    reached[0] = true;
    for (std::size_t i = 0; i < count; ++i) ends[i] = table.states[i].final;
    detail::spread(table, reached, true);
    detail::spread(table, ends, false);
    for (std::size_t i = 0; i < count; ++i) {
        if (!reached[i]) return Fault::unreachable_state;
        if (!table.states[i].final && !detail::leads_on(table, i)) return Fault::dead_end;
        if (table.states[i].final && detail::leads_on(table, i)) return Fault::step_after_the_end;
        if (!ends[i]) return Fault::no_way_to_an_end;
    }
    return Fault::none;
}

// The module's enumeration and the table say the same words in the same order.
template <class S>
constexpr bool words_agree(const Table& table) {
    if (entity::EnumWords<S>::words.size() != table.states.size()) return false;
    for (std::size_t i = 0; i < table.states.size(); ++i)
        if (entity::word_of(static_cast<S>(i)) != table.states[i].word) return false;
    return true;
}

// "stateDiagram-v2 …": the picture of the table for a README; a test of each module compares the two.
std::string diagram(const Table& table);

}  // namespace tongguan::workorder

namespace tongguan::entity {
template <>
struct EnumWords<workorder::Tone> {
    using enum workorder::Tone;
    static constexpr std::array<std::pair<workorder::Tone, std::string_view>, 3> words{
        {{primary, "primary"}, {neutral, "neutral"}, {danger, "danger"}}};
};
}  // namespace tongguan::entity
