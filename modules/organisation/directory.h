#pragma once

#include <vector>

#include "platform/db/statement.h"

namespace tongguan::organisation {
std::vector<const db::Statement*> directory_statements();
}
