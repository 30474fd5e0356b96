// Taking down what stands in the way of the declared walls: policies and grants that somebody added by hand would
// otherwise outlive every migration. Private to platform/db.
#pragma once

#include <string>

#include "platform/db/script.h"

namespace tongguan::db {

// In the caller's transaction, so that no reader ever finds the table without its walls.
void take_down_walls(Script& script, const std::string& table);

}  // namespace tongguan::db
