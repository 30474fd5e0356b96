// What the centre and the handling department do: accept, refuse, give notice, decide, finish.
#include "modules/service_centre/actions.h"
#include "modules/service_centre/rules.h"
#include "modules/service_centre/store.h"
#include "modules/service_centre/story.h"

namespace tongguan::service_centre {

namespace {

void decide(Work& work, Case& row, std::string_view opinion) {
    row.decided_at = work.now();
    row.decided_by = work.actor().person;
    row.decided_by_name = work.actor().name;
    row.opinion = opinion;
}

}  // namespace

Result<CasePage> accept_case(Work& work, Id<Case> id, const AcceptCase& input) {
    Turn turn = TRY(begin(work, id, "accept", may::accept, input.version));
    turn.after.accepted_at = work.now();
    workorder::settle_clock(turn.after, work.calendar());
    return end(work, turn, {.note = input.note});
}

Result<CasePage> refuse_case(Work& work, Id<Case> id, const RefuseCase& input) {
    Turn turn = TRY(begin(work, id, "refuse", may::refuse, input.version));
    turn.after.clause = input.clause;
    turn.after.remedy = input.remedy;
    turn.after.finished_at = work.now();
    return end(work, turn, {.note = input.clause});
}

Result<CasePage> return_case(Work& work, Id<Case> id, const ReturnCase& input) {
    Turn turn = TRY(begin(work, id, "return", may::give_notice, input.version));
    TRY(rules::notice_allowed(turn.before, input.why_again));
    const auto found = store::find_item(work, turn.after.item);
    if (!found) return not_found("service_centre.item.missing");
    turn.after.notice = input.notice;
    ++turn.after.returns;
    workorder::pause_clock(turn.after, work.now(), "workorder.pause.correction", work.calendar());
    Told told{.note = input.notice, .ask_days = found->item.correction_days};
    if (!input.why_again.empty()) {
        told.detail.clear();
        JsonWriter(told.detail).begin_object().member("why_again", input.why_again).end_object();
    }
    return end(work, turn, std::move(told));
}

Result<CasePage> approve_case(Work& work, Id<Case> id, const ApproveCase& input) {
    Turn turn = TRY(begin(work, id, "approve", may::decide, input.version));
    decide(work, turn.after, input.opinion);
    return end(work, turn, {.note = input.opinion});
}

Result<CasePage> reject_case(Work& work, Id<Case> id, const RejectCase& input) {
    Turn turn = TRY(begin(work, id, "reject", may::decide, input.version));
    decide(work, turn.after, input.opinion);
    turn.after.clause = input.clause;
    turn.after.remedy = input.remedy;
    return end(work, turn, {.note = input.clause});
}

Result<CasePage> finish_case(Work& work, Id<Case> id, const FinishCase& input) {
    Turn turn = TRY(begin(work, id, "finish", may::finish, input.version));
    turn.after.result = input.result;
    turn.after.visits = input.visits;
    turn.after.finished_at = work.now();
    return end(work, turn, {.note = input.result});
}

}  // namespace tongguan::service_centre
