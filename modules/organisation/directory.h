// The statements behind the engine's port for sign-in (directory.cpp), for the table of contents.
#pragma once

#include <vector>

#include "platform/db/statement.h"

namespace tongguan::organisation {
std::vector<const db::Statement*> directory_statements();
}
