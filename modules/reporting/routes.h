// The routes of this module, as a table.
#pragma once

#include <vector>

#include "platform/api/route.h"

namespace tongguan::reporting {
std::vector<api::Route> routes();
}
