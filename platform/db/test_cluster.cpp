#include "platform/db/test_cluster.h"

#include <unistd.h>

#include <atomic>
#include <mutex>
#include <optional>
#include <stdexcept>

#include "platform/db/script.h"

namespace tongguan::db {

std::string test_account() { return geteuid() == 0 ? "postgres" : ""; }

Cluster& test_cluster() {
    static Cluster cluster = [] {
        // The number changes when the cluster's set-up does: an older one is left alone.
        const std::filesystem::path home = "/tmp/tongguan-test-2-" + std::to_string(geteuid());
        auto opened =
            Cluster::open({.folder = home / "data",
                           .socket_folder = home / "s",
                           .run_as = test_account(),
                           .settings = {"fsync = off", "synchronous_commit = off", "full_page_writes = off",
                                        "max_connections = 200", "shared_buffers = 64MB", "deadlock_timeout = 50ms"},
                           .leave_running = true});
        if (!opened) {
            std::string what = "the test cluster cannot be opened: " + opened.error().key;
            for (const auto& [name, value] : opened.error().args)
                what.append(" ").append(name).append("=").append(value);
            throw std::runtime_error(what);
        }
        return std::move(*opened);
    }();
    return cluster;
}

void administer(const std::function<void(Script&)>& what) {
    static std::mutex mutex;
    static std::optional<Script> script;
    const std::lock_guard lock(mutex);
    if (!script) script.emplace(test_cluster().owner_conninfo("postgres"));
    try {
        what(*script);
    } catch (const Failure& failure) {
        if (failure.connection_lost()) script.reset();
        throw;
    }
}

TestDatabase::TestDatabase(std::string_view template_name) {
    static std::atomic<int> count{0};
    name_ = "t_" + std::to_string(getpid()) + "_" + std::to_string(++count);
    administer([&](Script& script) {
        script.run("drop database if exists " + db::quoted(name_) + " with (force)");  // of a killed program of this id
        script.run("create database " + db::quoted(name_) + " template " + db::quoted(template_name) +
                   " strategy wal_log");
    });
}

TestDatabase::~TestDatabase() { (void)test_cluster().drop_database(name_); }

void TestDatabase::execute(std::string_view sql) const { Script(owner_conninfo()).run(sql); }

std::string TestDatabase::text(std::string_view sql) const { return Script(owner_conninfo()).text(sql); }

}  // namespace tongguan::db
