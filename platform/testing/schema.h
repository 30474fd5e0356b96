// What stands in a test's database: the engine's tables and those of the wanted modules. Private to platform/testing.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "platform/db/migrate.h"
#include "platform/module/module.h"

namespace tongguan::testing {

// Owns the text of migrations that were read from the source tree; the schema points into it.
struct ReadSchema {
    db::Schema schema;
    std::deque<std::string> texts;
};
std::unique_ptr<ReadSchema> read_schema(const std::vector<Module>& modules);

// The template database of a schema: made when it is not there yet, kept for later runs, the oldest dropped.
std::string template_of(const db::Schema& schema);

}  // namespace tongguan::testing
