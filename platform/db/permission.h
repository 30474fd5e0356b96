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

// Statements that only add to the engine's books (outbox, audit, idempotency): granted to every shape, so they run
// under whichever wall stands and cost no switch of roles; under tongguan_engine when none stands yet.
inline constexpr Permission current_right{""};

}  // namespace tongguan
