// The organisation's part of the demo: made by its own actions, deterministic, marked synthetic. Unit names are those
// of a city; every person is invented and plainly so: 示 stands in each name.
#pragma once

#include "base/result.h"
#include "platform/work/work.h"

namespace tongguan::organisation {
Outcome demo(const Services& services);
}
