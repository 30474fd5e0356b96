#include "modules/organisation/demo.h"

#include <map>

#include "base/csv.h"
#include "modules/organisation/actions.h"
#include "modules/organisation/api.h"
#include "modules/organisation/assets.h"
#include "platform/work/run.h"

namespace tongguan::organisation {

namespace {

struct Placed {
    std::map<std::string, Unit> units;
    std::map<std::string, Id<Department>> departments;  // "unit/department"
};

Result<Placed> found_units(Work& work, Date since) {
    Placed placed;
    for (const auto& line : read_csv(asset("data/demo_units.csv"))) {
        const NewUnit input{.name = line.at("name"),
                            .short_name = line.at("short_name"),
                            .nature = entity::from_word<Nature>(line.at("nature")).value(),
                            .level = entity::from_word<Level>(line.at("level")).value(),
                            .region = {std::stoll(line.at("region"))},
                            .valid_from = since};
        const Unit unit = TRY(register_unit(work, input));
        std::int64_t position = 0;
        for (const std::string& name : split(line.at("departments"), '|')) {
            const Department department = TRY(register_department(work, unit.id, name, ++position));
            placed.departments.emplace(unit.name + "/" + name, department.id);
        }
        placed.units.emplace(unit.name, unit);
    }
    return placed;
}

Outcome settle_people(Work& work, const Placed& placed, Date since) {
    const auto lines = read_csv(asset("data/demo_posts.csv"));
    NewPeople people;
    for (const auto& line : lines)
        people.people.push_back({.staff_code = line.at("staff_code"),
                                 .name = line.at("name"),
                                 .unit = placed.units.at(line.at("unit")).id,
                                 .valid_from = since});
    const Registered registered = TRY(register_people(work, people));
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto& line = lines[i];
        TRY(open_post(work, {.person = {registered.ids[i]},
                             .unit = placed.units.at(line.at("unit")).id,
                             .department = placed.departments.at(line.at("unit") + "/" + line.at("department")),
                             .title = line.at("title"),
                             .roles = split(line.at("roles"), '|')}));
    }
    return Done{};
}

}  // namespace

Outcome demo(const Services& services) {
    const auto found = work::write(services, access::Actor::platform(founding_rights()), "demo", {},
                                   [](Work& work) -> Result<work::Answer> {
                                       const Date since = make_date(2021, 1, 1);
                                       const Placed placed = TRY(found_units(work, since));
                                       TRY(settle_people(work, placed, since));
                                       return work::Answer{};
                                   });
    if (!found) return std::unexpected(found.error());
    return Done{};
}

std::vector<DemoAccount> demo_accounts() {
    static const auto lines = read_csv(asset("data/demo_posts.csv"));
    std::vector<DemoAccount> accounts;
    for (const auto& line : lines) accounts.push_back({line.at("login"), line.at("staff_code")});
    return accounts;
}

}  // namespace tongguan::organisation
