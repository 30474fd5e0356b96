#include "platform/audit/module.h"

#include "platform/audit/permissions.h"
#include "platform/audit/store.h"
#include "platform/audit/views.h"

namespace tongguan::audit {

Module module() {
    Module offered{.name = "audit"};
    offered.statements = store::statements();
    offered.routes = {
        api::list<&list_entries>("/api/audit/entries", "audit.list_entries", may::read_audit,
                                 {.filters = {"person", "verb", "entity", "record", "from", "until"}}),
        api::get<&view_entry>("/api/audit/entries/{id}", "audit.view_entry", may::read_audit),
        api::get<&view_state>("/api/audit/state", "audit.view_state", may::read_audit),
    };
    offered.permissions = permissions();
    offered.grants = grants();
    return offered;
}

}  // namespace tongguan::audit
