#include "platform/module/module.h"

#include "modules/reporting/model.h"
#include "modules/reporting/routes.h"

namespace tongguan::reporting {

Module module() {
    using access::Reach;
    namespace role = access::role;
    return {
        .name = "reporting",
        .routes = routes(),
        .permissions = {may::read_report},
        .grants = {{role::director, may::read_report, Reach::all},
                   {role::division_head, may::read_report, Reach::all},
                   {role::acceptor, may::read_report, Reach::all},
                   {role::district_administrator, may::read_report, Reach::all}},
    };
}

}  // namespace tongguan::reporting
