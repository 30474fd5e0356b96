// The routes of this module, as a table.
#pragma once

#include <vector>

#include "platform/api/route.h"

namespace tongguan::organisation {
std::vector<api::Route> routes();
}
