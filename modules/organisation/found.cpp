// The first unit and the first people of a real installation.
#include "base/csv.h"
#include "modules/organisation/actions.h"
#include "modules/organisation/api.h"
#include "modules/organisation/assets.h"

namespace tongguan::organisation {

namespace {

constexpr Id<Region> hangzhou{330100};
}  // namespace

std::vector<Permission> founding_rights() {
    return {may::read_unit, may::register_unit, may::read_person, may::register_person};
}

Result<Founders> found_bureau(Work& work, std::string_view name) {
    const Unit bureau = TRY(register_unit(
        work,
        {.name = std::string(name), .short_name = std::string(name), .region = hangzhou, .valid_from = work.today()}));
    // The holders are named after their office until the real ones are registered under their own names.
    const auto first_people = read_csv(asset("data/first_people.csv"));
    const Department department = TRY(register_department(work, bureau.id, name, 1));
    NewPeople people;
    for (const auto& first : first_people)
        people.people.push_back({.staff_code = first.at("staff_code"),
                                 .name = first.at("name"),
                                 .unit = bureau.id,
                                 .valid_from = work.today()});
    const Registered registered = TRY(register_people(work, people));
    for (std::size_t i = 0; i < registered.ids.size(); ++i)
        TRY(open_post(work, {.person = {registered.ids[i]},
                             .unit = bureau.id,
                             .department = department.id,
                             .title = first_people[i].at("name"),
                             .roles = {first_people[i].at("role")}}));
    return Founders{{registered.ids[0]}, {registered.ids[1]}, {registered.ids[2]}};
}

}  // namespace tongguan::organisation
