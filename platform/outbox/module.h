// What the engine is told of the outbox: its statements, tables and texts.
#pragma once

#include "platform/module/module.h"

namespace tongguan::outbox {
Module module();
}
