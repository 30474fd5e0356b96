// Every SQL statement of the organisation, each a named constant with the right it reads under.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "modules/organisation/model.h"
#include "platform/api/route.h"
#include "platform/work/work.h"

namespace tongguan::organisation {

// A unit as the tree and the lists show it.
struct UnitLine {
    Id<Unit> id;
    std::string name;
    std::string short_name;
    Nature nature = Nature::government;
    Level level = Level::city;
    Id<Region> region;
    std::string region_name;
    std::string leader_name;
    std::int64_t units_below = 0;
    std::int64_t departments = 0;
    Date valid_from;
    std::optional<Date> valid_until;
};

struct DepartmentLine {
    Id<Department> id;
    std::string name;
};

struct UnitView {
    UnitLine unit;
    std::string parent_name;
    Id<Unit> parent;
    std::vector<DepartmentLine> departments;
};

struct PersonLine {
    Id<Person> id;
    std::string staff_code;
    std::string name;
    Employment employment = Employment::established;
    Id<Unit> unit;
    std::string unit_name;
    std::string post_title;  // of the main post; empty when the reader may not see it
    std::string department_name;
    Date valid_from;
    std::optional<Date> valid_until;
};

struct PostLine {
    Id<Post> id;
    std::string title;
    std::string unit_name;
    std::string department_name;
    std::vector<std::string> roles;
    bool is_main = true;
    Date valid_from;
    std::optional<Date> valid_until;
};

struct PersonView {
    PersonLine person;
    std::vector<PostLine> posts;
};

namespace store {

std::vector<const db::Statement*> statements();

std::optional<Unit> find_unit(Work& work, Id<Unit> unit);
std::optional<Unit> find_unit_named(Work& work, std::string_view name);
std::optional<Department> find_department(Work& work, Id<Department> department);
std::optional<Department> find_department_named(Work& work, Id<Unit> unit, std::string_view name);
std::optional<Person> find_person(Work& work, Id<Person> person);
std::optional<Person> find_person_by_code(Work& work, std::string_view staff_code);

// Which of `units` exist and live on the day; set-wise, through the reader's walls.
std::vector<Unit> living_units(Work& work, std::span<const std::int64_t> units, Date today);
std::vector<std::string> taken_staff_codes(Work& work, const std::vector<std::string>& codes);
void insert_people(Work& work, std::span<const Person> people);

std::vector<UnitLine> units_below(Work& work, Id<Unit> parent, std::string_view search, std::int64_t after,
                                  std::size_t limit);
std::optional<UnitLine> unit_line(Work& work, Id<Unit> unit);
std::vector<DepartmentLine> departments_of(Work& work, Id<Unit> unit);
std::vector<PersonLine> people(Work& work, Id<Unit> unit, std::string_view search, std::int64_t after,
                               std::size_t limit);
std::optional<PersonLine> person_line(Work& work, Id<Person> person);
std::vector<PostLine> posts_of(Work& work, Id<Person> person);

}  // namespace store
}  // namespace tongguan::organisation

namespace tongguan::entity {
template <>
const Description& describe<organisation::UnitLine>();
template <>
const Description& describe<organisation::DepartmentLine>();
template <>
const Description& describe<organisation::UnitView>();
template <>
const Description& describe<organisation::PersonLine>();
template <>
const Description& describe<organisation::PostLine>();
template <>
const Description& describe<organisation::PersonView>();
}  // namespace tongguan::entity
