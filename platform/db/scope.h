// The shape of what somebody may see under one permission (design §1.8): one database role per shape, one setting.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tongguan::db {

enum class Shape : std::uint8_t {
    self,      // rows about or from one person            tongguan_self      setting: person id
    unit,      // rows of one unit                         tongguan_unit      unit id
    units,     // rows of a list of units                  tongguan_units     {unit ids}
    region,    // rows of one administrative division      tongguan_region    region id
    regions,   // … of several                             tongguan_regions   {region ids}
    handling,  // rows handed to one unit                  tongguan_handling  unit id
    record,    // one row, after a time-boxed grant        tongguan_record    record id
    all,       //                                          tongguan_all
    engine,    // the platform's own tables                tongguan_engine
};
inline constexpr int shape_count = 9;

std::string_view role_of(Shape shape);    // database role
std::string_view suffix_of(Shape shape);  // of prepared names: "self", "unit", …

struct Scope {
    Shape shape = Shape::self;
    std::string setting{};  // "42" or "{1,2,3}"; empty for all and engine
    friend bool operator==(const Scope&, const Scope&) = default;

    static Scope one(Shape shape, std::int64_t id) { return {shape, std::to_string(id)}; }
    static Scope many(Shape shape, const std::vector<std::int64_t>& ids);
    static Scope all() { return {Shape::all, {}}; }
    static Scope engine() { return {Shape::engine, {}}; }
};

}  // namespace tongguan::db
