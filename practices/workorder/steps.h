// Which steps a reader may take now, and why the others are not possible: sent with every answer, so buttons hold no
// logic. The same function refuses a step that is taken all the same.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "platform/access/actor.h"
#include "platform/entity/description.h"
#include "practices/workorder/state_table.h"

namespace tongguan::workorder {

struct StepView {
    std::string name;
    std::string label;  // text key
    Tone tone = Tone::neutral;
    bool enabled = true;
    std::string reason;                  // text key when not enabled
    entity::Document reason_args{"{}"};  // its named values
};

// What a row is compared with when a scope is asked in memory: the same columns as its walls.
struct Reached {
    std::int64_t person = 0, unit = 0, region = 0, handling = 0, id = 0;
};
bool reaches(const db::Scope& scope, const Reached& row);

// What the module's rules say to one step of the present state: nothing = possible.
using Ask = std::function<Outcome(const Step&)>;

// Steps that the actor's post carries for this row, each name once: those of the present state (disabled with the
// rule's reason when a rule forbids them), then those that only a later state allows (workorder.step.not_yet).
std::vector<StepView> steps_for(const Table& table, std::size_t state, const access::Actor& actor, const Reached& row,
                                const Ask& ask);

// The step of that name from this state, or conflict workorder.step.not_in_state (args: state, step).
Result<const Step*> step_from(const Table& table, std::size_t state, std::string_view name);

}  // namespace tongguan::workorder

namespace tongguan::entity {
template <>
const Description& describe<workorder::StepView>();
}
