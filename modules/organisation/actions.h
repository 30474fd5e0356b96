// What can be done with the organisation: one function per verb.
#pragma once

#include <string>
#include <vector>

#include "modules/organisation/model.h"
#include "modules/organisation/store.h"
#include "platform/api/route.h"
#include "platform/work/work.h"

namespace tongguan::organisation {

struct NewPerson {
    std::string staff_code;
    std::string name;
    Employment employment = Employment::established;
    Id<Unit> unit;
    Date valid_from;
};

// Set-wise: the sheet sends many, the form sends one; all or nothing (design §5).
struct NewPeople {
    std::vector<NewPerson> people;
};

struct Registered {
    std::vector<std::int64_t> ids;
};

inline constexpr std::size_t people_per_batch = 5'000;

// Refusals, each with the row: organisation.person.unit_unknown, .staff_code_twice, .staff_code_taken.
Result<Registered> register_people(Work& work, const NewPeople& input);

struct NewUnit {
    std::string name;
    std::string short_name;
    Nature nature = Nature::government;
    Level level = Level::city;
    Id<Unit> parent;
    Id<Region> region;
    Date valid_from;
};
Result<Unit> register_unit(Work& work, const NewUnit& input);
Result<Department> register_department(Work& work, Id<Unit> unit, std::string_view name, std::int64_t position);

struct NewPost {
    Id<Person> person;
    Id<Unit> unit;
    Id<Department> department;
    std::string title;
    std::vector<std::string> roles;
    bool is_main = true;
};
// Refuses two administrator roles in one person, over all his posts (access.administrators_apart).
Result<Post> open_post(Work& work, const NewPost& input);
Outcome appoint_leader(Work& work, Id<Unit> unit, Id<Person> person);  // 分管领导: who answers for the unit's services

// Reading.
Result<api::Page<UnitLine>> list_units(Work& work, const api::ListQuery& query);
Result<UnitView> view_unit(Work& work, Id<Unit> unit);
Result<api::Page<PersonLine>> list_people(Work& work, const api::ListQuery& query);
Result<PersonView> view_person(Work& work, Id<Person> person);

}  // namespace tongguan::organisation

namespace tongguan::entity {
template <>
const Description& describe<organisation::NewPerson>();
template <>
const Description& describe<organisation::NewPeople>();
template <>
const Description& describe<organisation::Registered>();
}  // namespace tongguan::entity
