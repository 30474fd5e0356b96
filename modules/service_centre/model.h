// The nouns of the service centre: what may be applied for (Item), one application (Case), its materials, its time line
// and its rating; their states, steps and permissions.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "modules/organisation/api.h"
#include "platform/entity/entity.h"
#include "practices/workorder/columns.h"
#include "practices/workorder/state_table.h"

namespace tongguan::service_centre {

namespace may {
inline constexpr Permission read_item{"service_centre.item.read"};
inline constexpr Permission assign_item{"service_centre.item.assign"};
inline constexpr Permission apply{"service_centre.case.apply"};
inline constexpr Permission read{"service_centre.case.read"};
inline constexpr Permission accept{"service_centre.case.accept"};
inline constexpr Permission refuse{"service_centre.case.refuse"};
inline constexpr Permission give_notice{"service_centre.case.return"};
inline constexpr Permission resubmit{"service_centre.case.resubmit"};
inline constexpr Permission decide{"service_centre.case.decide"};
inline constexpr Permission finish{"service_centre.case.finish"};
inline constexpr Permission rate{"service_centre.case.rate"};
inline constexpr Permission withdraw{"service_centre.case.withdraw"};
inline constexpr Permission see_figures{"service_centre.figure.read"};
}  // namespace may

// 事项的五组
enum class Group { estate, works, security, general, logistics };
// 线上、窗口、代办
enum class Channel { online, counter, agent };
enum class CaseState { submitted, accepted, returned, approved, rejected, finished, rated, not_accepted, withdrawn };
enum class MaterialState { given, missing, later };
// 好差评 five levels; the last two are bad
enum class Level { very_satisfied, satisfied, fairly_satisfied, dissatisfied, very_dissatisfied };

namespace life {
using enum CaseState;
using workorder::Party, workorder::Ticking, workorder::Tone, workorder::step;

// In the order of CaseState.
inline constexpr std::array<workorder::State, 9> states{{
    {"submitted", Ticking::not_started},
    {"accepted", Ticking::runs},
    {"returned", Ticking::paused},
    {"approved", Ticking::runs},
    {"rejected", Ticking::runs},
    {"finished", Ticking::stopped},
    {"rated", Ticking::stopped, true},
    {"not_accepted", Ticking::stopped, true},
    {"withdrawn", Ticking::stopped, true},
}};
inline constexpr std::array<workorder::Step, 12> steps{{
    step("accept", submitted, accepted, may::accept, Party::decision, Tone::primary),
    step("refuse", submitted, not_accepted, may::refuse, Party::nobody, Tone::danger),
    step("withdraw", submitted, withdrawn, may::withdraw, Party::nobody, Tone::danger),
    step("approve", accepted, approved, may::decide, Party::acceptance, Tone::primary),
    step("reject", accepted, rejected, may::decide, Party::acceptance, Tone::danger),
    step("return", accepted, returned, may::give_notice, Party::applicant),
    step("withdraw", accepted, withdrawn, may::withdraw, Party::nobody, Tone::danger),
    step("resubmit", returned, accepted, may::resubmit, Party::decision, Tone::primary),
    step("withdraw", returned, withdrawn, may::withdraw, Party::nobody, Tone::danger),
    step("finish", approved, finished, may::finish, Party::applicant, Tone::primary),
    step("finish", rejected, finished, may::finish, Party::applicant, Tone::primary),
    step("rate", finished, rated, may::rate, Party::nobody, Tone::primary),
}};
inline constexpr workorder::Table table{"service_centre.case", states, steps};
static_assert(workorder::fault(table) == workorder::Fault::none);
}  // namespace life

// A service item, one row per edition: what was published is never changed, a case keeps the edition it was made under.
struct Item {
    Id<Item> id;
    std::string code;  // "person_pass": the same over all editions
    std::int64_t edition = 1;
    Group category = Group::general;
    std::string name;
    std::string name_en;
    std::string basis;                   // the rule it stands on, as the bureau would cite it
    Id<Unit> handling_unit;              // none: not yet assigned, cannot be applied for
    Id<Department> handling_department;  // none: any decider of the handling unit
    std::string handling_department_name;
    std::int64_t acceptance_days = 1;  // working days to accept or refuse
    std::int64_t promised_days = 1;    // 承诺工作日
    std::optional<std::int64_t> statutory_days;
    std::int64_t correction_days = 5;  // working days the applicant gets to answer a notice
    entity::Document form;             // fields, as parse_description reads them
    entity::Document materials{"[]"};  // [{"key","name","name_en","required"}]
    entity::Document behaviour;        // {"title":[fields],"prefill":{field:source},"rules":[…]}
    bool sample = true;                // our sample; the bureau's list is not public
    Date published_on;
    std::optional<Date> ended_on;
    std::int64_t version = 1;
};

// One 办件. `unit` is the applicant's unit at the time and never changes; `scope_unit` is who sees it today.
struct Case {
    Id<Case> id;
    std::int64_t version = 1;
    CaseState state = CaseState::submitted;
    Id<Unit> unit;
    Id<Unit> scope_unit;
    Id<Region> region;
    Id<Unit> handling_unit;
    Id<Department> handling_department;
    std::int64_t promised_days = 0;
    std::optional<Instant> accepted_at;
    std::optional<Date> due_on;
    bool due_provisional = false;
    std::int64_t paused_days = 0;
    std::optional<Instant> paused_from;
    entity::Document pauses{"[]"};
    std::optional<Instant> finished_at;

    std::string number;  // 2021-00001
    Id<Item> item;
    std::string item_code;
    std::int64_t item_edition = 1;
    std::string item_name;
    std::string title;
    std::string title_folded;  // what search compares
    bool is_open = true;       // no final state and not yet finished: the partial indexes of the lists
    entity::Document form;
    std::string unit_name;  // names as of the time: closed records keep them
    Id<Person> applicant;
    Id<Post> applicant_post;
    std::string applicant_name;
    std::string applicant_department_name;
    std::string handling_department_name;
    Channel channel = Channel::online;
    Instant submitted_at;
    std::int64_t returns = 0;  // one-time notices given; a second one counts against us
    std::string notice;        // what the last notice asked for
    std::optional<Instant> decided_at;
    Id<Person> decided_by;
    std::string decided_by_name;
    std::string opinion;      // of the decision
    std::string clause;       // 不予受理/不予同意: the clause it stands on
    std::string remedy;       // … and what the applicant can do
    std::string result;       // what was handed over at the end
    std::int64_t visits = 0;  // 跑动次数
    std::optional<Level> rating;
};

// What was asked for and what came; files arrive with a later version of this table.
struct Material {
    Id<Material> id;
    Id<Case> case_id;
    std::int64_t position = 0;
    std::string key;
    std::string name;
    bool required = true;
    MaterialState state = MaterialState::missing;
};

// 办理过程: one line per step.
struct Entry {
    Id<Entry> id;
    Id<Case> case_id;
    Instant at;
    std::string step;
    std::string state;
    Id<Person> person;
    Id<Post> post;
    std::string person_name;
    std::string note;
    entity::Document detail;
};

// 好差评: one per case. `points` are keys of the second level, versioned data later.
struct Rating {
    Id<Rating> id;
    Id<Case> case_id;
    Level level = Level::satisfied;
    std::vector<std::string> points;
    std::string comment;
    Instant rated_at;
    Id<Person> person;
    std::string person_name;
};

// The last number given in a year: one row a year, taken inside the transaction, so the numbers have no gaps.
struct YearNumber {
    std::int64_t year = 0;
    std::int64_t last = 0;
};

constexpr bool is_bad(Level level) { return level == Level::dissatisfied || level == Level::very_dissatisfied; }
constexpr bool open_in(CaseState state) { return state <= CaseState::rejected; }

}  // namespace tongguan::service_centre

namespace tongguan::entity {

template <>
struct EnumWords<service_centre::Group> {
    using enum service_centre::Group;
    static constexpr std::array<std::pair<service_centre::Group, std::string_view>, 5> words{
        {{estate, "estate"}, {works, "works"}, {security, "security"}, {general, "general"}, {logistics, "logistics"}}};
};
template <>
struct EnumWords<service_centre::Channel> {
    using enum service_centre::Channel;
    static constexpr std::array<std::pair<service_centre::Channel, std::string_view>, 3> words{
        {{online, "online"}, {counter, "counter"}, {agent, "agent"}}};
};
template <>
struct EnumWords<service_centre::CaseState> {
    using enum service_centre::CaseState;
    static constexpr std::array<std::pair<service_centre::CaseState, std::string_view>, 9> words{
        {{submitted, "submitted"},
         {accepted, "accepted"},
         {returned, "returned"},
         {approved, "approved"},
         {rejected, "rejected"},
         {finished, "finished"},
         {rated, "rated"},
         {not_accepted, "not_accepted"},
         {withdrawn, "withdrawn"}}};
};
template <>
struct EnumWords<service_centre::MaterialState> {
    using enum service_centre::MaterialState;
    static constexpr std::array<std::pair<service_centre::MaterialState, std::string_view>, 3> words{
        {{given, "given"}, {missing, "missing"}, {later, "later"}}};
};
template <>
struct EnumWords<service_centre::Level> {
    using enum service_centre::Level;
    static constexpr std::array<std::pair<service_centre::Level, std::string_view>, 5> words{
        {{very_satisfied, "very_satisfied"},
         {satisfied, "satisfied"},
         {fairly_satisfied, "fairly_satisfied"},
         {dissatisfied, "dissatisfied"},
         {very_dissatisfied, "very_dissatisfied"}}};
};
static_assert(workorder::words_agree<service_centre::CaseState>(service_centre::life::table));

template <>
const Description& describe<service_centre::Item>();
template <>
const Description& describe<service_centre::Case>();
template <>
const Description& describe<service_centre::Material>();
template <>
const Description& describe<service_centre::Entry>();
template <>
const Description& describe<service_centre::Rating>();
template <>
const Description& describe<service_centre::YearNumber>();
template <>
const Entity& entity<service_centre::Item>();
template <>
const Entity& entity<service_centre::Case>();
template <>
const Entity& entity<service_centre::Material>();
template <>
const Entity& entity<service_centre::Entry>();
template <>
const Entity& entity<service_centre::Rating>();
template <>
const Entity& entity<service_centre::YearNumber>();

}  // namespace tongguan::entity
