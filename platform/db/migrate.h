// Migrations: append-only numbered SQL files of each library and module, run in order, each in one transaction, with
// the SHA-256 digest of what was run. A changed file, a gap or a database newer than the program is refused with words.
// After the last one the walls (row-level policies, grants of the shapes' roles) are put up anew from the entities:
// they are derived state, so they can never be out of step.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/asset.h"
#include "base/result.h"
#include "platform/entity/entity.h"

namespace tongguan::db {

struct Migration {
    std::string_view owner;  // "access", "service_centre"
    std::string_view file;   // "0001_cases.sql"
    std::string_view sql;
};

// The migrations among a library's embedded files, in order of their numbers.
std::vector<Migration> migrations_of(std::string_view owner, std::span<const Asset> assets);

struct Schema {
    std::vector<Migration> migrations;  // platform first, then modules in list order
    std::vector<const entity::Entity*> entities;
    // Extra grants of engine tables to every shape's role ("insert on audit_entry").
    std::vector<std::string_view> grants;
    // Views that every shape's role may read; security_invoker, so the walls of the tables beneath them hold.
    std::vector<std::string_view> views{};
    // Engine tables that are no entity: what the engine's role may do with them ("select, insert on outbox_event").
    std::vector<std::string_view> engine_grants{};
};

// As the owner of the database (not the server's login). Creates roles when missing. Idempotent; two programs that
// start at once take turns. Refuses with db.migrate.changed, .missing, .gap, .newer, .late, .failed, .no_roles.
Outcome migrate(const std::string& owner_conninfo, const Schema& schema);
// What is declared and what stands in the database: one line per difference; empty = equal.
std::vector<std::string> differences(const std::string& owner_conninfo, const Schema& schema);
// A draft of the next migration that would make the database equal to the declarations.
std::string draft(const std::string& owner_conninfo, const Schema& schema);

}  // namespace tongguan::db
