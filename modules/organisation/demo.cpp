#include "modules/organisation/demo.h"

#include <map>
#include <set>

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

using People = std::map<std::string, Id<Person>, std::less<>>;  // by staff code

// Each line is a post; a person's first one is his main post.
const auto& post_lines() {
    static const auto lines = read_csv(asset("data/demo_posts.csv"));
    return lines;
}

Result<People> settle_people(Work& work, const Placed& placed, Date since) {
    NewPeople people;
    std::set<std::string> known;
    for (const auto& line : post_lines())
        if (known.insert(line.at("staff_code")).second)
            people.people.push_back({.staff_code = line.at("staff_code"),
                                     .name = line.at("name"),
                                     .unit = placed.units.at(line.at("unit")).id,
                                     .valid_from = since});
    const Registered registered = TRY(register_people(work, people));
    People settled;
    for (std::size_t i = 0; i < registered.ids.size(); ++i)
        settled.emplace(people.people[i].staff_code, Id<Person>{registered.ids[i]});
    return settled;
}

Outcome appoint_leaders(Work& work, const Placed& placed, const People& settled) {
    for (const auto& line : read_csv(asset("data/demo_units.csv")))
        if (const std::string& leader = line.at("leader"); !leader.empty())
            TRY(appoint_leader(work, placed.units.at(line.at("name")).id, settled.at(leader)));
    return Done{};
}

template <class F>
Outcome in_one_work(const Services& services, F&& what) {
    const auto answer = work::write(services, access::Actor::platform(founding_rights()), "demo", {},
                                    [&](Work& work) -> Result<work::Answer> {
                                        TRY(what(work));
                                        return work::Answer{};
                                    });
    if (!answer) return std::unexpected(answer.error());
    return Done{};
}

// Each in a Work of its own, as in life: a post changes rights, and who holds sessions is told after each commit.
Outcome open_posts(const Services& services, const Placed& placed, const People& settled) {
    std::set<std::string> placed_before;
    for (const auto& line : post_lines()) {
        const NewPost post{.person = settled.at(line.at("staff_code")),
                           .unit = placed.units.at(line.at("unit")).id,
                           .department = placed.departments.at(line.at("unit") + "/" + line.at("department")),
                           .title = line.at("title"),
                           .roles = split(line.at("roles"), '|'),
                           .is_main = placed_before.insert(line.at("staff_code")).second};
        TRY(in_one_work(services, [&](Work& work) { return open_post(work, post); }));
    }
    return Done{};
}

}  // namespace

Outcome demo(const Services& services) {
    Placed placed;
    People settled;
    const Outcome founded = in_one_work(services, [&](Work& work) -> Outcome {
        const Date since = make_date(2021, 1, 1);
        placed = TRY(found_units(work, since));
        settled = TRY(settle_people(work, placed, since));
        return appoint_leaders(work, placed, settled);
    });
    if (!founded) return founded;
    return open_posts(services, placed, settled);
}

std::vector<DemoAccount> demo_accounts() {
    std::vector<DemoAccount> accounts;
    for (const auto& line : post_lines())  // not everybody in the register signs in, and nobody has an account per post
        if (!line.at("login").empty()) accounts.push_back({line.at("login"), line.at("staff_code")});
    return accounts;
}

}  // namespace tongguan::organisation
