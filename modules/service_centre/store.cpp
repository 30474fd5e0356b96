#include "modules/service_centre/store.h"

#include <limits>

#include "modules/service_centre/store_rows.h"

namespace tongguan::service_centre::store {

namespace {

constexpr db::Statement items_living{
    "service_centre.items_living", may::read_item,
    "select {columns} from service_centre_item where ended_on is null order by category, code",
    &entity::entity<ItemLine>};

// An item and, in the same breath, where its reader stands: what a form is prefilled with and a case remembers.
constexpr db::Statement item_for{"service_centre.item_for", may::read_item,
                                 "select {columns:i}, coalesce(u.name, ''), coalesce(u.short_name, ''), "
                                 "coalesce(d.name, '') from service_centre_item i "
                                 "left join organisation_unit_names u on u.id = $2 left join "
                                 "organisation_department_names d on d.id = $3 where i.id = $1",
                                 &entity::entity<Item>};

constexpr db::Statement item_to_assign{"service_centre.item_to_assign", may::assign_item,
                                       "select {columns} from service_centre_item where id = $1 for update",
                                       &entity::entity<Item>};

constexpr db::Statement item_end_older{
    "service_centre.item_end_older",
    engine_right,  // tidy: allow sql – publishing reference data is the platform's own act
    "update service_centre_item set ended_on = $3, version = version + 1 where code "
    "= $1 and edition < $2 and ended_on is null"};

// Whoever handled the last edition handles the new one.
constexpr db::Statement item_publish{
    "service_centre.item_publish",
    engine_right,  // tidy: allow sql – publishing reference data is the platform's own act
    "insert into service_centre_item (id, code, edition, category, name, name_en, basis, handling_unit, "
    "handling_department, "
    "handling_department_name, acceptance_days, promised_days, statutory_days, correction_days, form, materials, "
    "behaviour, sample, "
    "published_on, version) "
    "select $1, $2, $3, $4, $5, $6, $7, old.handling_unit, old.handling_department, "
    "coalesce(old.handling_department_name, $8), "
    "$9, $10, $11, $12, $13, $14, $15, true, $16, 1 from (select 1) as one left join lateral "
    "(select i.handling_unit, i.handling_department, i.handling_department_name from service_centre_item i where "
    "i.code = $2 "
    "order by i.edition desc limit 1) as old on true on conflict (code, edition) do nothing"};

// One statement per right, since each reads within its own scope.
constexpr std::string_view lock_sql = "select {columns} from service_centre_case where id = $1 for update";
constexpr std::array<db::Statement, 8> case_to{{
    {"service_centre.case_to_accept", may::accept, lock_sql, &entity::entity<Case>},
    {"service_centre.case_to_refuse", may::refuse, lock_sql, &entity::entity<Case>},
    {"service_centre.case_to_return", may::give_notice, lock_sql, &entity::entity<Case>},
    {"service_centre.case_to_resubmit", may::resubmit, lock_sql, &entity::entity<Case>},
    {"service_centre.case_to_decide", may::decide, lock_sql, &entity::entity<Case>},
    {"service_centre.case_to_finish", may::finish, lock_sql, &entity::entity<Case>},
    {"service_centre.case_to_withdraw", may::withdraw, lock_sql, &entity::entity<Case>},
    {"service_centre.case_to_rate", may::rate, lock_sql, &entity::entity<Case>},
}};

constexpr db::Statement case_page{
    "service_centre.case_page", may::read,
    "select {columns:c}, coalesce((select jsonb_agg(jsonb_build_object('key', m.key, 'name', m.name, 'required', "
    "m.required, "
    "'state', m.state) order by m.position) from service_centre_material m where m.case_id = c.id), '[]'), "
    "case when c.rating is null then null else (select jsonb_build_object('level', r.level, 'points', r.points, "
    "'comment', r.comment, 'rated_at', r.rated_at, 'person_name', r.person_name) from service_centre_rating r "
    "where r.case_id = c.id) end from service_centre_case c where c.id = $1",
    &entity::entity<Case>};

constexpr db::Statement case_materials{
    "service_centre.case_materials", may::resubmit,
    "select {columns} from service_centre_material where case_id = $1 order by position", &entity::entity<Material>};

// Lines that hang on a case are written by the engine: the step that writes them has shown its right to the case.
constexpr db::Statement materials_insert{
    "service_centre.materials_insert",
    engine_right,  // tidy: allow sql – the step that writes this line has shown its right to the case
    "insert into service_centre_material (id, case_id, position, key, name, required, state) "
    "select t.id, $1, t.position, t.key, t.name, t.required = 1, t.state "
    "from unnest($2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::bigint[], $7::text[]) "
    "as t (id, position, key, name, required, state)"};

constexpr db::Statement materials_update{
    "service_centre.materials_update",
    engine_right,  // tidy: allow sql – the step that writes this line has shown its right to the case
    "update service_centre_material m set state = t.state from unnest($2::text[], $3::text[]) as t (key, state) "
    "where m.case_id = $1 and m.key = t.key and m.state <> t.state"};

constexpr db::Statement entry_insert{
    "service_centre.entry_insert",
    engine_right,  // tidy: allow sql – the step that writes this line has shown its right to the case
    "insert into service_centre_entry (id, case_id, at, step, state, person, post, person_name, note, detail) "
    "values ($1, $2, $3, $4, $5, nullif($6, 0), nullif($7, 0), $8, $9, $10)"};

constexpr db::Statement case_time_line{
    "service_centre.case_time_line", may::read,
    "select {columns} from service_centre_entry where case_id = $1 order by at desc, id desc limit 200",
    &entity::entity<Entry>};

constexpr db::Statement number_next{
    "service_centre.number_next", engine_right,  // tidy: allow sql – a number in order is nobody's row
    "insert into service_centre_year_number (year, last) values ($1, 1) on conflict (year) do update "
    "set last = service_centre_year_number.last + 1 returning last"};

constexpr db::Statement cases_provisional{
    "service_centre.cases_provisional",
    engine_right,  // tidy: allow sql – new holidays move every open due date, whoever may see it
    "select {columns} from service_centre_case where due_provisional and "
    "finished_at is null and due_on >= $1 and id > $2 "
    "order by id limit $3 for update",
    &entity::entity<Case>};

constexpr db::Statement cases_reparent{
    "service_centre.cases_reparent",
    engine_right,  // tidy: allow sql – a unit's merger moves all its rows, whoever may see them
    "update service_centre_case set scope_unit = case when scope_unit = $1 then $2 else scope_unit end, "
    "handling_unit = case when handling_unit = $1 and is_open then $2 else handling_unit end, version = version + 1 "
    "where scope_unit = $1 or (handling_unit = $1 and is_open)"};

constexpr db::Statement items_reparent{
    "service_centre.items_reparent",
    engine_right,  // tidy: allow sql – a unit's merger moves all its rows, whoever may see them
    "update service_centre_item set handling_unit = $2, handling_department = null, version = version + 1 "
    "where handling_unit = $1 and ended_on is null"};

constexpr db::Statement cases_open_of{
    "service_centre.cases_open_of",
    engine_right,  // tidy: allow sql – what a leaving person still holds is asked for the whole house
    "select {columns} from service_centre_case where applicant = $1 and is_open order by submitted_at, id",
    &entity::entity<Case>};

}  // namespace

std::vector<const db::Statement*> statements() {
    std::vector<const db::Statement*> all{&items_living,     &item_for,          &item_to_assign, &item_end_older,
                                          &item_publish,     &case_page,         &case_materials, &case_time_line,
                                          &number_next,      &cases_provisional, &cases_reparent, &materials_insert,
                                          &materials_update, &entry_insert,      &items_reparent, &cases_open_of};
    for (const db::Statement& each : case_to) all.push_back(&each);
    for (const db::Statement* each : list_statements()) all.push_back(each);
    for (const db::Statement* each : figure_statements()) all.push_back(each);
    return all;
}

std::vector<ItemLine> living_items(Work& work) { return work.db().all<ItemLine>(items_living); }

std::optional<ItemFound> find_item(Work& work, Id<Item> item) {
    const db::Rows rows = work.db().run(item_for, db::Params(item, work.actor().unit, work.actor().department));
    if (rows.empty()) return std::nullopt;
    std::vector<entity::Cell> room;
    const std::span<const entity::Cell> row = rows.row(0, room);
    const std::size_t own = row.size() - 3;
    std::optional<ItemFound> found(std::in_place);
    entity::load(entity::describe<Item>(), row.first(own), &found->item);
    found->unit_name = row[own].text();
    found->unit_short_name = row[own + 1].text();
    found->department_name = row[own + 2].text();
    return found;
}

std::optional<Item> lock_item(Work& work, Id<Item> item) {
    return work.db().one<Item>(item_to_assign, db::Params(item));
}

void publish_item(Work& work, const Item& item) {
    work.db().later(item_end_older, db::Params(item.code, item.edition, item.published_on - 1));
    work.db().later(
        item_publish,
        db::Params(item.id, item.code, item.edition, entity::word_of(item.category), item.name, item.name_en,
                   item.basis, item.handling_department_name, item.acceptance_days, item.promised_days,
                   item.statutory_days, item.correction_days, db::JsonText{item.form.json},
                   db::JsonText{item.materials.json}, db::JsonText{item.behaviour.json}, item.published_on));
}

std::optional<Case> lock_case(Work& work, Permission permission, Id<Case> id) {
    for (const db::Statement& statement : case_to)
        if (statement.permission == permission) return work.db().one<Case>(statement, db::Params(id));
    throw std::logic_error("no statement locks a case under " + std::string(permission.key));
}

std::optional<CaseFound> find_case(Work& work, Id<Case> id, const std::optional<db::Scope>& under) {
    const db::Rows rows =
        under ? work.db().run_under(*under, case_page, db::Params(id)) : work.db().run(case_page, db::Params(id));
    if (rows.empty()) return std::nullopt;
    std::vector<entity::Cell> room;
    const std::span<const entity::Cell> row = rows.row(0, room);
    std::optional<CaseFound> found(std::in_place);
    entity::load(entity::describe<Case>(), row.first(row.size() - 2), &found->row);
    found->materials = read_list<MaterialView>(row[row.size() - 2]);
    if (!row.back().is_null()) found->rated = read_object<RatingView>(row.back());
    return found;
}

std::vector<Material> materials_of(Work& work, Id<Case> id) {
    return work.db().all<Material>(case_materials, db::Params(id));
}

void insert_materials(Work& work, const std::vector<Material>& materials) {
    if (materials.empty()) return;
    std::vector<std::int64_t> ids, positions, required;
    std::vector<std::string> keys, names, states;
    for (const Material& each : materials) {
        ids.push_back(each.id.value);
        positions.push_back(each.position);
        required.push_back(each.required ? 1 : 0);
        keys.push_back(each.key);
        names.push_back(each.name);
        states.emplace_back(entity::word_of(each.state));
    }
    work.db().later(materials_insert,
                    db::Params(materials.front().case_id, ids, positions, keys, names, required, states));
}

void update_materials(Work& work, Id<Case> id, const std::vector<Material>& materials) {
    std::vector<std::string> keys, states;
    for (const Material& each : materials) {
        keys.push_back(each.key);
        states.emplace_back(entity::word_of(each.state));
    }
    work.db().later(materials_update, db::Params(id, keys, states));
}

void insert_entry(Work& work, const Entry& entry) {
    work.db().later(entry_insert,
                    db::Params(entry.id, entry.case_id, entry.at, entry.step, entry.state, entry.person, entry.post,
                               entry.person_name, entry.note, db::JsonText{entry.detail.json}));
}

std::vector<Entry> time_line(Work& work, Id<Case> id, const std::optional<db::Scope>& under) {
    return under ? work.db().all_under<Entry>(*under, case_time_line, db::Params(id))
                 : work.db().all<Entry>(case_time_line, db::Params(id));
}

std::int64_t next_number(Work& work, int year) { return work.db().integer(number_next, db::Params(year)).value(); }

std::vector<Case> provisional_cases(Work& work, Date since, std::int64_t after, std::size_t limit) {
    return work.db().all<Case>(cases_provisional, db::Params(since, after, static_cast<std::int64_t>(limit)));
}

void reparent(Work& work, Id<Unit> from, Id<Unit> to) {
    work.db().later(cases_reparent, db::Params(from, to));
    work.db().later(items_reparent, db::Params(from, to));
}

std::vector<Case> open_cases_of(Work& work, Id<Person> person) {
    return work.db().all<Case>(cases_open_of, db::Params(person));
}

}  // namespace tongguan::service_centre::store
