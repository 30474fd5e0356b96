#include "modules/service_centre/story.h"

#include "modules/service_centre/actions.h"
#include "modules/service_centre/rules.h"
#include "modules/service_centre/store.h"
#include "platform/task/task.h"
#include "platform/work/hints.h"

namespace tongguan::service_centre {

namespace {

struct Asked {  // who is asked next, and for what
    std::string_view step;
    Permission permission;
};

// By state: the to-do that keeps a case moving.
std::optional<Asked> asked_in(CaseState state) {
    switch (state) {
        case CaseState::submitted:
            return Asked{"service_centre.task.accept", may::accept};
        case CaseState::accepted:
            return Asked{"service_centre.task.decide", may::decide};
        case CaseState::returned:
            return Asked{"service_centre.task.resubmit", may::resubmit};
        case CaseState::approved:
        case CaseState::rejected:
            return Asked{"service_centre.task.finish", may::finish};
        case CaseState::finished:
            return Asked{"service_centre.task.rate", may::rate};
        case CaseState::rated:
        case CaseState::not_accepted:
        case CaseState::withdrawn:
            break;
    }
    return std::nullopt;
}

bool of_applicant(CaseState state) { return state == CaseState::returned || state == CaseState::finished; }

// Working days in which an invitation to rate stands in the to-do list.
constexpr int rating_days = 15;

Date due_of(const Work& work, const Case& row, std::int64_t ask_days) {
    switch (row.state) {
        case CaseState::submitted:
        case CaseState::returned:
            return work.calendar().add(work.today(), static_cast<int>(ask_days));
        case CaseState::finished:
            return work.calendar().add(work.today(), rating_days);
        default:
            return row.due_on.value_or(work.today());
    }
}

void ask_next(Work& work, const Case& row, std::int64_t ask_days) {
    const auto asked = asked_in(row.state);
    if (!asked) return;
    task::Task task{.record = "service_centre.case",
                    .record_id = {row.id.value},
                    .title = row.item_name + " · " + row.unit_name,
                    .step = std::string(asked->step),
                    .permission = std::string(asked->permission.key),
                    .due = due_of(work, row, ask_days),
                    .address = "/service-centre/cases/" + std::to_string(row.id.value)};
    if (of_applicant(row.state)) {
        task.person = row.applicant;
    } else {
        task.unit = row.handling_unit;
        if (asked->permission == may::decide) task.department = row.handling_department;
    }
    task::open(work, task);
}

std::string_view event_of(std::string_view step) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 10> events{{
        {"submit", "service_centre.CaseSubmitted"},
        {"accept", "service_centre.CaseAccepted"},
        {"refuse", "service_centre.CaseRefused"},
        {"return", "service_centre.CaseReturned"},
        {"resubmit", "service_centre.CaseResubmitted"},
        {"approve", "service_centre.CaseDecided"},
        {"reject", "service_centre.CaseDecided"},
        {"finish", "service_centre.CaseFinished"},
        {"rate", "service_centre.CaseRated"},
        {"withdraw", "service_centre.CaseWithdrawn"},
    }};
    for (const auto& [name, event] : events)
        if (name == step) return event;
    throw std::logic_error("no event follows the step " + std::string(step));
}

std::string event_json(const Case& row) {
    std::string out;
    JsonWriter json(out);
    json.begin_object()
        .key("case_id")
        .value(row.id)
        .member("number", row.number)
        .member("item", row.item_code)
        .key("unit")
        .value(row.unit);
    json.member("state", entity::word_of(row.state)).end_object();
    return out;
}

// The step is not possible from here: who was quicker is worth more than "not in this state".
std::unexpected<Refusal> too_late(const Case& row, std::string_view step, Refusal otherwise) {
    if ((step == "approve" || step == "reject") && row.decided_at)
        return conflict("service_centre.case.already_decided",
                        {{"by", row.decided_by_name}, {"at", to_string(*row.decided_at)}});
    if (step == "rate" && row.state == CaseState::rated) return conflict("service_centre.case.already_rated");
    return std::unexpected(std::move(otherwise));
}

// When a state of the case was entered, as its row tells: the moments that the steps wrote down. A decision's clause
// says which of the two it was: only a refusal has one (reject_case).
std::optional<Instant> entered(const CasePage& page, CaseState state) {
    const Case& row = page.row;
    const bool decided = row.accepted_at && row.decided_at;
    const auto when = [](bool holds, std::optional<Instant> at) { return holds ? at : std::nullopt; };
    switch (state) {
        case CaseState::submitted:
            return row.submitted_at;
        case CaseState::accepted:
            return row.accepted_at;
        case CaseState::returned:
            return row.paused_from;
        case CaseState::approved:
            return when(decided && row.clause.empty(), row.decided_at);
        case CaseState::rejected:
            return when(decided && !row.clause.empty(), row.decided_at);
        case CaseState::finished:
            return when(row.state == state || row.state == CaseState::rated, row.finished_at);
        case CaseState::rated:
            return page.rated ? std::optional(page.rated->rated_at) : std::nullopt;
        case CaseState::not_accepted:
        case CaseState::withdrawn:
            return when(row.state == state, row.finished_at);
    }
    return std::nullopt;
}

}  // namespace

Result<Turn> begin(Work& work, Id<Case> id, std::string_view step, Permission permission, std::int64_t version) {
    auto row = store::lock_case(work, permission, id);
    if (!row) return not_found("service_centre.case.missing");
    const auto possible = workorder::step_from(life::table, static_cast<std::size_t>(row->state), step);
    if (!possible) return too_late(*row, step, possible.error());
    TRY(rules::may_take(*row, work.actor(), **possible));
    Turn turn{.before = *row, .after = *row, .step = *possible};
    turn.before.version = version;
    turn.after.version = version;
    turn.after.state = static_cast<CaseState>(turn.step->to);
    turn.after.is_open = open_in(turn.after.state);
    return turn;
}

void tell(Work& work, const Case& row, std::string_view step, const Told& told) {
    const access::Actor& actor = work.actor();
    const Entry entry{.id = work.new_id<Entry>(),
                      .case_id = row.id,
                      .at = work.now(),
                      .step = std::string(step),
                      .state = std::string(entity::word_of(row.state)),
                      .person = actor.person,
                      .post = actor.post,
                      .person_name = actor.name,
                      .note = std::string(told.note),
                      .detail = {told.detail}};
    store::insert_entry(work, entry);
    ask_next(work, row, told.ask_days);
    work.emit(event_of(step), event_json(row));
    tell_readers(work, row);
}

void tell_readers(Work& work, const Case& row) {
    const work::Audience readers{.person = row.applicant.value,
                                 .unit = row.scope_unit.value,
                                 .region = row.region.value,
                                 .handling = row.handling_unit.value};
    for (const std::string& topic : work::told("service_centre.case", readers)) work.hint(topic);
    // A step closes the to-dos it answers: those of the applicant or of who handles the case.
    work.hint(work::topic("task.task", db::Shape::self, std::to_string(row.applicant.value)));
    work.hint(work::topic("task.task", db::Shape::unit, std::to_string(row.handling_unit.value)));
}

Result<CasePage> end(Work& work, Turn& turn, Told told) {
    TRY(work.update(turn.before, turn.after, turn.step->permission,
                    "service_centre.case." + std::string(turn.step->name)));
    task::close_all(work, "service_centre.case", turn.after.id.value);
    tell(work, turn.after, turn.step->name, told);
    // Read under the right by which the step was taken: it was shown for this case, and the to-do that may have been
    // the only right to read it is closed by now.
    auto found = store::find_case(work, turn.after.id, *work.actor().scope(turn.step->permission));
    if (!found) return not_found("service_centre.case.missing");
    return page_of(work, std::move(found->row), std::move(found->materials), std::move(found->rated));
}

CasePage page_of(Work& work, Case row, std::vector<MaterialView> materials, std::optional<RatingView> rated) {
    CasePage page{.row = std::move(row),
                  .clock = {},
                  .progress = {},
                  .steps = {},
                  .materials = std::move(materials),
                  .rated = std::move(rated)};
    const workorder::ClockFacts facts = workorder::clock_facts(page.row);
    page.clock = workorder::read_clock(work.calendar(), facts, work.now());
    page.progress = workorder::progress(
        life::table, static_cast<std::size_t>(page.row.state),
        [&](std::size_t state) { return entered(page, static_cast<CaseState>(state)); }, facts.pauses, work.calendar());
    page.steps = workorder::steps_for(
        life::table, static_cast<std::size_t>(page.row.state), work.actor(),
        workorder::reached(page.row, page.row.applicant.value),
        [&](const workorder::Step& step) { return rules::may_take(page.row, work.actor(), step); });
    return page;
}

}  // namespace tongguan::service_centre
