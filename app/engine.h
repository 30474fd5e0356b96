// The engine's own libraries that have tables, texts, rights or routes, in the order they stand on each other, and the
// modules above them: everything this build consists of.
#pragma once

#include <vector>

#include "app/modules.h"

namespace tongguan {

std::vector<ListedModule> everything();

}  // namespace tongguan
