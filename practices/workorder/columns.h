// Columns that every work order has, as a fragment put before a module's own fields, and the time line beside it. The
// struct of the module stays flat and names the members itself; these functions only say them once for all tables.
#pragma once

#include <vector>

#include "base/calendar.h"
#include "platform/entity/description.h"
#include "practices/workorder/clock.h"
#include "practices/workorder/steps.h"

namespace tongguan::workorder {

// Members a row must have:
//   Id<Row> id;  <State> state;  std::int64_t promised_days;  std::optional<Instant> accepted_at, finished_at;
//   std::optional<Date> due_on;  bool due_provisional;  std::int64_t paused_days;  std::optional<Instant> paused_from;
//   entity::Document pauses;  Id<Unit> unit, scope_unit, handling_unit;  Id<Region> region;
//   Id<Department> handling_department;  std::int64_t version;
// Units, departments and people are the actor's own or the item's, so they need no foreign key: each would lock a row
// of
// the unit on every submission.
template <class Row>
std::vector<entity::Field> workorder_columns() {
    using entity::field;
    return {
        field<&Row::id>().server(),
        field<&Row::version>().server(),
        field<&Row::state>().server(),
        field<&Row::unit>().server(),
        field<&Row::scope_unit>().server(),
        field<&Row::region>().server(),
        field<&Row::handling_unit>().server(),
        field<&Row::handling_department>().server().optional(),
        field<&Row::promised_days>().server(),
        field<&Row::accepted_at>().server(),
        field<&Row::due_on>().server(),
        field<&Row::due_provisional>().server(),
        field<&Row::paused_days>().server(),
        field<&Row::paused_from>().server(),
        field<&Row::pauses>().server(),
        field<&Row::finished_at>().server(),
    };
}

template <class Row>
ClockFacts clock_facts(const Row& row) {
    return {.promised_days = row.promised_days,
            .started_at = row.accepted_at,
            .pauses = read_pauses(row.pauses.json),
            .stopped_at = row.finished_at};
}

// Computes the stored clock columns anew from what happened. Called by every step that touches the clock, and for open
// rows when the holidays of a new year are published (the provisional due dates become firm). True when one changed.
template <class Row>
bool settle_clock(Row& row, const WorkingCalendar& calendar) {
    const ClockFacts facts = clock_facts(row);
    const auto due = due_on(calendar, facts);
    std::int64_t paused = 0;
    std::optional<Instant> since;
    for (const Pause& pause : facts.pauses) {
        if (pause.until)
            paused += workorder::paused_days(calendar, pause, *pause.until);
        else
            since = pause.from;
    }
    const bool provisional = due && calendar.is_provisional(*due);
    const bool changed = row.due_on != due || row.due_provisional != provisional || row.paused_days != paused ||
                         row.paused_from != since;
    row.due_on = due;
    row.due_provisional = provisional;
    row.paused_days = paused;
    row.paused_from = since;
    return changed;
}

// The clock of a row stops or goes on.
template <class Row>
void pause_clock(Row& row, Instant now, std::string_view reason, const WorkingCalendar& calendar) {
    auto pauses = read_pauses(row.pauses.json);
    pauses.push_back({.from = now, .until = {}, .reason = std::string(reason)});
    row.pauses.json = write_pauses(pauses);
    settle_clock(row, calendar);
}
template <class Row>
void resume_clock(Row& row, Instant now, const WorkingCalendar& calendar) {
    auto pauses = read_pauses(row.pauses.json);
    if (!pauses.empty() && !pauses.back().until) pauses.back().until = now;
    row.pauses.json = write_pauses(pauses);
    settle_clock(row, calendar);
}

template <class Row>
Reached reached(const Row& row, std::int64_t person) {
    return {.person = person,
            .unit = row.scope_unit.value,
            .region = row.region.value,
            .handling = row.handling_unit.value,
            .id = row.id.value};
}

// One line of a time line. The member that names the thing (case, order …) is the module's; the rest is the fragment:
//   Id<Entry> id;  Instant at;  std::string step, state;  Id<Person> person;  Id<Post> post;  std::string person_name;
//   std::string note;  entity::Document detail;
template <class Entry>
std::vector<entity::Field> time_line_columns() {
    using entity::field;
    return {
        field<&Entry::id>(),
        field<&Entry::at>(),
        field<&Entry::step>(),
        field<&Entry::state>(),
        field<&Entry::person>().optional(),
        field<&Entry::post>().optional(),
        field<&Entry::person_name>(),
        field<&Entry::note>().max(1000),
        field<&Entry::detail>(),
    };
}

}  // namespace tongguan::workorder
