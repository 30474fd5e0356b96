// What the pages of the service centre get and send: read models over the nouns, and the inputs of the actions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/service_centre/model.h"
#include "modules/service_centre/rules.h"
#include "practices/workorder/clock.h"
#include "practices/workorder/progress.h"
#include "practices/workorder/steps.h"

namespace tongguan::service_centre {

// ---- catalogue ----
struct ItemLine {
    Id<Item> id;
    std::string code;
    std::int64_t edition = 1;
    Group category = Group::general;
    std::string name;
    std::string name_en;
    std::string handling_department_name;
    std::int64_t promised_days = 1;
    std::optional<std::int64_t> statutory_days;
    Id<Unit> handling_unit;
    bool sample = true;
};

struct ItemView {
    Item item;
    std::vector<MaterialWanted> materials;
    entity::Document form_fields;  // what a page needs to draw the form: types, limits, choices, labels
    entity::Document prefill;      // field → value the platform already knows
    std::int64_t prefilled = 0;    // how many values the applicant need not give: those, and who and where he is
    std::string applicant_name;
    std::string unit_name;
    std::string department_name;
    bool open = true;           // may be applied for now
    std::string closed_reason;  // text key when not
};

struct AssignItem {
    Id<Unit> handling_unit;
    std::string handling_department_name;  // of that unit; empty: any decider of it
};

// ---- lists and pages ----
struct CaseLine {
    Id<Case> id;
    std::string number;
    std::string item_code;
    std::string item_name;
    std::string title;
    Id<Unit> unit;
    std::string unit_name;
    std::string applicant_name;
    std::string handling_department_name;
    Channel channel = Channel::online;
    CaseState state = CaseState::submitted;
    Instant submitted_at;
    std::int64_t promised_days = 0;
    std::optional<Instant> accepted_at;
    std::optional<Date> due_on;
    entity::Document pauses{"[]"};
    std::optional<Instant> finished_at;
    std::int64_t returns = 0;
    std::optional<Level> rating;
    workorder::ClockView clock;  // computed
};

struct MaterialView {
    std::string key;
    std::string name;
    bool required = true;
    MaterialState state = MaterialState::missing;
};

struct RatingView {
    Level level = Level::satisfied;
    std::vector<std::string> points;
    std::string comment;
    Instant rated_at;
    std::string person_name;
};

struct CasePage {
    Case row;
    workorder::ClockView clock;
    std::vector<workorder::Stage> progress;
    std::vector<workorder::StepView> steps;
    std::vector<MaterialView> materials;
    std::optional<RatingView> rated;
};

// ---- what the actions take ----
struct SubmitCase {
    Id<Item> item;
    entity::Document form;
    std::vector<MaterialGiven> materials;
};
struct Submitted {
    Id<Case> id;
    std::string number;
    CaseState state = CaseState::submitted;
    Instant submitted_at;
};
// Every later step names the version that its page showed: a case changed meanwhile is a conflict, not a surprise.
struct AcceptCase {
    std::int64_t version = 0;
    std::string note;
};
struct ReturnCase {
    std::int64_t version = 0;
    std::string notice;     // everything that is missing or wrong, at once
    std::string why_again;  // needed for a second notice
};
struct ResubmitCase {
    std::int64_t version = 0;
    entity::Document form{""};  // left out: the form stays
    std::vector<MaterialGiven> materials;
    std::string note;
};
struct RefuseCase {  // 不予受理
    std::int64_t version = 0;
    std::string clause;
    std::string remedy;
};
struct ApproveCase {
    std::int64_t version = 0;
    std::string opinion;
};
struct RejectCase {  // 不予同意
    std::int64_t version = 0;
    std::string opinion;
    std::string clause;
    std::string remedy;
};
struct FinishCase {
    std::int64_t version = 0;
    std::string result;
    std::int64_t visits = 0;
};
struct RateCase {
    std::int64_t version = 0;
    Level level = Level::satisfied;
    std::vector<std::string> points;
    std::string comment;
};
struct WithdrawCase {
    std::int64_t version = 0;
    std::string note;
};

}  // namespace tongguan::service_centre

namespace tongguan::entity {
template <>
const Description& describe<service_centre::ItemLine>();
template <>
const Description& describe<service_centre::ItemView>();
template <>
const Description& describe<service_centre::AssignItem>();
template <>
const Description& describe<service_centre::CaseLine>();
template <>
const Description& describe<service_centre::MaterialView>();
template <>
const Description& describe<service_centre::RatingView>();
template <>
const Description& describe<service_centre::CasePage>();
template <>
const Description& describe<service_centre::SubmitCase>();
template <>
const Description& describe<service_centre::Submitted>();
template <>
const Description& describe<service_centre::AcceptCase>();
template <>
const Description& describe<service_centre::ReturnCase>();
template <>
const Description& describe<service_centre::ResubmitCase>();
template <>
const Description& describe<service_centre::RefuseCase>();
template <>
const Description& describe<service_centre::ApproveCase>();
template <>
const Description& describe<service_centre::RejectCase>();
template <>
const Description& describe<service_centre::FinishCase>();
template <>
const Description& describe<service_centre::RateCase>();
template <>
const Description& describe<service_centre::WithdrawCase>();
template <>
const Entity& entity<service_centre::ItemLine>();  // columns of the lists, not tables of their own
template <>
const Entity& entity<service_centre::CaseLine>();
}  // namespace tongguan::entity
