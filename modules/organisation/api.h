// What all other modules may use of the organisation: keys, small read models, questions, published views.
//
// Views to join (security_invoker): organisation_unit_names(id, name, short_name, region),
// organisation_department_names(id, unit, name), organisation_person_names(id, name, scope_unit).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "modules/organisation/model.h"
#include "platform/access/directory.h"
#include "platform/work/work.h"

namespace tongguan::organisation {

// Units and departments are open to every signed-in reader; nothing when the key is unknown.
std::optional<Unit> find_unit(Work& work, Id<Unit> unit);
std::optional<Unit> find_unit_named(Work& work, std::string_view name);  // living units only
std::optional<Department> find_department(Work& work, Id<Department> department);
std::optional<Department> find_department_named(Work& work, Id<Unit> unit, std::string_view name);

// Through the reader's own walls: a person who is hidden is not found.
std::optional<Person> find_person(Work& work, Id<Person> person);
std::optional<Person> find_person_by_code(Work& work, std::string_view staff_code);

// Fills the engine's port (design §1.2).
std::unique_ptr<access::Directory> directory();

// Of `tongguan init`: the bureau itself, one department, and the three administrators, who then register all others.
// The actor needs founding_rights().
struct Founders {
    Id<Person> system, security, audit;
};
Result<Founders> found_bureau(Work& work, std::string_view name);
std::vector<Permission> founding_rights();

// The people of the small demo that get an account, with the roles they show. Names are invented and plainly so.
struct DemoAccount {
    std::string_view login;
    std::string_view staff_code;
};
std::vector<DemoAccount> demo_accounts();

}  // namespace tongguan::organisation
