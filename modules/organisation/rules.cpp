#include "modules/organisation/rules.h"

#include <algorithm>
#include <array>

#include "platform/access/roles.h"

namespace tongguan::organisation::rules {

bool valid_on(Date from, const std::optional<Date>& until, Date day) {
    return from <= day && (!until || day <= *until);
}

Outcome roles_apart(std::span<const std::string> roles) {
    static constexpr std::array administrators{access::role::system_administrator, access::role::security_administrator,
                                               access::role::audit_administrator};
    const auto held = std::ranges::count_if(administrators, [&](std::string_view administrator) {
        return std::ranges::find(roles, administrator) != roles.end();
    });
    if (held > 1) return invalid("organisation.post.administrators_apart", {}, "roles");
    return Done{};
}

Outcome not_below_itself(Id<Unit> unit, std::span<const Id<Unit>> ancestors) {
    if (std::ranges::find(ancestors, unit) != ancestors.end())
        return invalid("organisation.unit.below_itself", {}, "parent");
    return Done{};
}

}  // namespace tongguan::organisation::rules
