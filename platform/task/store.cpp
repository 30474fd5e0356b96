#include "platform/task/store.h"

namespace tongguan::task::store {

namespace {

constexpr db::Statement insert_one{
    "task.insert", engine_right,
    "insert into task_task ({columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
    &entity::entity<Task>};

constexpr db::Statement close_record{"task.close_all", engine_right,
                                     "update task_task set closed_at = $3, closed_by = $4, version = version + 1 "
                                     "where record = $1 and record_id = $2 and closed_at is null"};

constexpr db::Statement move_due_record{
    "task.move_due", engine_right,
    "update task_task set due = $3, version = version + 1 where record = $1 and record_id = $2 and closed_at is null"};

// $1 person, $2 unit, $3 rights, $4 department; then the cursor and the last day wanted. Each half walks one index in
// the order of the answer, so a page of 25 reads about 25 rows of each however many the unit has open.
constexpr db::Statement mine_open{
    "task.mine_open", engine_right,
    "select {columns} from ("
    "(select * from task_task where closed_at is null and person = $1 and (due, id) > ($5, $6) and due <= $8 "
    "order by due, id limit $7) "
    "union all "
    "(select * from task_task where closed_at is null and unit = $2 and permission = any($3) "
    "and (department is null or department = $4) and (claimed_by is null or claimed_by = $1) "
    "and (due, id) > ($5, $6) and due <= $8 order by due, id limit $7)) as mine order by due, id limit $7",
    &entity::entity<Task>};

constexpr db::Statement mine_closed{
    "task.mine_closed", engine_right,
    "select {columns} from task_task where closed_by = $1 and closed_at >= $2 and id < $3 order by id desc limit $4",
    &entity::entity<Task>};

constexpr db::Statement mine_counted{
    "task.mine_counted", engine_right,
    "select count(*) filter (where due < $5), count(*) filter (where due = $5), count(*), "
    "(select count(*) from task_task where closed_by = $1 and closed_at >= $6) from ("
    "select due from task_task where closed_at is null and person = $1 "
    "union all "
    "select due from task_task where closed_at is null and unit = $2 and permission = any($3) "
    "and (department is null or department = $4) and (claimed_by is null or claimed_by = $1)) as mine"};

constexpr db::Statement mine_by_day{
    "task.mine_by_day", engine_right,
    "select greatest(least(due, $6::date + 1), $5::date - 1) as day, count(*) from ("
    "select due from task_task where closed_at is null and person = $1 "
    "union all "
    "select due from task_task where closed_at is null and unit = $2 and permission = any($3) "
    "and (department is null or department = $4) and (claimed_by is null or claimed_by = $1)) as mine "
    "group by day order by day"};

constexpr db::Statement lock_one{
    "task.lock", engine_right,
    "select {columns} from task_task where id = $5 and (person = $1 or "
    "(unit = $2 and permission = any($3) and (department is null or department = $4))) for update",
    &entity::entity<Task>};

constexpr db::Statement claim_one{"task.set_claim", engine_right,
                                  "update task_task set claimed_by = $2, version = $3 where id = $1"};

constexpr db::Statement right_to_record{
    "task.record_right", engine_right,
    "select 1 from task_task where record = $5 and record_id = $6 and closed_at is null and (person = $1 or "
    "(unit = $2 and permission = any($3) and (department is null or department = $4) "
    "and (claimed_by is null or claimed_by = $1))) limit 1"};

constexpr db::Statement held_open{
    "task.held_open", engine_right,
    "select {columns} from ("
    "select * from task_task where closed_at is null and person = $1 "
    "union "
    "select * from task_task where closed_at is null and claimed_by = $1) as held order by due, id",
    &entity::entity<Task>};

// Who asks: the predicates $1 … $4 of every statement about "mine".
db::Params mine(const Work& work) {
    const access::Actor& actor = work.actor();
    std::vector<std::string> rights;
    rights.reserve(actor.rights->all().size());
    for (const auto& [permission, scope] : actor.rights->all()) rights.push_back(permission);
    return db::Params(actor.person, actor.unit, rights, actor.department);
}

template <class Thing>
void add_key(db::Params& params, Id<Thing> id) {  // 0 = none, kept as NULL
    params.add(id ? std::optional<std::int64_t>(id.value) : std::nullopt);
}

}  // namespace

std::vector<const db::Statement*> statements() {
    return {&insert_one,  &close_record, &move_due_record, &mine_open,       &mine_closed, &mine_counted,
            &mine_by_day, &lock_one,     &claim_one,       &right_to_record, &held_open};
}

void insert(Work& work, const Task& task) {
    db::Params params(task.id, task.record, task.record_id, task.title, task.step, task.permission);
    add_key(params, task.unit);
    add_key(params, task.department);
    add_key(params, task.person);
    add_key(params, task.claimed_by);
    params.add(task.due);
    params.add(task.address);
    params.add(task.opened_at);
    params.add(task.closed_at);
    add_key(params, task.closed_by);
    params.add(task.version);
    work.db().later(insert_one, params);
}

void close(Work& work, std::string_view record, std::int64_t record_id) {
    db::Params params(record, record_id, work.now());
    add_key(params, work.actor().person);
    work.db().later(close_record, params);
}

void move_due(Work& work, std::string_view record, std::int64_t record_id, Date due) {
    work.db().later(move_due_record, db::Params(record, record_id, due));
}

std::vector<Task> open_of(Work& work, const After& after, Date until, std::size_t limit) {
    db::Params params = mine(work);
    params.add(after.due);
    params.add(after.id);
    params.add(static_cast<std::int64_t>(limit));
    params.add(until);
    return work.db().all<Task>(mine_open, params);
}

std::vector<Task> closed_since(Work& work, Instant since, std::int64_t before, std::size_t limit) {
    return work.db().all<Task>(mine_closed,
                               db::Params(work.actor().person, since, before, static_cast<std::int64_t>(limit)));
}

Summary count(Work& work, Date today, Instant since) {
    db::Params params = mine(work);
    params.add(today);
    params.add(since);
    const db::Rows rows = work.db().run(mine_counted, params);
    return {.overdue = rows.cell(0, 0).integer(),
            .today = rows.cell(0, 1).integer(),
            .open = rows.cell(0, 2).integer(),
            .closed_today = rows.cell(0, 3).integer()};
}

std::vector<DueCount> count_by_day(Work& work, Date first, Date last) {
    db::Params params = mine(work);
    params.add(first);
    params.add(last);
    const db::Rows rows = work.db().run(mine_by_day, params);
    std::vector<DueCount> counts;
    for (std::size_t i = 0; i < rows.size(); ++i)
        counts.push_back({.due = rows.cell(i, 0).date(), .open = rows.cell(i, 1).integer()});
    return counts;
}

std::optional<Task> lock(Work& work, Id<Task> id) {
    db::Params params = mine(work);
    params.add(id);
    return work.db().one<Task>(lock_one, params);
}

void set_claim(Work& work, const Task& task) {
    db::Params params(task.id);
    add_key(params, task.claimed_by);
    params.add(task.version);
    work.db().later(claim_one, params);
}

bool may_act(Work& work, std::string_view record, std::int64_t record_id) {
    db::Params params = mine(work);
    params.add(record);
    params.add(record_id);
    return !work.db().run(right_to_record, params).empty();
}

std::vector<Task> open_for(Work& work, Id<Person> person) { return work.db().all<Task>(held_open, db::Params(person)); }

}  // namespace tongguan::task::store
