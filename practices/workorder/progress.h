// The way of one work order as a line of stages: what it has passed with the moment, where it stands, and what lies
// ahead when nothing stands against it. Read from the state table, so that no page knows the life of a thing by heart.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "practices/workorder/clock.h"
#include "practices/workorder/state_table.h"

namespace tongguan::workorder {

enum class Standing : std::uint8_t { passed, present, ahead };

struct Stage {
    std::string state;  // word of the table
    std::string label;  // text key: "<subject>.stage.<word>"
    Standing standing = Standing::ahead;
    std::optional<Instant> at;     // when it was entered
    std::int64_t pauses = 0;       // ended pauses that began in this stage
    std::int64_t paused_days = 0;  // … and the working days they took out
};

// When a state was entered; nothing = never, or not any more (a way that was left again).
using Entered = std::function<std::optional<Instant>(std::size_t state)>;

// Passed states in the order of their moments, the present one, then along the primary steps as far as they lead. A
// pause that is over is no stage of its own: it is counted with the stage in which it began.
std::vector<Stage> progress(const Table& table, std::size_t state, const Entered& entered,
                            const std::vector<Pause>& pauses, const WorkingCalendar& calendar);

}  // namespace tongguan::workorder

namespace tongguan::entity {
template <>
struct EnumWords<workorder::Standing> {
    using enum workorder::Standing;
    static constexpr std::array<std::pair<workorder::Standing, std::string_view>, 3> words{
        {{passed, "passed"}, {present, "present"}, {ahead, "ahead"}}};
};
template <>
const Description& describe<workorder::Stage>();
}  // namespace tongguan::entity
