// A stored thing: its description, its table and the walls around its rows.
#pragma once

#include <string>
#include <vector>

#include "platform/entity/description.h"

namespace tongguan::entity {

// Which columns the row-level policies compare with the reader's scope (design §1.8). Empty = that shape sees nothing.
struct Walls {
    std::string self{};      // person: sees the rows that are about or from them
    std::string unit{};      // scope_unit: who sees it today
    std::string region{};    // administrative division
    std::string handling{};  // unit that the work is handed to
    // Rows that hang on another thing are seen by whoever sees that thing: column and entity's table.
    std::string through{};        // e.g. "case_id"
    std::string through_table{};  // e.g. "service_centre_case"
    bool open = false;            // dictionaries: every signed-in reader sees every row
};

struct Entity {
    std::string name;   // "<module>.<noun>"
    std::string table;  // "<module>_<noun>"
    Walls walls;
    const Description* description;
    std::vector<std::string>
        indexes{};  // "create index …" tails that DDL drafts carry, each with a reason in the migration
};

template <class T>
const Entity& entity();  // specialise beside describe<T>()

std::string columns(const Entity& entity,
                    std::string_view alias = {});         // "id, unit, …" in description order: what {columns} becomes
std::string sql_type(const Field& field);                 // "bigint", "text[]" …: the column's type
bool is_nullable_column(const Field& field);              // optional<> members and references that may be empty
std::string create_table(const Entity& entity);           // DDL draft for a migration
std::vector<std::string> policies(const Entity& entity);  // statements that put the walls up; idempotent

// Loads a struct from a row whose columns stand in description order from `first` on.
void load(const Description& description, std::span<const Cell> row, void* object);

}  // namespace tongguan::entity
