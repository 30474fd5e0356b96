#include "platform/audit/permissions.h"

namespace tongguan::audit {

std::vector<Permission> permissions() { return {may::read_audit}; }

std::vector<access::Grant> grants() {
    return {{access::role::audit_administrator, may::read_audit, access::Reach::all}};
}

}  // namespace tongguan::audit
