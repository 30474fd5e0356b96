#include "practices/workorder/steps.h"

#include <algorithm>
#include <charconv>

#include "base/json.h"

namespace tongguan::workorder {

namespace {

// "{1,2,3}" holds the number.
bool lists(std::string_view setting, std::int64_t wanted) {
    while (!setting.empty()) {
        const std::size_t digits = setting.find_first_of("-0123456789");
        if (digits == std::string_view::npos) return false;
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(setting.data() + digits, setting.data() + setting.size(), number);
        if (error != std::errc{}) return false;
        if (number == wanted) return true;
        setting.remove_prefix(static_cast<std::size_t>(end - setting.data()));
    }
    return false;
}

StepView view_of(const Table& table, const Step& step) {
    return {.name = std::string(step.name),
            .label = std::string(table.subject) + ".step." + std::string(step.name),
            .tone = step.tone};
}

void disable(StepView& view, const Refusal& refusal) {
    view.enabled = false;
    view.reason = refusal.key;
    view.reason_args.json.clear();
    JsonWriter json(view.reason_args.json);
    json.begin_object();
    for (const auto& [name, value] : refusal.args) json.member(name, value);
    json.end_object();
}

bool offered(const std::vector<StepView>& views, std::string_view name) {
    return std::any_of(views.begin(), views.end(), [name](const StepView& view) { return view.name == name; });
}

std::array<bool, states_max> ahead_of(const Table& table, std::size_t state) {
    std::array<bool, states_max> marks{};
    marks[state] = true;
    detail::spread(table, marks, true);
    return marks;
}

}  // namespace

bool reaches(const db::Scope& scope, const Reached& row) {
    switch (scope.shape) {
        case db::Shape::self:
            return row.person != 0 && lists(scope.setting, row.person);
        case db::Shape::unit:
        case db::Shape::units:
            return row.unit != 0 && lists(scope.setting, row.unit);
        case db::Shape::region:
        case db::Shape::regions:
            return row.region != 0 && lists(scope.setting, row.region);
        case db::Shape::handling:
            return row.handling != 0 && lists(scope.setting, row.handling);
        case db::Shape::record:
            return row.id != 0 && lists(scope.setting, row.id);
        case db::Shape::all:
            return true;
        case db::Shape::engine:
            return false;
    }
    return false;
}

std::vector<StepView> steps_for(const Table& table, std::size_t state, const access::Actor& actor, const Reached& row,
                                const Ask& ask) {
    const auto carried = [&](const Step& step) {
        const db::Scope* scope = actor.scope(step.permission);
        return scope != nullptr && reaches(*scope, row);
    };
    std::vector<StepView> views;
    for (const Step& step : table.steps) {
        if (step.from != state || !carried(step)) continue;
        StepView view = view_of(table, step);
        if (const Outcome possible = ask(step); !possible) disable(view, possible.error());
        views.push_back(std::move(view));
    }
    const auto ahead = ahead_of(table, state);
    for (const Step& step : table.steps) {
        if (step.from == state || !ahead[step.from] || !carried(step) || offered(views, step.name)) continue;
        StepView view = view_of(table, step);
        disable(view, Refusal{.kind = Refusal::Kind::conflict,
                              .key = "workorder.step.not_yet",
                              .args = {{"state", std::string(table.states[step.from].word)}}});
        views.push_back(std::move(view));
    }
    return views;
}

Result<const Step*> step_from(const Table& table, std::size_t state, std::string_view name) {
    if (const Step* found = table.find(name, state)) return found;
    return conflict("workorder.step.not_in_state",
                    {{"state", std::string(table.states[state].word)}, {"step", std::string(name)}});
}

}  // namespace tongguan::workorder

namespace tongguan::entity {

template <>
const Description& describe<workorder::StepView>() {
    using workorder::StepView;
    static const Description description = describe_struct("workorder.step", {
                                                                                 field<&StepView::name>(),
                                                                                 field<&StepView::label>(),
                                                                                 field<&StepView::tone>(),
                                                                                 field<&StepView::enabled>(),
                                                                                 field<&StepView::reason>(),
                                                                                 field<&StepView::reason_args>(),
                                                                             });
    return description;
}

}  // namespace tongguan::entity
