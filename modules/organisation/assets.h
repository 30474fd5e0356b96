// The embedded reference data of this module (data/): regions, and the units of the demo.
#pragma once

#include <string_view>

namespace tongguan::organisation {
std::string_view asset(std::string_view path);  // an embedded file of this module; throws when it is not there
}
