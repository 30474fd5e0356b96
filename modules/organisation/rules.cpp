#include "modules/organisation/rules.h"

#include <algorithm>

namespace tongguan::organisation::rules {

bool valid_on(Date from, const std::optional<Date>& until, Date day) {
    return from <= day && (!until || day <= *until);
}

Outcome not_below_itself(Id<Unit> unit, std::span<const Id<Unit>> ancestors) {
    if (std::ranges::find(ancestors, unit) != ancestors.end())
        return invalid("organisation.unit.below_itself", {}, "parent");
    return Done{};
}

}  // namespace tongguan::organisation::rules
