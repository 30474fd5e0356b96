// What __name__ keeps, and who may do what with it. Things are flat structs with a field table
// (model.cpp); the steps of a life are a state table (practices/workorder).
#pragma once

#include "platform/db/permission.h"

namespace tongguan::__name__ {

namespace may {
inline constexpr Permission read{"__name__.read"};
}  // namespace may

}  // namespace tongguan::__name__
