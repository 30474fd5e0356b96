// A right has a name; a named statement says under which right it reads, so the database can put up that wall.
#pragma once

#include <string_view>

namespace tongguan {

struct Permission {
    std::string_view key;  // "service_centre.case.accept"
    friend constexpr bool operator==(Permission a, Permission b) { return a.key == b.key; }
};

// Statements of the engine itself (sessions, outbox, jobs): run under the role tongguan_engine, never under a reader's.
inline constexpr Permission engine_right{"engine"};

}  // namespace tongguan
