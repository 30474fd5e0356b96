// Declared against standing. The declarations are built for real, in a scratch schema and over the standing walls,
// inside a transaction that is rolled back; then two readings of PostgreSQL's own catalog are compared. So no type name
// and no policy text has to be understood here.
#include <algorithm>
#include <map>
#include <set>

#include "platform/db/migrate.h"
#include "platform/db/script.h"
#include "platform/db/walls.h"

namespace tongguan::db {

namespace {

constexpr std::string_view scratch = "tongguan_declared";

struct Column {
    std::string type;
    bool not_null = false;
};
struct Tables {
    std::map<std::string, std::map<std::string, Column>> columns;            // table → column
    std::set<std::pair<std::string, std::string>> unique;                    // (table, column)
    std::map<std::pair<std::string, std::string>, std::string> constraints;  // (table, what) → definition
};

Tables read_tables(Script& script, const std::string& schema) {
    Tables tables;
    for (const auto& row : script.rows(
             "select c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull from pg_attribute a"
             " join pg_class c on c.oid = a.attrelid where c.relnamespace = $1::regnamespace and c.relkind in ('r', "
             "'p')"
             " and a.attnum > 0 and not a.attisdropped",
             {schema}))
        tables.columns[*row[0]][*row[1]] = {*row[2], *row[3] == "t"};
    for (const auto& row :
         script.rows("select c.relname, a.attname from pg_index i join pg_class c on c.oid = i.indrelid"
                     " join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0] where c.relnamespace = "
                     "$1::regnamespace"
                     " and i.indisunique and not i.indisprimary and i.indnkeyatts = 1 and i.indpred is null",
                     {schema}))
        tables.unique.emplace(*row[0], *row[1]);
    for (const auto& row : script.rows(
             "select c.relname, case when k.contype = 'c' then pg_get_constraintdef(k.oid) else a.attname || ' "
             "references ' || f.relname end"
             " from pg_constraint k join pg_class c on c.oid = k.conrelid left join pg_class f on f.oid = k.confrelid"
             " left join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]"
             " where k.connamespace = $1::regnamespace and k.contype in ('c', 'f')",
             {schema}))
        if (row[1]) tables.constraints[{*row[0], *row[1]}] = *row[1];
    return tables;
}

// Walls of one table: is row-level security on, each policy, each grant.
std::set<std::string> read_walls(Script& script, const std::string& table) {
    std::set<std::string> lines;
    for (const auto& row : script.rows(
             "select 'row level security ' || relrowsecurity || ' force ' || relforcerowsecurity from pg_class where "
             "oid = to_regclass($1)"
             " union all select 'policy ' || policyname || ' ' || permissive || ' to ' || array_to_string(roles, ',') "
             "|| ' for ' || cmd ||"
             " coalesce(' using ' || qual, '') || coalesce(' check ' || with_check, '') from pg_policies"
             " where schemaname = 'public' and tablename = $1"
             " union all select 'grant ' || g.privilege_type || ' to ' || g.grantee::regrole::text from pg_class c,"
             " aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) g"
             " where c.oid = to_regclass($1) and g.grantee <> 0 and g.grantee::regrole::text like 'tongguan!_%' escape "
             "'!'",
             {table}))
        lines.insert(*row[0]);
    return lines;
}

struct Comparison {
    std::vector<std::string> lines;
    std::string sql;

    void note(const std::string& line) { lines.push_back(line); }
    void repair(const std::string& statement) { sql += statement + ";\n"; }

    void columns(const std::string& table, const Tables& declared, const Tables& standing) {
        const auto& wanted = declared.columns.at(table);
        const auto& found = standing.columns.at(table);
        for (const auto& [name, column] : wanted) {
            const std::string at = table + "." + name;
            const auto stands = found.find(name);
            if (stands == found.end()) {
                note(at + ": declared, but not in the database");
                repair("alter table " + table + " add column " + name + " " + column.type +
                       (column.not_null ? " not null" : ""));
                continue;
            }
            if (stands->second.type != column.type) {
                note(at + ": declared " + column.type + ", in the database " + stands->second.type);
                repair("alter table " + table + " alter column " + name + " type " + column.type);
            }
            if (stands->second.not_null != column.not_null) {
                note(at + (column.not_null ? ": declared not null, nullable in the database"
                                           : ": declared nullable, not null in the database"));
                repair("alter table " + table + " alter column " + name +
                       (column.not_null ? " set not null" : " drop not null"));
            }
        }
        for (const auto& [name, column] : found)
            if (!wanted.contains(name)) {
                note(table + "." + name + ": in the database, but not declared");
                repair("-- alter table " + table + " drop column " + name);
            }
    }

    void constraints(const std::string& table, const Tables& declared, const Tables& standing) {
        const auto of_table = [&](const auto& entry) { return entry.first == table; };
        for (const auto& unique : declared.unique)
            if (of_table(unique) && !standing.unique.contains(unique)) {
                note(table + "." + unique.second + ": declared unique, not so in the database");
                repair("alter table " + table + " add constraint " + table + "_" + unique.second + "_unique unique (" +
                       unique.second + ")");
            }
        for (const auto& unique : standing.unique)
            if (of_table(unique) && !declared.unique.contains(unique))
                note(table + "." + unique.second + ": unique in the database, not declared so");
        for (const auto& [key, definition] : declared.constraints)
            if (of_table(key) && !standing.constraints.contains(key)) {
                note(table + ": declared, but not in the database: " + definition);
                const std::size_t references = definition.find(" references ");
                const bool check = definition.starts_with("CHECK");
                repair(
                    "alter table " + table + " add " +
                    (check ? definition
                           : "foreign key (" + definition.substr(0, references) + ")" + definition.substr(references)));
            }
    }
};

void compare_walls(Script& script, const entity::Entity& entity, Comparison& out) {
    const std::set<std::string> standing = read_walls(script, entity.table);
    script.run("savepoint walls");
    try {
        take_down_walls(script, entity.table);
        for (const std::string& statement : entity::policies(entity)) script.run(statement);
    } catch (const Failure& failure) {  // a column they need is missing: that has its own line
        out.note(entity.table + ": its walls cannot be put up: " + failure.what());
        script.run("rollback to savepoint walls");
        return;
    }
    const std::set<std::string> declared = read_walls(script, entity.table);
    for (const std::string& line : declared)
        if (!standing.contains(line)) out.note(entity.table + ": missing in the database: " + line);
    for (const std::string& line : standing)
        if (!declared.contains(line)) out.note(entity.table + ": in the database, not declared: " + line);
}

Comparison compare(const std::string& owner_conninfo, const Schema& schema) {
    Script script(owner_conninfo);
    script.run("begin");  // never committed: closing the connection rolls all of it back
    const Tables standing = read_tables(script, "public");
    script.run("create schema " + std::string(scratch) + "; set local search_path = " + std::string(scratch) +
               ", public");
    for (const entity::Entity* entity : schema.entities) script.run(entity::create_table(*entity));
    const Tables declared = read_tables(script, std::string(scratch));
    script.run("set local search_path = public; drop schema " + std::string(scratch) + " cascade");
    Comparison out;
    for (const entity::Entity* entity : schema.entities) {
        if (!standing.columns.contains(entity->table)) {
            out.note(entity->table + ": declared, but not in the database");
            out.sql += entity::create_table(*entity);
            continue;
        }
        out.columns(entity->table, declared, standing);
        out.constraints(entity->table, declared, standing);
        compare_walls(script, *entity, out);
    }
    return out;
}

}  // namespace

void take_down_walls(Script& script, const std::string& table) {
    for (const auto& row :
         script.rows("select policyname from pg_policies where schemaname = 'public' and tablename = $1", {table}))
        script.run("drop policy " + quoted(*row[0]) + " on " + table);
    for (const auto& row :
         script.rows("select distinct g.grantee::regrole::text from pg_class c, aclexplode(c.relacl) g"
                     " where c.oid = to_regclass($1) and g.grantee <> 0 and g.grantee <> c.relowner",
                     {table}))
        script.run("revoke all on " + table + " from " + *row[0]);  // regrole quotes where it must
    script.run("alter table " + table + " disable row level security; alter table " + table +
               " no force row level security");
}

std::vector<std::string> differences(const std::string& owner_conninfo, const Schema& schema) {
    return compare(owner_conninfo, schema).lines;
}

std::string draft(const std::string& owner_conninfo, const Schema& schema) {
    return compare(owner_conninfo, schema).sql;
}

}  // namespace tongguan::db
