#include "modules/organisation/store.h"

namespace tongguan::entity {

template <>
const Description& describe<organisation::UnitLine>() {
    using organisation::UnitLine;
    static const Description description = describe_struct(
        "organisation.unit_line", {
                                      field<&UnitLine::id>().label("organisation.unit.id"),
                                      field<&UnitLine::name>().label("organisation.unit.name"),
                                      field<&UnitLine::short_name>().label("organisation.unit.short_name"),
                                      field<&UnitLine::nature>().label("organisation.unit.nature"),
                                      field<&UnitLine::level>().label("organisation.unit.level"),
                                      field<&UnitLine::region>().label("organisation.unit.region"),
                                      field<&UnitLine::region_name>().label("organisation.unit.region"),
                                      field<&UnitLine::leader_name>().label("organisation.unit.leader"),
                                      field<&UnitLine::units_below>(),
                                      field<&UnitLine::departments>(),
                                      field<&UnitLine::valid_from>().label("organisation.unit.valid_from"),
                                      field<&UnitLine::valid_until>().label("organisation.unit.valid_until"),
                                  });
    return description;
}

template <>
const Description& describe<organisation::DepartmentLine>() {
    using organisation::DepartmentLine;
    static const Description description = describe_struct(
        "organisation.department_line", {
                                            field<&DepartmentLine::id>().label("organisation.department.id"),
                                            field<&DepartmentLine::name>().label("organisation.department.name"),
                                        });
    return description;
}

template <>
const Description& describe<organisation::UnitView>() {
    using organisation::UnitView;
    static const Description description = describe_struct(
        "organisation.unit_view", {
                                      field<&UnitView::unit>(),
                                      field<&UnitView::parent>().label("organisation.unit.parent").optional(),
                                      field<&UnitView::parent_name>().label("organisation.unit.parent"),
                                      field<&UnitView::departments>(),
                                  });
    return description;
}

template <>
const Description& describe<organisation::PersonLine>() {
    using organisation::PersonLine;
    static const Description description =
        describe_struct("organisation.person_line",
                        {
                            field<&PersonLine::id>().label("organisation.person.id"),
                            field<&PersonLine::staff_code>().label("organisation.person.staff_code"),
                            field<&PersonLine::name>().label("organisation.person.name").personal("employment"),
                            field<&PersonLine::employment>().label("organisation.person.employment"),
                            field<&PersonLine::unit>().label("organisation.person.unit"),
                            field<&PersonLine::unit_name>().label("organisation.person.unit"),
                            field<&PersonLine::post_title>().label("organisation.post.title"),
                            field<&PersonLine::department_name>().label("organisation.post.department"),
                            field<&PersonLine::valid_from>().label("organisation.person.valid_from"),
                            field<&PersonLine::valid_until>().label("organisation.person.valid_until"),
                        });
    return description;
}

template <>
const Description& describe<organisation::PostLine>() {
    using organisation::PostLine;
    static const Description description = describe_struct(
        "organisation.post_line", {
                                      field<&PostLine::id>().label("organisation.post.id"),
                                      field<&PostLine::title>().label("organisation.post.title"),
                                      field<&PostLine::unit_name>().label("organisation.post.unit"),
                                      field<&PostLine::department_name>().label("organisation.post.department"),
                                      field<&PostLine::roles>().label("organisation.post.roles"),
                                      field<&PostLine::is_main>().label("organisation.post.is_main"),
                                      field<&PostLine::valid_from>().label("organisation.post.valid_from"),
                                      field<&PostLine::valid_until>().label("organisation.post.valid_until"),
                                  });
    return description;
}

template <>
const Description& describe<organisation::PersonView>() {
    using organisation::PersonView;
    static const Description description = describe_struct("organisation.person_view", {
                                                                                           field<&PersonView::person>(),
                                                                                           field<&PersonView::posts>(),
                                                                                       });
    return description;
}

}  // namespace tongguan::entity

namespace tongguan::organisation::store {

namespace {

constexpr db::Statement unit_by_id{"organisation.unit_by_id", may::read_unit,
                                   "select {columns} from organisation_unit where id = $1", &entity::entity<Unit>};

constexpr db::Statement unit_by_name{"organisation.unit_by_name", may::read_unit,
                                     "select {columns} from organisation_unit where name = $1 and valid_until is null",
                                     &entity::entity<Unit>};

constexpr db::Statement department_by_id{"organisation.department_by_id", may::read_unit,
                                         "select {columns} from organisation_department where id = $1",
                                         &entity::entity<Department>};

constexpr db::Statement department_by_name{
    "organisation.department_by_name", may::read_unit,
    "select {columns} from organisation_department where unit = $1 and name = $2 and valid_until is null",
    &entity::entity<Department>};

constexpr db::Statement person_by_id{"organisation.person_by_id", may::read_person,
                                     "select {columns} from organisation_person where id = $1",
                                     &entity::entity<Person>};

constexpr db::Statement person_by_code{"organisation.person_by_code", may::read_person,
                                       "select {columns} from organisation_person where staff_code = $1",
                                       &entity::entity<Person>};

constexpr db::Statement units_living{"organisation.units_living", may::read_unit,
                                     "select {columns} from organisation_unit where id = any($1) and valid_from <= $2 "
                                     "and (valid_until is null or valid_until >= $2)",
                                     &entity::entity<Unit>};

constexpr db::Statement staff_codes_taken{"organisation.staff_codes_taken", may::register_person,
                                          "select staff_code from organisation_person where staff_code = any($1)"};

constexpr db::Statement people_insert{
    "organisation.people_insert", may::register_person,
    "insert into organisation_person (id, staff_code, name, pinyin, initials, employment, unit, scope_unit, region, "
    "valid_from, version) "
    "select id, staff_code, name, pinyin, initials, employment, unit, unit, region, valid_from, 1 "
    "from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[], "
    "$9::text[]::date[]) "
    "as t (id, staff_code, name, pinyin, initials, employment, unit, region, valid_from)"};

constexpr db::Statement units_children{
    "organisation.units_children", may::read_unit,
    "select u.* from organisation_unit_line u join organisation_unit k on k.id = u.id "
    "where k.parent is not distinct from $1 and k.id > $2 order by k.id limit $3"};

// Folded search by name, full pinyin or initials. Names are few (a city has under two thousand units).
constexpr db::Statement units_search{
    "organisation.units_search", may::read_unit,
    "select u.* from organisation_unit_line u join organisation_unit k on k.id = u.id "
    "where k.id > $2 and (strpos(k.name, $1) > 0 or strpos(k.short_name, $1) > 0 or "
    "strpos(replace(k.pinyin, ' ', ''), $1) > 0 or strpos(k.initials, $1) > 0) order by k.id limit $3"};

constexpr db::Statement unit_line_by_id{"organisation.unit_line_by_id", may::read_unit,
                                        "select * from organisation_unit_line u where u.id = $1"};

constexpr db::Statement departments_by_unit{
    "organisation.departments_by_unit", may::read_unit,
    "select id, name from organisation_department where unit = $1 and valid_until is null order by position, id"};

constexpr db::Statement people_all{"organisation.people", may::read_person,
                                   "select * from organisation_person_line p where p.id > $1 order by p.id limit $2"};

constexpr db::Statement people_of_unit{
    "organisation.people_of_unit", may::read_person,
    "select p.* from organisation_person_line p join organisation_person k on k.id = p.id "
    "where k.scope_unit = $3 and k.id > $1 order by k.id limit $2"};

// Folded search by one's own name (as written, pinyin, initials), the staff code or the name of the unit.
constexpr db::Statement people_search{
    "organisation.people_search", may::read_person,
    "select p.* from organisation_person_line p join organisation_person k on k.id = p.id "
    "join organisation_unit u on u.id = k.unit "
    "where k.id > $1 and (strpos(k.name, $3) > 0 or strpos(replace(k.pinyin, ' ', ''), $3) > 0 or "
    "strpos(k.initials, $3) > 0 or k.staff_code = $3 or strpos(u.name, $3) > 0 or strpos(u.short_name, $3) > 0) "
    "order by k.id limit $2"};

constexpr db::Statement people_search_unit{
    "organisation.people_search_unit", may::read_person,
    "select p.* from organisation_person_line p join organisation_person k on k.id = p.id "
    "where k.scope_unit = $4 and k.id > $1 and (strpos(k.name, $3) > 0 or strpos(replace(k.pinyin, ' ', ''), $3) > 0 "
    "or strpos(k.initials, $3) > 0 or k.staff_code = $3) order by k.id limit $2"};

constexpr db::Statement person_line_by_id{"organisation.person_line_by_id", may::read_person,
                                          "select * from organisation_person_line p where p.id = $1"};

constexpr db::Statement posts_by_person{
    "organisation.posts_by_person", may::read_person,
    "select s.id, s.title, u.name, coalesce(d.name, ''), s.roles, s.is_main, s.valid_from, s.valid_until "
    "from organisation_post s join organisation_unit u on u.id = s.unit left join organisation_department d on d.id = "
    "s.department "
    "where s.person = $1 order by s.is_main desc, s.valid_from, s.id"};

}  // namespace

std::vector<const db::Statement*> statements() {
    return {&unit_by_id,     &unit_by_name,       &department_by_id,    &department_by_name, &person_by_id,
            &person_by_code, &units_living,       &staff_codes_taken,   &people_insert,      &units_children,
            &units_search,   &unit_line_by_id,    &departments_by_unit, &people_all,         &people_of_unit,
            &people_search,  &people_search_unit, &person_line_by_id,   &posts_by_person};
}

std::optional<Unit> find_unit(Work& work, Id<Unit> unit) { return work.db().one<Unit>(unit_by_id, db::Params(unit)); }

std::optional<Unit> find_unit_named(Work& work, std::string_view name) {
    return work.db().one<Unit>(unit_by_name, db::Params(name));
}

std::optional<Department> find_department(Work& work, Id<Department> department) {
    return work.db().one<Department>(department_by_id, db::Params(department));
}

std::optional<Department> find_department_named(Work& work, Id<Unit> unit, std::string_view name) {
    return work.db().one<Department>(department_by_name, db::Params(unit, name));
}

std::optional<Person> find_person(Work& work, Id<Person> person) {
    return work.db().one<Person>(person_by_id, db::Params(person));
}

std::optional<Person> find_person_by_code(Work& work, std::string_view staff_code) {
    return work.db().one<Person>(person_by_code, db::Params(staff_code));
}

std::vector<Unit> living_units(Work& work, std::span<const std::int64_t> units, Date today) {
    return work.db().all<Unit>(units_living, db::Params(units, today));
}

std::vector<std::string> taken_staff_codes(Work& work, const std::vector<std::string>& codes) {
    const db::Rows rows = work.db().run(staff_codes_taken, db::Params(codes));
    std::vector<std::string> taken;
    for (std::size_t i = 0; i < rows.size(); ++i) taken.emplace_back(rows.cell(i, 0).text());
    return taken;
}

void insert_people(Work& work, std::span<const Person> people) {
    std::vector<std::int64_t> ids, units, regions;
    std::vector<std::string> codes, names, pinyins, initials, employments, from;
    for (const Person& person : people) {
        ids.push_back(person.id.value);
        codes.push_back(person.staff_code);
        names.push_back(person.name);
        pinyins.push_back(person.pinyin);
        initials.push_back(person.initials);
        employments.emplace_back(entity::word_of(person.employment));
        units.push_back(person.unit.value);
        regions.push_back(person.region.value);
        from.push_back(to_string(person.valid_from));
    }
    work.db().later(people_insert, db::Params(ids, codes, names, pinyins, initials, employments, units, regions, from));
}

std::vector<UnitLine> units_below(Work& work, Id<Unit> parent, std::string_view search, std::int64_t after,
                                  std::size_t limit) {
    const auto count = static_cast<std::int64_t>(limit);
    if (!search.empty()) return work.db().all<UnitLine>(units_search, db::Params(search, after, count));
    const std::optional<std::int64_t> above = parent ? std::optional(parent.value) : std::nullopt;
    return work.db().all<UnitLine>(units_children, db::Params(above, after, count));
}

std::optional<UnitLine> unit_line(Work& work, Id<Unit> unit) {
    return work.db().one<UnitLine>(unit_line_by_id, db::Params(unit));
}

std::vector<DepartmentLine> departments_of(Work& work, Id<Unit> unit) {
    return work.db().all<DepartmentLine>(departments_by_unit, db::Params(unit));
}

std::vector<PersonLine> people(Work& work, Id<Unit> unit, std::string_view search, std::int64_t after,
                               std::size_t limit) {
    const auto count = static_cast<std::int64_t>(limit);
    if (!search.empty() && unit)
        return work.db().all<PersonLine>(people_search_unit, db::Params(after, count, search, unit));
    if (!search.empty()) return work.db().all<PersonLine>(people_search, db::Params(after, count, search));
    if (unit) return work.db().all<PersonLine>(people_of_unit, db::Params(after, count, unit));
    return work.db().all<PersonLine>(people_all, db::Params(after, count));
}

std::optional<PersonLine> person_line(Work& work, Id<Person> person) {
    return work.db().one<PersonLine>(person_line_by_id, db::Params(person));
}

std::vector<PostLine> posts_of(Work& work, Id<Person> person) {
    return work.db().all<PostLine>(posts_by_person, db::Params(person));
}

}  // namespace tongguan::organisation::store
