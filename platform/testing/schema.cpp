#include "platform/testing/schema.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "base/sm3.h"
#include "generated/access_assets.h"
#include "generated/audit_assets.h"
#include "generated/indicator_assets.h"
#include "generated/outbox_assets.h"
#include "generated/task_assets.h"
#include "generated/work_assets.h"
#include "platform/db/script.h"
#include "platform/db/test_cluster.h"
#include "platform/task/task.h"

namespace tongguan::outbox {
Module module();
}

namespace tongguan::testing {

namespace fs = std::filesystem;

namespace {

constexpr int most_templates = 24;  // each about 8 MB
constexpr std::string_view making_lock = "8390046021210956143";

// Tests run in the source tree or below it.
fs::path source_root() {
    for (fs::path folder = fs::current_path(); folder != folder.root_path(); folder = folder.parent_path())
        if (fs::exists(folder / "CMakePresets.json")) return folder;
    throw std::runtime_error("a test that needs a module's migrations must be started inside the source tree");
}

void add(ReadSchema& read, const Module& module, const std::vector<db::Migration>& migrations) {
    db::Schema& schema = read.schema;
    schema.migrations.insert(schema.migrations.end(), migrations.begin(), migrations.end());
    schema.entities.insert(schema.entities.end(), module.entities.begin(), module.entities.end());
    schema.grants.insert(schema.grants.end(), module.table_grants.begin(), module.table_grants.end());
    schema.views.insert(schema.views.end(), module.views.begin(), module.views.end());
    schema.engine_grants.insert(schema.engine_grants.end(), module.engine_grants.begin(), module.engine_grants.end());
}

std::vector<db::Migration> migrations_from(ReadSchema& read, std::string_view module) {
    std::vector<fs::path> files;
    const fs::path folder = source_root() / "modules" / module / "migrations";
    if (fs::exists(folder))
        for (const auto& entry : fs::directory_iterator(folder))
            if (entry.path().extension() == ".sql") files.push_back(entry.path());
    std::ranges::sort(files);
    std::vector<db::Migration> migrations;
    for (const fs::path& file : files) {
        std::ostringstream text;
        text << std::ifstream(file).rdbuf();
        const std::string& sql = read.texts.emplace_back(std::move(text).str());
        const std::string& name = read.texts.emplace_back(file.filename().string());
        migrations.push_back({module, name, sql});
    }
    return migrations;
}

std::string digest_of(const db::Schema& schema) {
    Sm3 digest;
    const auto add_text = [&](std::string_view text) { digest.add(std::to_string(text.size())).add(":").add(text); };
    for (const db::Migration& migration : schema.migrations) {
        add_text(migration.owner);
        add_text(migration.file);
        add_text(migration.sql);
    }
    for (const entity::Entity* entity : schema.entities)
        for (const std::string& statement : entity::policies(*entity)) add_text(statement);
    for (const auto* list : {&schema.grants, &schema.views, &schema.engine_grants})
        for (const std::string_view grant : *list) add_text(grant);
    return hex(digest.finish()).substr(0, 24);
}

void drop_oldest(db::Script& script) {
    const auto old = script.rows(
        "select datname from pg_database where datname like 'template!_%' escape '!' order by oid desc offset " +
        std::to_string(most_templates));
    for (const auto& row : old) {
        try {
            script.run("drop database if exists " + db::quoted(*row[0]));
        } catch (const db::Failure&) {  // somebody is copying it just now: the next one drops it
        }
    }
}

}  // namespace

std::unique_ptr<ReadSchema> read_schema(const std::vector<Module>& modules) {
    auto read = std::make_unique<ReadSchema>();
    add(*read, {.name = "work"}, db::migrations_of("work", assets::work()));
    add(*read, {.name = "audit"}, db::migrations_of("audit", assets::audit()));
    add(*read, outbox::module(), db::migrations_of("outbox", assets::outbox()));
    add(*read, task::module(), db::migrations_of("task", assets::task()));
    add(*read, {.name = "access"}, db::migrations_of("access", assets::access()));
    add(*read, {.name = "indicator"}, db::migrations_of("indicator", assets::indicator()));
    for (const Module& module : modules) add(*read, module, migrations_from(*read, module.name));
    return read;
}

std::string template_of(const db::Schema& schema) {
    const std::string name = "template_" + digest_of(schema);
    constexpr std::string_view known = "select 1 from pg_database where datname = $1";
    bool stands = false;
    db::administer([&](db::Script& script) { stands = !script.rows(known, {name}).empty(); });
    if (stands) return name;
    db::Cluster& cluster = db::test_cluster();
    db::Script script(cluster.owner_conninfo("postgres"));
    script.run("select pg_advisory_lock(" + std::string(making_lock) +
               ")");  // test programs that start at once take turns
    if (!script.rows(known, {name}).empty()) return name;
    const std::string making = "making_" + name.substr(9);
    script.run("drop database if exists " + making);
    script.run("create database " + making + " template template0 strategy wal_log");
    if (const Outcome migrated = db::migrate(cluster.owner_conninfo(making), schema); !migrated) {
        std::string what = "the test's schema cannot be made: " + migrated.error().key;
        for (const auto& [arg, value] : migrated.error().args) what.append(" ").append(arg).append("=").append(value);
        throw std::runtime_error(what);
    }
    script.run("alter database " + making + " rename to " + name);  // only a whole one ever has the name
    drop_oldest(script);
    return name;
}

}  // namespace tongguan::testing
