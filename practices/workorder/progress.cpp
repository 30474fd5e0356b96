#include "practices/workorder/progress.h"

#include <algorithm>

namespace tongguan::workorder {

namespace {

Stage stage_of(const Table& table, std::size_t state, Standing standing, std::optional<Instant> at) {
    const std::string word(table.states[state].word);
    return {.state = word, .label = std::string(table.subject) + ".stage." + word, .standing = standing, .at = at};
}

const Step* primary_from(const Table& table, std::size_t state) {
    const auto found = std::ranges::find_if(
        table.steps, [state](const Step& step) { return step.from == state && step.tone == Tone::primary; });
    return found == table.steps.end() ? nullptr : &*found;
}

bool stands_in(const std::vector<Stage>& stages, std::string_view word) {
    return std::ranges::any_of(stages, [word](const Stage& stage) { return stage.state == word; });
}

void count_pauses(std::vector<Stage>& stages, const std::vector<Pause>& pauses, const WorkingCalendar& calendar) {
    for (const Pause& pause : pauses) {
        if (!pause.until) continue;  // the present stage itself
        Stage* began_in = nullptr;
        for (Stage& stage : stages)
            if (stage.at && *stage.at <= pause.from) began_in = &stage;
        if (began_in == nullptr) continue;
        ++began_in->pauses;
        began_in->paused_days += paused_days(calendar, pause, *pause.until);
    }
}

}  // namespace

std::vector<Stage> progress(const Table& table, std::size_t state, const Entered& entered,
                            const std::vector<Pause>& pauses, const WorkingCalendar& calendar) {
    std::vector<Stage> stages;
    for (std::size_t each = 0; each < table.states.size(); ++each) {
        const auto at = entered(each);
        if (each != state && at && table.states[each].ticking != Ticking::paused)
            stages.push_back(stage_of(table, each, Standing::passed, at));
    }
    std::ranges::stable_sort(stages, {}, [](const Stage& stage) { return *stage.at; });
    stages.push_back(stage_of(table, state, Standing::present, entered(state)));
    count_pauses(stages, pauses, calendar);

    std::size_t here = state;
    for (std::size_t round = 0; round < table.states.size(); ++round) {
        const Step* const step = primary_from(table, here);
        if (step == nullptr) break;
        here = step->to;
        if (!stands_in(stages, table.states[here].word))
            stages.push_back(stage_of(table, here, Standing::ahead, std::nullopt));
    }
    return stages;
}

}  // namespace tongguan::workorder

namespace tongguan::entity {

template <>
const Description& describe<workorder::Stage>() {
    using workorder::Stage;
    static const Description description = describe_struct("workorder.stage", {
                                                                                  field<&Stage::state>(),
                                                                                  field<&Stage::label>(),
                                                                                  field<&Stage::standing>(),
                                                                                  field<&Stage::at>(),
                                                                                  field<&Stage::pauses>(),
                                                                                  field<&Stage::paused_days>(),
                                                                              });
    return description;
}

}  // namespace tongguan::entity
