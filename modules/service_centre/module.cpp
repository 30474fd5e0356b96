#include "modules/service_centre/module_parts.h"
#include "modules/service_centre/store.h"

namespace tongguan::service_centre {

namespace {

using access::Reach;
namespace role = access::role;

std::vector<access::Grant> grants() {
    std::vector<access::Grant> granted;
    const auto give = [&](std::string_view to, std::initializer_list<Permission> rights, Reach reach) {
        for (const Permission right : rights) granted.push_back({to, right, reach});
    };
    for (const std::string_view each :
         {role::employee, role::clerk, role::unit_administrator, role::acceptor, role::division_head, role::director,
          role::district_administrator, role::system_administrator})
        give(each, {may::read_item}, Reach::all);

    give(role::employee, {may::apply, may::read, may::rate, may::withdraw, may::resubmit}, Reach::self);
    give(role::clerk, {may::apply, may::read, may::rate, may::withdraw, may::resubmit}, Reach::unit);
    give(role::unit_administrator, {may::read}, Reach::unit_tree);
    give(role::acceptor, {may::read, may::accept, may::refuse, may::give_notice, may::finish}, Reach::handling);
    give(role::division_head, {may::read, may::decide}, Reach::handling);
    give(role::director, {may::read}, Reach::all);
    give(role::district_administrator, {may::read}, Reach::region);
    give(role::system_administrator, {may::assign_item}, Reach::all);

    // The figures are the bureau's and stand in its report: for those who read that (reporting.report.read). Whose
    // records a reader may open is another right (may::read).
    for (const std::string_view each :
         {role::acceptor, role::division_head, role::director, role::district_administrator})
        give(each, {may::see_figures}, Reach::all);
    return granted;
}

}  // namespace

Module module() {
    return {
        .name = "service_centre",
        .entities = {&entity::entity<Item>(), &entity::entity<Case>(), &entity::entity<Material>(),
                     &entity::entity<Entry>(), &entity::entity<Rating>(), &entity::entity<YearNumber>()},
        .statements = store::statements(),
        .routes = routes(),
        .permissions = {may::read_item, may::assign_item, may::apply, may::read, may::accept, may::refuse,
                        may::give_notice, may::resubmit, may::decide, may::finish, may::rate, may::withdraw,
                        may::see_figures},
        .grants = grants(),
        .live = {{"service_centre.case", may::read}, {"service_centre.item", may::read_item}},
        .indicators = indicators(),
        .holdings = &holdings,
        .reparent = &reparent,
        .reference = &bring_up_to_date,
        .demo = &demo,
    };
}

}  // namespace tongguan::service_centre
