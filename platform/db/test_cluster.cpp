#include "platform/db/test_cluster.h"

#include <unistd.h>

#include <atomic>
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

TestDatabase::TestDatabase(std::string_view template_name) {
    static std::atomic<int> count{0};
    name_ = "t_" + std::to_string(getpid()) + "_" + std::to_string(++count);
    Cluster& cluster = test_cluster();
    (void)cluster.drop_database(name_);  // of a killed program whose id was given out again
    if (const Outcome made = cluster.create_database(name_, template_name); !made)
        throw std::runtime_error("no test database: " + made.error().args.back().second);
}

TestDatabase::~TestDatabase() { (void)test_cluster().drop_database(name_); }

void TestDatabase::execute(std::string_view sql) const { Script(owner_conninfo()).run(sql); }

std::string TestDatabase::text(std::string_view sql) const { return Script(owner_conninfo()).text(sql); }

}  // namespace tongguan::db
