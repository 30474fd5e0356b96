// What follows from elsewhere: a new year's holidays, a person who leaves, a unit that merges or splits.
#include "modules/service_centre/actions.h"
#include "modules/service_centre/module_parts.h"
#include "modules/service_centre/store.h"
#include "platform/task/task.h"
#include "platform/work/hints.h"

namespace tongguan::service_centre {

Result<std::int64_t> recompute_due_days(Work& work, int year) {
    std::int64_t moved = 0, after_id = 0;
    for (;;) {
        const auto page = store::provisional_cases(work, make_date(year, 1, 1), after_id, recompute_batch);
        for (const Case& before : page) {
            after_id = before.id.value;
            Case after = before;
            if (!workorder::settle_clock(after, work.calendar())) continue;
            TRY(work.update(before, after, engine_right, "service_centre.case.recompute_due_day"));
            if (after.state != CaseState::returned && after.due_on)
                task::move_due(work, "service_centre.case", after.id.value, *after.due_on);
            // Wide topics only: thousands of applicants may be concerned at once, and hints have a bound.
            const work::Audience readers{.region = after.region.value, .handling = after.handling_unit.value};
            for (const std::string& topic : work::told("service_centre.case", readers)) work.hint(topic);
            ++moved;
        }
        if (page.size() < recompute_batch) return moved;
    }
}

std::vector<Holding> holdings(Work& work, Id<Person> person) {
    std::vector<Holding> held;
    for (const Case& row : store::open_cases_of(work, person))
        held.push_back(
            {.kind = "service_centre.holding.case", .id = row.id.value, .title = row.number + " " + row.item_name});
    return held;
}

void reparent(Work& work, Id<Unit> from, Id<Unit> to) { store::reparent(work, from, to); }

}  // namespace tongguan::service_centre
