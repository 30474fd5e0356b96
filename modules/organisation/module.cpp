#include "platform/module/module.h"

#include "modules/organisation/demo.h"
#include "modules/organisation/directory.h"
#include "modules/organisation/model.h"
#include "modules/organisation/reference.h"
#include "modules/organisation/routes.h"
#include "modules/organisation/store.h"

namespace tongguan::organisation {

namespace {

std::vector<access::Grant> grants() {
    using access::Reach;
    namespace role = access::role;
    return {
        {role::employee, may::read_unit, Reach::all},
        {role::employee, may::read_person, Reach::self},
        {role::clerk, may::read_unit, Reach::all},
        {role::clerk, may::read_person, Reach::unit},
        {role::unit_administrator, may::read_unit, Reach::all},
        {role::unit_administrator, may::read_person, Reach::unit_tree},
        {role::unit_administrator, may::register_person, Reach::unit},
        {role::acceptor, may::read_unit, Reach::all},
        {role::acceptor, may::read_person, Reach::unit},
        {role::division_head, may::read_unit, Reach::all},
        {role::division_head, may::read_person, Reach::unit},
        {role::director, may::read_unit, Reach::all},
        {role::director, may::read_person, Reach::all},
        {role::district_administrator, may::read_unit, Reach::all},
        {role::district_administrator, may::read_person, Reach::region},
        {role::system_administrator, may::read_unit, Reach::all},
        {role::system_administrator, may::read_person, Reach::all},
        {role::system_administrator, may::register_unit, Reach::all},
        {role::system_administrator, may::register_person, Reach::all},
        {role::security_administrator, may::read_unit, Reach::all},
        {role::security_administrator, may::read_person, Reach::all},
        {role::audit_administrator, may::read_unit, Reach::all},
    };
}

std::vector<const db::Statement*> all_statements() {
    auto statements = store::statements();
    statements.push_back(&region_upsert());
    for (const db::Statement* statement : directory_statements()) statements.push_back(statement);
    return statements;
}

}  // namespace

Module module() {
    return {
        .name = "organisation",
        .entities = {&entity::entity<Region>(), &entity::entity<Unit>(), &entity::entity<Department>(),
                     &entity::entity<Person>(), &entity::entity<Post>()},
        .statements = all_statements(),
        .views = {"organisation_unit_names", "organisation_department_names", "organisation_person_names",
                  "organisation_unit_line", "organisation_person_line"},
        .routes = routes(),
        .permissions = {may::read_unit, may::register_unit, may::read_person, may::register_person},
        .grants = grants(),
        .reference = &load_regions,
        .demo = &demo,
    };
}

}  // namespace tongguan::organisation
