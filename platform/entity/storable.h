// What a table cannot keep as it is declared: nested things, and sealed fields as long as nothing seals them. Asked of
// every entity at each start, when its walls are put up, so that such a declaration cannot lie.
#pragma once

#include "platform/entity/entity.h"

namespace tongguan::entity {

void require_storable(const Entity& entity);  // throws std::logic_error that names the field

}  // namespace tongguan::entity
