#pragma once

#include "platform/module/module.h"

namespace tongguan::outbox {
Module module();
}
