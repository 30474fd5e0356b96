// The promised-day clock (承诺时钟): counts working days of business time, stops while the applicant is asked for
// something, and says what is used, paused, left or late. The face only draws what this file says. Rules: README.md.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/result.h"
#include "base/time.h"
#include "platform/entity/description.h"

namespace tongguan::workorder {

// 民法典 §203 II: a last day ends when business hours end. The bureau's desk closes at 17:30.
inline constexpr Duration closing_time = std::chrono::hours{17} + std::chrono::minutes{30};

struct Pause {
    Instant from;
    std::optional<Instant> until;  // none: still waiting
    std::string reason;            // text key
};

// What happened; everything else follows from it and the calendar.
struct ClockFacts {
    std::int64_t promised_days = 0;
    std::optional<Instant> started_at;  // acceptance (受理)
    std::vector<Pause> pauses;          // in order, never overlapping; at most the last is open
    std::optional<Instant> stopped_at;  // finished or withdrawn
};

enum class ClockState { not_started, running, due_today, overdue, paused, done };

struct ClockView {
    ClockState state = ClockState::not_started;
    std::int64_t promised = 0;
    std::int64_t used = 0;       // working days begun, today included
    std::int64_t paused = 0;     // working days the clock stood still
    std::int64_t remaining = 0;  // working days left after today
    std::int64_t overdue = 0;    // working days past the promise; a done clock keeps the number
    std::optional<Date> started_on;
    std::optional<Date> due_on;
    std::optional<Instant> due_at;  // closing time of that day
    bool on_time = true;            // nothing late so far, or finished within the promise
    bool provisional = false;       // the due date touches a year whose holidays are not yet published
    std::string cells;              // one letter a day, in order: u used, p paused, o overdue, r remaining
};

inline constexpr std::size_t cells_max = 60;  // later days are not drawn; the numbers stay exact

// Working days that one pause takes out. The day on which the applicant is asked counts as used, the day on which the
// answer comes counts as used, unless it comes after closing time.
int paused_days(const WorkingCalendar& calendar, const Pause& pause, Instant now);
// The due day: promised working days after the day of acceptance (itself not counted, 民法典 §201), moved by each ended
// pause that began before it was over. An open pause does not move it yet. Nothing while the clock has not started.
std::optional<Date> due_on(const WorkingCalendar& calendar, const ClockFacts& facts);
// Promise kept: stopped (or, while running, still able to be stopped) by closing time of the due day.
bool on_time(const WorkingCalendar& calendar, const ClockFacts& facts, Instant now);
ClockView read_clock(const WorkingCalendar& calendar, const ClockFacts& facts, Instant now);

// As they are kept in a column: [{"from":…,"until":…,"reason":…}].
std::string write_pauses(const std::vector<Pause>& pauses);
std::vector<Pause> read_pauses(std::string_view json);  // throws on what write_pauses never wrote

}  // namespace tongguan::workorder

namespace tongguan::entity {
template <>
struct EnumWords<workorder::ClockState> {
    using enum workorder::ClockState;
    static constexpr std::array<std::pair<workorder::ClockState, std::string_view>, 6> words{
        {{not_started, "not_started"},
         {running, "running"},
         {due_today, "due_today"},
         {overdue, "overdue"},
         {paused, "paused"},
         {done, "done"}}};
};
template <>
const Description& describe<workorder::ClockView>();
}  // namespace tongguan::entity
