#include "base/clock.h"

namespace tongguan {

Instant MachineClock::now() const {
    return Instant{std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now())};
}

}  // namespace tongguan
