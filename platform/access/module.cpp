#include "platform/access/module.h"

#include "platform/access/store.h"

namespace tongguan::access {

Module module() {
    Module offered{.name = "access"};
    offered.statements = store::statements();
    offered.permissions = permissions();
    offered.grants = grants();
    return offered;
}

}  // namespace tongguan::access
