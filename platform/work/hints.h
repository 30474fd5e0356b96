// Topics of live hints for rows behind walls. A hint is told to the scopes that would see the row, a page listens under
// the scope its reader has: nobody learns that something changed which he may not read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "platform/db/scope.h"

namespace tongguan::work {

// Who sees a row today; 0 = nobody of that kind.
struct Audience {
    std::int64_t person = 0;
    std::int64_t unit = 0;
    std::int64_t region = 0;
    std::int64_t handling = 0;
};

// "service_centre.case/unit/42"; of the shape all: "service_centre.case/all/".
std::string topic(std::string_view kind, db::Shape shape, std::string_view key);
// What to tell when a row changed, and what a reader with that scope listens to.
std::vector<std::string> told(std::string_view kind, const Audience& audience);
std::vector<std::string> heard(std::string_view kind, const db::Scope& scope);
std::string_view kind_of(std::string_view topic);  // "service_centre.case": all that a page is told

// The hints of a Work are an event as well, {"topics": […]}: by it the open pages of the other servers hear of them.
inline constexpr std::string_view hinted_event = "work.Hinted";
std::string hinted_fields(const std::vector<std::string>& topics);

}  // namespace tongguan::work
