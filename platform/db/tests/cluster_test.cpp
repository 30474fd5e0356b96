// The private cluster: made, shared, stopped by the last, killed and found again; and every reason to refuse.
#include <doctest/doctest.h>

#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <semaphore>

#include "platform/db/cluster.h"
#include "platform/db/cluster_watch.h"
#include "platform/db/connection.h"
#include "platform/db/migrate.h"
#include "platform/db/pool.h"
#include "platform/db/process.h"
#include "platform/db/script.h"
#include "platform/db/test_cluster.h"

namespace tongguan::db {
namespace {

namespace fs = std::filesystem;

// A short folder that the unprivileged user can enter.
struct Home {
    fs::path path;
    Home() {
        std::string name = "/tmp/tongguan-c-XXXXXX";
        REQUIRE(mkdtemp(name.data()) != nullptr);
        path = name;
        fs::permissions(path, fs::perms::owner_all | fs::perms::others_exec | fs::perms::group_exec);
    }
    ~Home() { fs::remove_all(path); }
    Cluster::Options options() const {
        return {.folder = path / "data", .socket_folder = path / "s", .run_as = test_account()};
    }
};

std::string key_of(const Result<Cluster>& opened) { return opened ? "opened" : opened.error().key; }

TEST_CASE("a cluster is made, shared, stopped by the last user and opened again") {
    const Home home;
    int postmaster = 0;
    {
        auto first = Cluster::open(home.options());
        REQUIRE(key_of(first) == "opened");
        postmaster = first->postmaster();
        CHECK(postmaster > 0);
        REQUIRE(first->create_database("house"));
        CHECK(first->create_database("house"));  // stands already
        {
            const auto second = Cluster::open(home.options());
            REQUIRE(key_of(second) == "opened");
            CHECK(second->postmaster() == postmaster);
        }
        CHECK(kill(postmaster, 0) == 0);  // the second was not the last

        Script owner(first->owner_conninfo("house"));
        // Durable, as outside tests; UTF-8; no network; no trust.
        CHECK(owner.text("select string_agg(setting, ',' order by name) from pg_settings where name in"
                         " ('fsync', 'full_page_writes', 'synchronous_commit')") == "on,on,on");
        CHECK(owner.text("select current_setting('listen_addresses') || current_setting('server_encoding')") == "UTF8");
        CHECK(owner.text("select datcollate from pg_database where datname = 'house'") == "C.UTF-8");
        CHECK(owner.text("select rolsuper from pg_roles where rolname = current_user") == "f");
        Script admin("host='" + (home.path / "s").string() + "' user=tongguan_cluster dbname=postgres");
        CHECK(admin.text("select string_agg(type || auth_method, ',') from pg_hba_file_rules") == "localpeer");
        struct stat socket_folder{};
        REQUIRE(stat((home.path / "s").c_str(), &socket_folder) == 0);
        CHECK((socket_folder.st_mode & 0777) == 0700);
    }
    CHECK(kill(postmaster, 0) != 0);
    CHECK_FALSE(fs::exists(home.path / "data/postmaster.pid"));

    // A pid file whose number now belongs to a stranger: this very process.
    std::ofstream(home.path / "data/postmaster.pid") << getpid() << "\n";
    const auto again = Cluster::open(home.options());
    REQUIRE(key_of(again) == "opened");
    CHECK(Script(again->owner_conninfo("house")).text("select 'here'") == "here");
}

TEST_CASE("the cluster is killed under load, opened again, and what was acknowledged is there") {
    const Home home;
    auto cluster = Cluster::open(home.options());
    REQUIRE(key_of(cluster) == "opened");
    REQUIRE(cluster->create_database("house"));
    REQUIRE(migrate(cluster->owner_conninfo("house"), {}));
    Script(cluster->owner_conninfo("house"))
        .run("create table entry (id bigint primary key); grant select, insert on entry to tongguan_engine");
    Pool pool({.conninfo = cluster->server_conninfo("house"), .size = 2});
    const Scope engine = Scope::engine();
    const auto scope = [&](Permission) { return &engine; };
    constexpr Statement insert{"probe.insert", engine_right, "insert into entry values ($1)"};
    constexpr Statement count{"probe.count", engine_right, "select count(*) from entry where id < $1"};
    std::int64_t acknowledged = 0;
    const auto write = [&](std::int64_t id) {
        const auto lease = pool.take();
        Session session(*lease, Mode::write, scope);
        session.later(insert, Params(id));
        session.commit();
        acknowledged = id;
    };
    for (std::int64_t id = 1; id <= 20; ++id) write(id);
    REQUIRE(kill(cluster->postmaster(), SIGKILL) == 0);
    // The server's other processes notice and end; until then a write may still succeed, then each is a clear failure.
    bool failed = false;
    for (std::int64_t id = 21; id < 100'000 && !failed; ++id) {
        try {
            write(id);
        } catch (const Failure& failure) {
            failed = failure.connection_lost();
        }
    }
    CHECK(failed);
    const auto again = Cluster::open(home.options());
    REQUIRE(key_of(again) == "opened");
    const auto lease = pool.take();  // the dead connection is replaced unasked
    Session session(*lease, Mode::read, scope);
    CHECK(session.integer(count, Params(acknowledged + 1)) == acknowledged);
}

TEST_CASE("a watched cluster comes back when its postmaster was killed, and keeps being tried while it cannot") {
    using namespace std::chrono_literals;
    const Home home;
    const auto cluster = Cluster::open(home.options());
    REQUIRE(key_of(cluster) == "opened");
    std::atomic<int> gone{0};
    std::binary_semaphore back{0};
    std::counting_semaphore<> failed{0};
    ClusterWatch watch(*cluster, {.every = 5ms,
                                  .first_pause = 1ms,
                                  .longest_pause = 4ms,
                                  .gone = [&] { ++gone; },
                                  .failed = [&](int, const Refusal&) { failed.release(); },
                                  .back = [&](int) { back.release(); }});
    watch.start();
    const int first = cluster->postmaster();
    REQUIRE(kill(first, SIGKILL) == 0);
    back.acquire();
    CHECK(cluster->postmaster() != first);
    CHECK(Script(cluster->owner_conninfo("postgres")).text("select 'here'") == "here");

    // Its folder is away: tried again and again, and well again once it is there.
    const int second = cluster->postmaster();
    fs::rename(home.path / "data", home.path / "away");
    REQUIRE(kill(second, SIGKILL) == 0);
    for (int tries = 0; tries < 3; ++tries) failed.acquire();
    fs::rename(home.path / "away", home.path / "data");
    back.acquire();
    CHECK(Script(cluster->owner_conninfo("postgres")).text("select 'here'") == "here");
    CHECK(gone == 2);
}

TEST_CASE("every reason to refuse has its word") {
    const Home home;
    const auto refused = [&](auto change) {
        Cluster::Options options = home.options();
        change(options);
        return key_of(Cluster::open(std::move(options)));
    };
    CHECK(refused([](auto& o) { o.socket_folder = "/tmp/" + std::string(120, 's'); }) == "db.cluster.socket_too_long");
    CHECK(refused([](auto& o) { o.installed = "/nonexistent"; }) == "db.cluster.no_postgresql");
    fs::create_directories(home.path / "full/inside");
    CHECK(refused([&](auto& o) { o.folder = home.path / "full"; }) == "db.cluster.folder_not_empty");
    fs::create_directory(home.path / "old");
    std::ofstream(home.path / "old/PG_VERSION") << "99\n";
    CHECK(refused([&](auto& o) { o.folder = home.path / "old"; }) == "db.cluster.missing_major");
    CHECK(refused([&](auto& o) { o.folder = "/proc/tongguan"; }) == "db.cluster.folder_unusable");
    if (geteuid() == 0) {
        CHECK(refused([](auto& o) { o.run_as = ""; }) == "db.cluster.root_needs_user");
        CHECK(refused([](auto& o) { o.run_as = "root"; }) == "db.cluster.root_needs_user");
        CHECK(refused([](auto& o) { o.run_as = "nobody-of-that-name"; }) == "db.cluster.no_such_user");
        fs::create_directories(home.path / "closed");
        fs::permissions(home.path / "closed", fs::perms::owner_all);
        CHECK(refused([&](auto& o) { o.folder = home.path / "closed/data"; }) == "db.cluster.folder_unusable");
    }
}

TEST_CASE("a setting that PostgreSQL does not know is told with its own words") {
    const Home home;
    Cluster::Options options = home.options();
    options.settings = {"no_such_setting_at_all = 1"};
    const auto opened = Cluster::open(std::move(options));
    REQUIRE_FALSE(opened);
    CHECK(opened.error().key == "db.cluster.start_failed");
    CHECK(opened.error().args.back().second.find("configuration") != std::string::npos);
}

TEST_CASE("another user of the machine is not let in") {
    if (geteuid() != 0) return;  // only root can try as another user
    const auto nobody = account_named("nobody");
    REQUIRE(nobody);
    // Even past the closed folder, peer authentication would refuse: nobody maps to no role.
    const Ended tried =
        run_program({"/usr/bin/psql", test_cluster().owner_conninfo("postgres"), "-c", "select 1"}, *nobody);
    CHECK(tried.status != 0);
}

TEST_CASE("a copy of a template is quick") {
    TestDatabase origin;
    origin.execute(
        "create table a (id bigint primary key, t text); insert into a select i, 'row ' || i from generate_series(1, "
        "1000) i");
    const auto copy = std::make_unique<TestDatabase>(origin.name());
    CHECK(copy->text("select count(*) from a") == "1000");
}

}  // namespace
}  // namespace tongguan::db
