// What the audit offers the rest: its right and its routes.
#pragma once

#include "platform/module/module.h"

namespace tongguan::audit {

Module module();

}  // namespace tongguan::audit
