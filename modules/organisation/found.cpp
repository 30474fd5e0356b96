// The first unit and the first people of a real installation.
// tidy: allow-file texts – rows of a first installation, not words of the program
#include "modules/organisation/actions.h"
#include "modules/organisation/api.h"
#include "platform/access/roles.h"

namespace tongguan::organisation {

namespace {

constexpr Id<Region> hangzhou{330100};
constexpr std::string_view office = "办公室";

struct First {
    std::string_view staff_code, name, role;
};
// Named after their office until the real holders are registered under their own names.
constexpr First first_people[] = {{"A0001", "系统管理员", access::role::system_administrator},
                                  {"A0002", "安全管理员", access::role::security_administrator},
                                  {"A0003", "审计管理员", access::role::audit_administrator}};

}  // namespace

Result<Founders> found_bureau(Work& work, std::string_view name) {
    const Unit bureau = TRY(register_unit(
        work, {.name = std::string(name), .short_name = std::string(name), .region = hangzhou, .valid_from = work.today()}));
    const Department department = TRY(register_department(work, bureau.id, office, 1));
    NewPeople people;
    for (const First& first : first_people)
        people.people.push_back({.staff_code = std::string(first.staff_code), .name = std::string(first.name), .unit = bureau.id, .valid_from = work.today()});
    const Registered registered = TRY(register_people(work, people));
    for (std::size_t i = 0; i < registered.ids.size(); ++i)
        TRY(open_post(work, {.person = {registered.ids[i]}, .unit = bureau.id, .department = department.id,
                             .title = std::string(first_people[i].name), .roles = {std::string(first_people[i].role)}}));
    return Founders{{registered.ids[0]}, {registered.ids[1]}, {registered.ids[2]}};
}

}  // namespace tongguan::organisation
