// The one table of to-dos: who may act, claimed by whom, due when, and the `record` right it gives to exactly that
// record until it is closed. The workbench and every approval read this table, never a business table through an OR.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "platform/access/actor.h"
#include "platform/api/route.h"
#include "platform/db/permission.h"
#include "platform/entity/entity.h"

namespace tongguan {
class Work;
struct Module;
}  // namespace tongguan

namespace tongguan::task {

namespace may {
inline constexpr Permission own{"task.own"};  // one's own to-dos: what one's post and person may act on
}

struct Record;  // a row of any entity

struct Task {
    Id<Task> id;
    std::string record;  // entity name of what it is about
    Id<Record> record_id;
    std::string title;          // what stands in the list: "人员通行证 · 市统计局"
    std::string step;           // text key of what is asked: "service_centre.case.step.decide"
    std::string permission;     // only holders of this right may claim
    Id<Unit> unit;              // … in this unit (handling)
    Id<Department> department;  // … and in this department of it; 0 = any
    Id<Person> person;          // or this very person instead, wherever he works; 0 = any
    Id<Person> claimed_by;
    Date due;             // working-day due date; provisional when its year is not yet published
    std::string address;  // page of the desk
    Instant opened_at;
    std::optional<Instant> closed_at;
    Id<Person> closed_by;
    std::int64_t version = 1;
};

// What the workbench counts. Working time is business time; a to-do is overdue once its due day is over.
struct Summary {
    std::int64_t overdue = 0, today = 0, open = 0, closed_today = 0;
};

// What falls due on each day from Monday of this week on, in whole weeks: the workbench's calendar.
enum class DayKind : std::uint8_t { working, weekend, holiday, make_up };  // make_up: 调休上班, a weekend day worked
struct DueDay {
    Date day;
    DayKind kind = DayKind::working;
    bool provisional = false;  // the year's holidays are not yet published
    std::int64_t open = 0;
};
struct DueCalendar {
    Date today;
    std::int64_t earlier = 0;  // due before the first day shown, still open
    std::int64_t later = 0;    // … after the last
    std::vector<DueDay> days;
};
inline constexpr int calendar_weeks = 3;

// Queued. `opened_at` is set here; a task without an id gets one. Asks a person (person) or a unit's holders of a right
// (unit and permission), never both.
void open(Work& work, Task task);
void close_all(Work& work, std::string_view record, std::int64_t record_id);  // every open task of that record
// The due day of a record's open tasks moved with its clock.
void move_due(Work& work, std::string_view record, std::int64_t record_id, Date due);
// The record right: the actor may act on an open task about it. Answers the scope to read that one record under; a
// right that lasts as long as the task is open and not claimed by another.
std::optional<db::Scope> record_right(Work& work, std::string_view record, std::int64_t record_id);
// Open tasks of a person: what would be left behind.
std::vector<Task> held_by(Work& work, Id<Person> person);

// ---- what the workbench asks (routes under /api/tasks) ----

// Mine: those that ask me, and those of my unit whose right my post carries and nobody else has claimed.
// filter state: open (default) by due day, or closed_today (closed by me on this business day), newest first.
// filter due: only what is due on that day (open ones only).
Result<api::Page<Task>> list_tasks(Work& work, const api::ListQuery& query);
Result<Summary> summarise_tasks(Work& work);
Result<DueCalendar> view_due_calendar(Work& work);
// Refusals: task.task.missing (hidden or unknown), task.task.closed, task.task.claimed (by whom).
Result<Task> claim_task(Work& work, Id<Task> id);
Result<Task> release_task(Work& work, Id<Task> id);

Module module();  // entity, statements, routes, permission, grants to every role

}  // namespace tongguan::task

namespace tongguan::entity {
template <>
struct EnumWords<task::DayKind> {
    using enum task::DayKind;
    static constexpr std::array<std::pair<task::DayKind, std::string_view>, 4> words{
        {{working, "working"}, {weekend, "weekend"}, {holiday, "holiday"}, {make_up, "make_up"}}};
};
template <>
const Description& describe<task::DueDay>();
template <>
const Description& describe<task::DueCalendar>();
template <>
const Description& describe<task::Task>();
template <>
const Description& describe<task::Summary>();
template <>
const Entity& entity<task::Task>();
}  // namespace tongguan::entity
