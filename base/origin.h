// Which process start made an id: the node that its IdSource was given. By it a server knows its own events when they
// come back to it.
#pragma once

#include <cstdint>

namespace tongguan {

std::int64_t origin_of(std::int64_t id);

}  // namespace tongguan
