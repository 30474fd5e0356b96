// The one table of to-dos: who may act, claimed by whom, due when, and the `record` right it gives to exactly that
// record until it is closed. The workbench and every approval read this table, never a business table through an OR.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "platform/access/actor.h"  // tidy: allow layers – a plain value; its header needs no library
#include "platform/db/permission.h"

namespace tongguan {
class Work;
}

namespace tongguan::task {

struct Task {
    Id<Task> id;
    std::string record;        // entity name of what it is about
    std::int64_t record_id = 0;
    std::string title;         // what stands in the list: "人员通行证 · 市统计局"
    std::string step;          // text key of what is asked: "service_centre.step.decide"
    std::string permission;    // only holders of this right may claim
    Id<Unit> unit;             // … in this unit (handling)
    Id<Person> person;         // … or this very person; 0 = any
    Id<Person> claimed_by;
    Date due;                  // working-day due date; provisional when its year is not yet published
    std::string address;       // page of the desk
    Instant opened_at;
    std::optional<Instant> closed_at;
    std::int64_t version = 1;
};

void open(Work& work, const Task& task);                                    // queued
void close_all(Work& work, std::string_view record, std::int64_t record_id);  // every open task of that record
// The record right: the actor holds an open task on it. Answers the scope to read that one record under.
std::optional<db::Scope> record_right(Work& work, std::string_view record, std::int64_t record_id);

}  // namespace tongguan::task
