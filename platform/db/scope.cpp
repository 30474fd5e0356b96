#include "platform/db/scope.h"

#include <array>

namespace tongguan::db {

namespace {
constexpr std::array<std::string_view, shape_count> roles{"tongguan_self",   "tongguan_unit",    "tongguan_units",
                                                          "tongguan_region", "tongguan_regions", "tongguan_handling",
                                                          "tongguan_record", "tongguan_all",     "tongguan_engine"};
}  // namespace

std::string_view role_of(Shape shape) { return roles.at(static_cast<std::size_t>(shape)); }

std::string_view suffix_of(Shape shape) { return role_of(shape).substr(std::string_view("tongguan_").size()); }

Scope Scope::many(Shape shape, const std::vector<std::int64_t>& ids) {
    std::string setting = "{";
    for (const std::int64_t id : ids) {
        if (setting.size() > 1) setting += ',';
        setting += std::to_string(id);
    }
    setting += '}';
    return {shape, std::move(setting)};
}

}  // namespace tongguan::db
