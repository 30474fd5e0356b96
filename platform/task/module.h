#pragma once

#include "platform/module/module.h"

namespace tongguan::task {
Module module();
}
