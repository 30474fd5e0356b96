// Reference data of the organisation: the administrative divisions of Hangzhou, living and closed (GB/T 2260).
#pragma once

#include "platform/work/work.h"

namespace tongguan::organisation {
Outcome load_regions(Work& work);
const db::Statement& region_upsert();
}  // namespace tongguan::organisation
