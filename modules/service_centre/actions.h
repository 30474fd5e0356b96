// What can be done at the service centre: one function per verb, named as the office says it. Every refusal key that a
// function may give beyond the platform's own stands beside it.
#pragma once

#include "modules/service_centre/views.h"
#include "platform/api/route.h"
#include "platform/work/work.h"

namespace tongguan::service_centre {

// ---- catalogue ----
Result<api::Page<ItemLine>> list_items(Work& work);
Result<ItemView> view_item(Work& work, Id<Item> id);  // service_centre.item.missing
Result<Item> assign_item(Work& work, Id<Item> id,
                         const AssignItem& input);  // …item.missing, .unit_unknown, .department_unknown, .ended

// ---- applicants ----
// service_centre.item.missing, .ended, .not_assigned; entity.invalid… of the form; service_centre.form.*, .material.*
Result<Submitted> submit_case(Work& work, const SubmitCase& input);
Result<CasePage> resubmit_case(Work& work, Id<Case> id, const ResubmitCase& input);  // form and materials as above
Result<CasePage> withdraw_case(Work& work, Id<Case> id, const WithdrawCase& input);
Result<CasePage> rate_case(Work& work, Id<Case> id, const RateCase& input);  // service_centre.case.already_rated

// ---- the centre ---- (each: service_centre.case.missing, .applicant_decides; workorder.step.not_in_state)
Result<CasePage> accept_case(Work& work, Id<Case> id, const AcceptCase& input);
Result<CasePage> refuse_case(Work& work, Id<Case> id, const RefuseCase& input);
Result<CasePage> return_case(Work& work, Id<Case> id, const ReturnCase& input);  // …case.second_notice
Result<CasePage> finish_case(Work& work, Id<Case> id, const FinishCase& input);

// ---- the handling department ---- (…case.already_decided, .other_department)
Result<CasePage> approve_case(Work& work, Id<Case> id, const ApproveCase& input);
Result<CasePage> reject_case(Work& work, Id<Case> id, const RejectCase& input);

// ---- reading ----
Result<CasePage> view_case(Work& work, Id<Case> id);               // service_centre.case.missing
Result<api::Page<Entry>> view_time_line(Work& work, Id<Case> id);  // service_centre.case.missing
// filters state (open or one state), item (code), unit, mine (true), due (overdue, today, week), q (number or title,
// from
// its beginning); sorts -submitted_at, -accepted_at (not yet accepted: by submission), due_on (open cases only).
// Refusals: service_centre.list.bad_filter, .due_needs_open, api.filter.key, api.cursor
Result<api::Page<CaseLine>> list_cases(Work& work, const api::ListQuery& query);

// ---- what follows ----
// The holidays of a new year were published: due days that were provisional are computed anew. Answers how many moved.
inline constexpr std::size_t recompute_batch = 500;
Result<std::int64_t> recompute_due_days(Work& work, int year);

}  // namespace tongguan::service_centre
