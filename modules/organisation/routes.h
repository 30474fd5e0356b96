#pragma once

#include <vector>

#include "platform/api/route.h"

namespace tongguan::organisation {
std::vector<api::Route> routes();
}
