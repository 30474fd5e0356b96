// The demo's cases as a plan: who applies for what, when, and what becomes of it. Pure and deterministic, so that a
// test
// can count what the demo must show; demo.cpp carries it out by the module's own actions under a moved clock.
#pragma once

#include <string>
#include <vector>

#include "base/calendar.h"
#include "modules/service_centre/model.h"

namespace tongguan::service_centre {

enum class Deed { submit, accept, give_notice, resubmit, refuse, approve, reject, finish, rate, withdraw };

struct Planned {
    std::size_t applicant;  // index into the demo's applicants
    std::string item_code;
    Date day;            // of the application
    std::size_t serial;  // varies words and hours
};

// One deed at its moment; all deeds together are carried out in order of time, as they happened.
struct Move {
    Instant at;
    std::size_t planned;  // index into Plan::cases
    Deed deed;
    Level level = Level::satisfied;
};

struct Plan {
    std::vector<Planned> cases;
    std::vector<Move> moves;  // sorted
};

inline constexpr std::size_t demo_applicants = 4;

Plan demo_plan(const WorkingCalendar& calendar);

}  // namespace tongguan::service_centre
