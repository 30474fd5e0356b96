// What the engine is told of tasks: statements, tables, routes and texts.
#pragma once

#include "platform/module/module.h"

namespace tongguan::task {
Module module();
}
