#include "modules/organisation/actions.h"

#include <set>
#include <unordered_map>

#include "base/text.h"
#include "modules/organisation/rules.h"
#include "platform/access/roles.h"
#include "platform/api/list.h"

namespace tongguan::entity {

template <>
const Description& describe<organisation::NewPerson>() {
    using organisation::NewPerson;
    static const Description description = describe_struct(
        "organisation.new_person",
        {
            field<&NewPerson::staff_code>().label("organisation.person.staff_code").max(20).sheet(),
            field<&NewPerson::name>().label("organisation.person.name").max(60).sheet().personal("employment"),
            field<&NewPerson::employment>().label("organisation.person.employment").sheet(),
            field<&NewPerson::unit>().label("organisation.person.unit").refers_to("organisation.unit").sheet(),
            field<&NewPerson::valid_from>().label("organisation.person.valid_from").sheet(),
        });
    return description;
}

template <>
const Description& describe<organisation::NewPeople>() {
    using organisation::NewPeople;
    static const Description description = describe_struct(
        "organisation.new_people", {
                                       field<&NewPeople::people>().min(1).max(organisation::people_per_batch),
                                   });
    return description;
}

template <>
const Description& describe<organisation::Registered>() {
    using organisation::Registered;
    static const Description description =
        describe_struct("organisation.registered", {
                                                       field<&Registered::ids>().max(organisation::people_per_batch),
                                                   });
    return description;
}

}  // namespace tongguan::entity

namespace tongguan::organisation {

namespace {

std::string row_path(std::size_t row, std::string_view field) {
    return "people." + std::to_string(row) + "." + std::string(field);
}

// All faults of a batch as one refusal: the first, and the rest beside it.
Outcome refuse_all(std::vector<Refusal> faults) {
    if (faults.empty()) return Done{};
    Refusal first = std::move(faults.front());
    first.also.assign(std::make_move_iterator(faults.begin() + 1), std::make_move_iterator(faults.end()));
    return std::unexpected(std::move(first));
}

Refusal fault(std::string_view key, std::size_t row, std::string_view field, Refusal::Args args) {
    return {.kind = Refusal::Kind::invalid,
            .key = std::string(key),
            .args = std::move(args),
            .field = row_path(row, field)};
}

Person made(Work& work, const NewPerson& input, Id<Region> region) {
    Person person;
    person.id = work.new_id<Person>();
    person.staff_code = input.staff_code;
    person.name = input.name;
    person.pinyin = pinyin(input.name);
    person.initials = pinyin_initials(input.name);
    person.employment = input.employment;
    person.unit = person.scope_unit = input.unit;
    person.region = region;
    person.valid_from = input.valid_from;
    return person;
}

// The roles that the person would hold together with those of the posts he has not left.
std::vector<std::string> roles_with(Work& work, const NewPost& input) {
    std::vector<std::string> roles = input.roles;
    for (const PostLine& post : store::posts_of(work, input.person))
        if (!post.valid_until || *post.valid_until >= work.today())
            roles.insert(roles.end(), post.roles.begin(), post.roles.end());
    return roles;
}

}  // namespace

Result<Registered> register_people(Work& work, const NewPeople& input) {
    TRY(work.require(may::register_person));

    std::set<std::int64_t> wanted;
    std::vector<std::string> codes;
    for (const NewPerson& person : input.people) {
        wanted.insert(person.unit.value);
        codes.push_back(person.staff_code);
    }
    const std::vector<std::int64_t> unit_keys(wanted.begin(), wanted.end());
    std::unordered_map<std::int64_t, Id<Region>> region_of;
    for (const Unit& unit : store::living_units(work, unit_keys, work.today())) region_of[unit.id.value] = unit.region;
    const std::vector<std::string> taken = store::taken_staff_codes(work, codes);
    const std::set<std::string> taken_codes(taken.begin(), taken.end());

    std::vector<Refusal> faults;
    std::set<std::string> seen;
    const db::Scope* const reach = work.actor().scope(may::register_person);
    for (std::size_t i = 0; i < input.people.size(); ++i) {
        const NewPerson& person = input.people[i];
        // A unit administrator registers people of the own unit; another unit is as if it did not exist.
        const bool within = reach->shape == db::Shape::all || person.unit == work.actor().unit;
        if (!within || !region_of.contains(person.unit.value))
            faults.push_back(fault("organisation.person.unit_unknown", i, "unit", {}));
        if (!seen.insert(person.staff_code).second)
            faults.push_back(
                fault("organisation.person.staff_code_twice", i, "staff_code", {{"code", person.staff_code}}));
        else if (taken_codes.contains(person.staff_code))
            faults.push_back(
                fault("organisation.person.staff_code_taken", i, "staff_code", {{"code", person.staff_code}}));
    }
    TRY(refuse_all(std::move(faults)));

    std::vector<Person> people;
    Registered registered;
    for (const NewPerson& person : input.people) {
        people.push_back(made(work, person, region_of.at(person.unit.value)));
        registered.ids.push_back(people.back().id.value);
    }
    store::insert_people(work, people);
    for (const Person& person : people)
        work.audit("organisation.person.register", "organisation.person", person.id.value);
    return registered;
}

Result<Unit> register_unit(Work& work, const NewUnit& input) {
    TRY(work.require(may::register_unit));
    Unit unit;
    unit.id = work.new_id<Unit>();
    unit.name = input.name;
    unit.short_name = input.short_name;
    unit.pinyin = pinyin(input.name);
    unit.initials = pinyin_initials(input.name);
    unit.nature = input.nature;
    unit.level = input.level;
    unit.parent = input.parent;
    unit.region = input.region;
    unit.valid_from = input.valid_from;
    work.insert(unit, "organisation.unit.register");
    return unit;
}

Result<Department> register_department(Work& work, Id<Unit> unit, std::string_view name, std::int64_t position) {
    TRY(work.require(may::register_unit));
    Department department;
    department.id = work.new_id<Department>();
    department.unit = unit;
    department.name = name;
    department.position = position;
    department.valid_from = work.today();
    work.insert(department, "organisation.department.register");
    return department;
}

Result<Post> open_post(Work& work, const NewPost& input) {
    TRY(work.require(may::register_person));
    const auto person = store::find_person(work, input.person);
    if (!person) return not_found("organisation.person.missing");
    TRY(access::apart(roles_with(work, input)));  // 三员分立
    const auto unit = store::find_unit(work, input.unit);
    if (!unit) return not_found("organisation.unit.missing");

    Post post;
    post.id = work.new_id<Post>();
    post.person = input.person;
    post.unit = post.scope_unit = input.unit;
    post.region = unit->region;
    post.department = input.department;
    post.title = input.title;
    post.roles = input.roles;
    post.is_main = input.is_main;
    post.valid_from = work.today();
    work.insert(post, "organisation.post.open");
    access::rights_changed(work);
    return post;
}

Outcome appoint_leader(Work& work, Id<Unit> unit_id, Id<Person> person) {
    TRY(work.require(may::register_unit));
    const auto unit = store::find_unit(work, unit_id);
    if (!unit) return not_found("organisation.unit.missing");
    if (!store::find_person(work, person)) return not_found("organisation.person.missing");
    Unit after = *unit;
    after.leader = person;
    return work.update(*unit, after, may::register_unit, "organisation.unit.appoint_leader");
}

Result<api::Page<UnitLine>> list_units(Work& work, const api::ListQuery& query) {
    constexpr std::string_view list = "organisation.units";
    const Id<Unit> parent{TRY(api::key_filter(query, "parent")).value_or(0)};
    const std::int64_t after = TRY(api::key_after(list, query, 0));
    auto found = store::units_below(work, parent, folded(query.filter("q")), after, query.limit + 1);
    return api::page_by_key(list, query, std::move(found));
}

Result<UnitView> view_unit(Work& work, Id<Unit> id) {
    auto line = store::unit_line(work, id);
    if (!line) return not_found("organisation.unit.missing");
    UnitView view;
    view.unit = std::move(*line);
    const auto unit = store::find_unit(work, id);
    if (unit && unit->parent) {
        view.parent = unit->parent;
        if (const auto parent = store::find_unit(work, unit->parent)) view.parent_name = parent->name;
    }
    view.departments = store::departments_of(work, id);
    return view;
}

Result<api::Page<PersonLine>> list_people(Work& work, const api::ListQuery& query) {
    constexpr std::string_view list = "organisation.people";
    const Id<Unit> unit{TRY(api::key_filter(query, "unit")).value_or(0)};
    const std::int64_t after = TRY(api::key_after(list, query, 0));
    auto found = store::people(work, unit, folded(query.filter("q")), after, query.limit + 1);
    return api::page_by_key(list, query, std::move(found));
}

Result<PersonView> view_person(Work& work, Id<Person> id) {
    auto line = store::person_line(work, id);
    if (!line) return not_found("organisation.person.missing");
    return PersonView{std::move(*line), store::posts_of(work, id)};
}

}  // namespace tongguan::organisation
