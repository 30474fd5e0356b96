// What this library offers the rest: its statements, rights and shipped roles. Its routes are platform/account's.
#pragma once

#include "platform/module/module.h"

namespace tongguan::access {

Module module();

}  // namespace tongguan::access
