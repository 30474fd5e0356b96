// One JSON value as the Value of a field. Private to platform/entity.
#pragma once

#include "platform/entity/faults.h"

namespace tongguan::entity {

// Nothing when the JSON has another type than the field or cannot be read; the fault is added then. Text comes back
// trimmed; an empty text of a field that can be empty comes back as monostate. Limits are not looked at.
std::optional<Value> value_from(const Field& field, const Json& json, std::string_view path, Faults& faults);

}  // namespace tongguan::entity
