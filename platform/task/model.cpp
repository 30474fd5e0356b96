#include "platform/task/task.h"

namespace tongguan::entity {

template <>
const Description& describe<task::Task>() {
    using task::Task;
    static const Description description = describe_struct("task.task", {
                                                                            field<&Task::id>().server(),
                                                                            field<&Task::record>().max(80),
                                                                            field<&Task::record_id>(),
                                                                            field<&Task::title>().max(200),
                                                                            field<&Task::step>().max(120),
                                                                            field<&Task::permission>().max(120),
                                                                            field<&Task::unit>().optional(),
                                                                            field<&Task::department>().optional(),
                                                                            field<&Task::person>().optional(),
                                                                            field<&Task::claimed_by>().optional(),
                                                                            field<&Task::due>(),
                                                                            field<&Task::address>().max(200),
                                                                            field<&Task::opened_at>(),
                                                                            field<&Task::closed_at>(),
                                                                            field<&Task::closed_by>().optional(),
                                                                            field<&Task::version>().server(),
                                                                        });
    return description;
}

template <>
const Description& describe<task::Summary>() {
    using task::Summary;
    static const Description description = describe_struct("task.summary", {
                                                                               field<&Summary::overdue>(),
                                                                               field<&Summary::today>(),
                                                                               field<&Summary::open>(),
                                                                               field<&Summary::closed_today>(),
                                                                           });
    return description;
}

template <>
const Description& describe<task::DueDay>() {
    using task::DueDay;
    static const Description description = describe_struct("task.due_day", {
                                                                               field<&DueDay::day>(),
                                                                               field<&DueDay::kind>(),
                                                                               field<&DueDay::provisional>(),
                                                                               field<&DueDay::open>(),
                                                                           });
    return description;
}

template <>
const Description& describe<task::DueCalendar>() {
    using task::DueCalendar;
    static const Description description = describe_struct("task.due_calendar", {
                                                                                    field<&DueCalendar::today>(),
                                                                                    field<&DueCalendar::earlier>(),
                                                                                    field<&DueCalendar::later>(),
                                                                                    field<&DueCalendar::days>(),
                                                                                });
    return description;
}

template <>
const Entity& entity<task::Task>() {
    // No walls: a reader's role sees nothing of this table. Its statements run as the engine and name their owner.
    static const Entity entity{"task.task", "task_task", Walls{}, &describe<task::Task>()};
    return entity;
}

}  // namespace tongguan::entity
