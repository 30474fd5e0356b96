// The one right of the audit, and who is shipped with it: the audit administrator alone.
#pragma once

#include <vector>

#include "platform/access/roles.h"

namespace tongguan::audit {

namespace may {
inline constexpr Permission read_audit{"audit.entry.read"};
}

std::vector<Permission> permissions();
std::vector<access::Grant> grants();

}  // namespace tongguan::audit
