// Every SQL statement is a named constant in a module's store.cpp, with the permission it reads under. `{columns}` in
// the text becomes the columns of the statement's entity (`{columns:c}` with the alias c), so a new field is not
// written into every SELECT. Prepared once per connection and shape, under "<name>:<shape>": one name used by two
// roles in turn would be planned again each time (−31 to −45 %, measured).
#pragma once

#include <string_view>

#include "platform/db/permission.h"

namespace tongguan::entity {
struct Entity;
}

namespace tongguan::db {

struct Statement {
    std::string_view name;                         // "service_centre.case_by_id"
    Permission permission;                         // whose scope is put up before it runs
    std::string_view sql;                          // $1 … $n
    const entity::Entity& (*columns)() = nullptr;  // what {columns} stands for
};

}  // namespace tongguan::db
