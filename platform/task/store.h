// Every statement on task_task. They run as the engine, so each one names whose tasks it means: the person, or the unit
// together with the rights of the post.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/task/task.h"
#include "platform/work/work.h"

namespace tongguan::task::store {

std::vector<const db::Statement*> statements();

struct After {  // where a page goes on; the list is ordered by (due, id)
    Date due;
    std::int64_t id = 0;
};

void insert(Work& work, const Task& task);
void close(Work& work, std::string_view record, std::int64_t record_id);
void move_due(Work& work, std::string_view record, std::int64_t record_id, Date due);
std::vector<Task> open_of(Work& work, const After& after, Date until, std::size_t limit);
std::vector<Task> closed_since(Work& work, Instant since, std::int64_t before, std::size_t limit);
Summary count(Work& work, Date today, Instant since);
struct DueCount {
    Date due;
    std::int64_t open = 0;
};
// By due day; everything before `first` and after `last` is counted with the day beside it.
std::vector<DueCount> count_by_day(Work& work, Date first, Date last);
std::optional<Task> lock(Work& work, Id<Task> id);  // for update; one that the actor may act on, open or closed
void set_claim(Work& work, const Task& task);
bool may_act(Work& work, std::string_view record, std::int64_t record_id);
std::vector<Task> open_for(Work& work, Id<Person> person);

}  // namespace tongguan::task::store
