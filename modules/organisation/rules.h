// The organisation's rules as questions with answers; no database, no clock.
#pragma once

#include <span>
#include <string_view>

#include "base/result.h"
#include "modules/organisation/model.h"

namespace tongguan::organisation::rules {

// A thing holds on `day` when its validity covers it; both ends count.
bool valid_on(Date from, const std::optional<Date>& until, Date day);

// A unit cannot stand below itself.
Outcome not_below_itself(Id<Unit> unit, std::span<const Id<Unit>> ancestors);

}  // namespace tongguan::organisation::rules
