#include "platform/task/task.h"

#include <limits>
#include <stdexcept>

#include "platform/api/list.h"
#include "platform/task/store.h"
#include "platform/work/hints.h"

namespace tongguan::task {

namespace {

// Open pages of those who are asked re-read their list.
void tell(Work& work, const Task& task) {
    const bool person = static_cast<bool>(task.person);
    work.hint(work::topic("task.task", person ? db::Shape::self : db::Shape::unit,
                          std::to_string(person ? task.person.value : task.unit.value)));
}

const Date last_day = make_date(9999, 12, 31);

DayKind kind_of(const WorkingCalendar& calendar, Date day) {
    const bool weekend = day.weekday_iso() > 5;
    if (calendar.is_working(day)) return weekend ? DayKind::make_up : DayKind::working;
    return calendar.is_holiday(day) ? DayKind::holiday : DayKind::weekend;
}

constexpr std::string_view open_list = "task.open";
constexpr std::string_view closed_list = "task.closed_today";

Result<api::Page<Task>> list_open(Work& work, const api::ListQuery& query) {
    const std::string order = api::order_of(open_list, query);
    store::After after{make_date(1900, 1, 1), 0};
    if (!query.cursor.empty()) {
        const api::Cursor cursor = TRY(api::Cursor::parse(query.cursor, order, 1));
        after = {TRY(cursor.date(0)), cursor.id};
    }
    Date until = last_day;
    if (const std::string_view due = query.filter("due"); !due.empty()) {
        const auto day = parse_date(due);
        if (!day) return invalid("task.list.bad_due", {}, "due");
        until = *day;
        if (after.due < until) after = {until, 0};
    }
    api::Page<Task> page{.items = store::open_of(work, after, until, query.limit + 1)};
    if (page.items.size() <= query.limit) return page;
    page.items.resize(query.limit);
    const Task& last = page.items.back();
    page.next = api::Cursor{.order = order, .keys = {}, .id = last.id.value}.add(last.due).text();
    return page;
}

Result<api::Page<Task>> list_closed(Work& work, const api::ListQuery& query) {
    const std::int64_t before = TRY(api::key_after(closed_list, query, std::numeric_limits<std::int64_t>::max()));
    auto found = store::closed_since(work, instant_at(work.today()), before, query.limit + 1);
    return api::page_by_key(closed_list, query, std::move(found));
}

Result<Task> open_one(Work& work, Id<Task> id) {
    auto task = store::lock(work, id);
    if (!task) return not_found("task.task.missing");
    if (task->closed_at) return conflict("task.task.closed", {{"closed_at", to_string(*task->closed_at)}});
    if (task->claimed_by && task->claimed_by != work.actor().person) return conflict("task.task.claimed");
    return std::move(*task);
}

Task set_claim(Work& work, Task task, Id<Person> by) {
    if (task.claimed_by == by) return task;  // asked again: nothing more to do
    task.claimed_by = by;
    ++task.version;
    store::set_claim(work, task);
    work.audit(by ? "task.task.claim" : "task.task.release", "task.task", task.id.value);
    tell(work, task);
    return task;
}

}  // namespace

void open(Work& work, Task task) {
    if (static_cast<bool>(task.person) == static_cast<bool>(task.unit))
        throw std::logic_error("a task asks one person or one unit: " + task.step);
    if (!task.id) task.id = work.new_id<Task>();
    task.opened_at = work.now();
    store::insert(work, task);
    tell(work, task);
}

void close_all(Work& work, std::string_view record, std::int64_t record_id) { store::close(work, record, record_id); }

void move_due(Work& work, std::string_view record, std::int64_t record_id, Date due) {
    store::move_due(work, record, record_id, due);
}

std::optional<db::Scope> record_right(Work& work, std::string_view record, std::int64_t record_id) {
    if (!store::may_act(work, record, record_id)) return std::nullopt;
    return db::Scope::one(db::Shape::record, record_id);
}

std::vector<Task> held_by(Work& work, Id<Person> person) { return store::open_for(work, person); }

Result<api::Page<Task>> list_tasks(Work& work, const api::ListQuery& query) {
    const std::string_view state = query.filter("state");
    if (state.empty() || state == "open") return list_open(work, query);
    if (state == "closed_today") return list_closed(work, query);
    return invalid("task.list.bad_state", {}, "state");
}

Result<Summary> summarise_tasks(Work& work) { return store::count(work, work.today(), instant_at(work.today())); }

Result<DueCalendar> view_due_calendar(Work& work) {
    const Date today = work.today();
    const Date first = today - (static_cast<int>(today.weekday_iso()) - 1);
    const Date last = first + (calendar_weeks * 7 - 1);
    DueCalendar seen{.today = today, .earlier = 0, .later = 0, .days = {}};
    for (Date day = first; day <= last; day = day + 1)
        seen.days.push_back({.day = day,
                             .kind = kind_of(work.calendar(), day),
                             .provisional = work.calendar().is_provisional(day),
                             .open = 0});
    for (const store::DueCount& count : store::count_by_day(work, first, last)) {
        if (count.due < first)
            seen.earlier = count.open;
        else if (count.due > last)
            seen.later = count.open;
        else
            seen.days[static_cast<std::size_t>(count.due - first)].open = count.open;
    }
    return seen;
}

Result<Task> claim_task(Work& work, Id<Task> id) {
    return set_claim(work, TRY(open_one(work, id)), work.actor().person);
}

Result<Task> release_task(Work& work, Id<Task> id) { return set_claim(work, TRY(open_one(work, id)), {}); }

}  // namespace tongguan::task
