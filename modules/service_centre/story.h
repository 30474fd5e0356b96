// How every step of a case is told: load it locked and within the right's scope, ask whether the step is possible,
// change it, and tell whom it concerns (to-dos, time line, event, open pages). The actions say only what is theirs.
#pragma once

#include <string_view>

#include "modules/service_centre/views.h"
#include "platform/work/work.h"

namespace tongguan::service_centre {

struct Turn {
    Case before;  // as the page of the actor showed it: with the version that the actor named
    Case after;
    const workorder::Step* step = nullptr;
};

// Refuses: service_centre.case.missing, .already_decided, .already_rated, workorder.step.not_in_state, rules::may_take.
Result<Turn> begin(Work& work, Id<Case> id, std::string_view step, Permission permission, std::int64_t version);

struct Told {
    std::string_view note{};
    std::string detail = "{}";  // JSON of the time line
    std::int64_t ask_days = 0;  // working days for whoever is asked next, where the promise clock does not say it
};
// Stores the change, closes and opens to-dos, writes the time line, emits the event; answers the page.
Result<CasePage> end(Work& work, Turn& turn, Told told = {});

void tell(Work& work, const Case& row, std::string_view step, const Told& told);  // the second half, also of submit
void tell_readers(Work& work, const Case& row);  // open pages of those who may read the case read it again
CasePage page_of(Work& work, Case row, std::vector<MaterialView> materials, std::optional<RatingView> rated);

}  // namespace tongguan::service_centre
