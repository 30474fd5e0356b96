#include "platform/module/module.h"

#include "modules/__name__/model.h"

namespace tongguan::__name__ {

Module module() {
    using access::Reach;
    namespace role = access::role;
    return {
        .name = "__name__",
        .permissions = {may::read},
        .grants = {{role::employee, may::read, Reach::self},
                   {role::clerk, may::read, Reach::unit},
                   {role::unit_administrator, may::read, Reach::unit_tree},
                   {role::director, may::read, Reach::all}},
    };
}

}  // namespace tongguan::__name__
