#include "platform/db/migrate.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "platform/db/scope.h"
#include "platform/db/script.h"
#include "platform/db/walls.h"

namespace tongguan::db {

namespace {

// Any number that no other program takes as an advisory lock: "tongguan" in ASCII.
constexpr std::string_view migration_lock = "8390046021210956142";

using AppliedByName = std::map<std::pair<std::string, std::string>, std::string>;  // (owner, file) → digest

int number_of(std::string_view file) {
    int number = 0;
    const auto [end, error] = std::from_chars(file.data(), file.data() + std::min<std::size_t>(4, file.size()), number);
    return error == std::errc{} && end == file.data() + 4 ? number : 0;
}

Refusal::Args about(std::string_view owner, std::string_view file) {
    return {{"owner", std::string(owner)}, {"file", std::string(file)}};
}

AppliedByName applied(Script& script) {
    AppliedByName found;
    for (const auto& row : script.rows("select owner, file, digest from tongguan_migration order by position"))
        found[{*row[0], *row[1]}] = *row[2];
    return found;
}

std::string digest_of(Script& script, std::string_view sql) {
    return script.text("select encode(sha256(convert_to($1, 'UTF8')), 'hex')", {std::string(sql)});
}

// Numbered 0001, 0002 … without a gap, per owner.
Outcome check_numbers(const Schema& schema) {
    std::map<std::string_view, int> last;
    for (const Migration& migration : schema.migrations)
        if (number_of(migration.file) != ++last[migration.owner])
            return invalid("db.migrate.gap", about(migration.owner, migration.file));
    return Done{};
}

// What ran before must be what the program carries, and nothing may have run that it does not know.
Outcome check_history(Script& script, const Schema& schema, const AppliedByName& before) {
    std::map<std::string, int> newest_known;
    std::map<std::pair<std::string, std::string>, std::string_view> known;
    for (const Migration& migration : schema.migrations) {
        known[{std::string(migration.owner), std::string(migration.file)}] = migration.sql;
        newest_known[std::string(migration.owner)] = number_of(migration.file);
    }
    std::map<std::string, int> newest_applied;
    for (const auto& [name, digest] : before) {
        const auto& [owner, file] = name;
        newest_applied[owner] = std::max(newest_applied[owner], number_of(file));
        const auto found = known.find(name);
        if (found == known.end()) {
            const bool newer = !newest_known.contains(owner) || number_of(file) > newest_known[owner];
            return conflict(newer ? "db.migrate.newer" : "db.migrate.missing", about(owner, file));
        }
        if (digest_of(script, found->second) != digest) return conflict("db.migrate.changed", about(owner, file));
    }
    for (const auto& [name, sql] : known)
        if (!before.contains(name) && number_of(name.second) < newest_applied[name.first])
            return conflict("db.migrate.late", about(name.first, name.second));
    return Done{};
}

Outcome run_one(Script& script, const Migration& migration) {
    const auto failed = [&](std::string reason) {
        auto args = about(migration.owner, migration.file);
        args.emplace_back("reason", std::move(reason));
        return conflict("db.migrate.failed", std::move(args));
    };
    try {
        script.run("begin");
        script.run(migration.sql);
        if (!script.in_transaction()) return failed("the file ends its own transaction");
        script.rows("insert into tongguan_migration (owner, file, digest, program) values ($1, $2, $3, $4)",
                    {std::string(migration.owner), std::string(migration.file), digest_of(script, migration.sql),
                     TONGGUAN_VERSION});
        script.run("commit");
    } catch (const Failure& failure) {
        return failed(failure.what());  // the connection is closed by the caller, which rolls back
    }
    return Done{};
}

// Roles belong to the whole cluster, the lock to one database: programs that migrate two databases at once may meet
// here. The one that comes second sees these states and tries again.
constexpr int most_role_tries = 5;
bool met_another(const Failure& failure) {
    return failure.state() == "42710" || failure.state() == "23505" || failure.state() == "XX000";
}

// The roles of the shapes, and the server's login as a member that inherits nothing from them.
Outcome make_roles(Script& script, int tries = 1) {
    try {
        const auto missing = [&](std::string_view role) {
            return script.rows("select 1 from pg_roles where rolname = $1", {std::string(role)}).empty();
        };
        if (missing("tongguan_server")) script.run("create role tongguan_server login noinherit");
        for (int shape = 0; shape < shape_count; ++shape) {
            const std::string role(role_of(static_cast<Shape>(shape)));
            if (missing(role)) script.run("create role " + role + " nologin");
            if (script.text("select pg_has_role('tongguan_server', $1, 'member')", {role}) != "t")
                script.run("grant " + role + " to tongguan_server");
        }
        const std::string database = db::quoted(script.text("select current_database()"));
        script.run("revoke all on database " + database + " from public; grant connect on database " + database +
                   " to tongguan_server");
    } catch (const Failure& failure) {
        if (met_another(failure) && tries < most_role_tries) return make_roles(script, tries + 1);
        return conflict("db.migrate.no_roles", {{"reason", failure.what()}});
    }
    return Done{};
}

std::vector<std::string> walls(const Schema& schema) {
    std::vector<std::string> statements;
    for (const entity::Entity* entity : schema.entities)
        for (std::string& statement : entity::policies(*entity)) statements.push_back(std::move(statement));
    std::string every_shape;
    for (int shape = 0; shape < shape_count; ++shape)
        every_shape.append(shape == 0 ? "" : ", ").append(role_of(static_cast<Shape>(shape)));
    const auto grant = [&](std::string_view what, std::string_view whom) {
        statements.push_back("grant " + std::string(what) + " to " + std::string(whom));
    };
    for (const std::string_view what : schema.grants) grant(what, every_shape);
    for (const std::string_view view : schema.views) grant("select on " + std::string(view), every_shape);
    for (const std::string_view what : schema.engine_grants) grant(what, role_of(Shape::engine));
    return statements;
}

// Skipped when the same walls were put up by an earlier start: building them takes exclusive locks on every table.
Outcome put_up_walls(Script& script, const Schema& schema, bool migrated) {
    std::string all;
    for (const std::string& statement : walls(schema)) all.append(statement).append(";\n");
    const std::string digest = digest_of(script, all);
    if (!migrated && script.text("select digest from tongguan_walls") == digest) return Done{};
    try {
        script.run("begin");
        for (const entity::Entity* entity : schema.entities) take_down_walls(script, entity->table);
        script.run(all);
        script.run("delete from tongguan_walls");
        script.rows("insert into tongguan_walls (digest) values ($1)", {digest});
        script.run("commit");
    } catch (const Failure& failure) {
        return conflict("db.migrate.walls_failed", {{"reason", failure.what()}});
    }
    return Done{};
}

}  // namespace

std::vector<Migration> migrations_of(std::string_view owner, std::span<const Asset> assets) {
    constexpr std::string_view folder = "migrations/";
    std::vector<Migration> found;
    for (const Asset& asset : assets)
        if (asset.path.starts_with(folder)) found.push_back({owner, asset.path.substr(folder.size()), asset.content});
    std::ranges::sort(found, {}, &Migration::file);
    return found;
}

Outcome migrate(const std::string& owner_conninfo, const Schema& schema) {
    TRY(check_numbers(schema));
    Script script(owner_conninfo);
    script.run("set row_security = off");  // a move of data that a wall would cut short fails instead
    script.run("select pg_advisory_lock(" + std::string(migration_lock) + ")");  // until this connection closes
    script.run(
        "create table if not exists tongguan_migration ("
        " position bigint generated always as identity primary key, owner text not null, file text not null,"
        " digest text not null, program text not null, unique (owner, file));"
        "create table if not exists tongguan_walls (digest text not null)");
    const AppliedByName before = applied(script);
    TRY(check_history(script, schema, before));
    TRY(make_roles(script));
    bool migrated = false;
    for (const Migration& migration : schema.migrations) {
        if (before.contains({std::string(migration.owner), std::string(migration.file)})) continue;
        TRY(run_one(script, migration));
        migrated = true;
    }
    return put_up_walls(script, schema, migrated);
}

}  // namespace tongguan::db
