#include "modules/organisation/api.h"

#include "modules/organisation/store.h"

namespace tongguan::organisation {

std::optional<Unit> find_unit(Work& work, Id<Unit> unit) { return store::find_unit(work, unit); }
std::optional<Unit> find_unit_named(Work& work, std::string_view name) { return store::find_unit_named(work, name); }
std::optional<Department> find_department(Work& work, Id<Department> department) {
    return store::find_department(work, department);
}
std::optional<Department> find_department_named(Work& work, Id<Unit> unit, std::string_view name) {
    return store::find_department_named(work, unit, name);
}
std::optional<Person> find_person(Work& work, Id<Person> person) { return store::find_person(work, person); }
std::optional<Person> find_person_by_code(Work& work, std::string_view staff_code) {
    return store::find_person_by_code(work, staff_code);
}

}  // namespace tongguan::organisation
