#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "platform/db/connection.h"
#include "platform/db/migrate.h"
#include "platform/db/pool.h"
#include "platform/db/test_cluster.h"

namespace tongguan::db {
namespace {

constexpr Statement one{"test.one", engine_right, "select 1::bigint"};

TestDatabase& shared_database() {
    static TestDatabase database;
    static const bool roles = migrate(database.owner_conninfo(), {}).has_value();  // the roles of the shapes
    REQUIRE(roles);
    return database;
}

std::int64_t ask(Connection& connection) {
    const Scope engine = Scope::engine();
    Session session(connection, Mode::read, [&](Permission) { return &engine; });
    return session.integer(one).value_or(0);
}

TEST_CASE("a full pool refuses in time and serves again when one is given back") {
    TestDatabase& database = shared_database();
    Pool pool({.conninfo = database.server_conninfo(), .size = 2, .wait = std::chrono::milliseconds(20)});
    auto first = std::make_optional(pool.take());
    const auto second = pool.take();
    CHECK_THROWS_AS(pool.take(), PoolExhausted);
    CHECK(pool.out() == 2);
    first.reset();
    CHECK(ask(*pool.take()) == 1);
}

TEST_CASE("a waiting taker gets the connection that is given back") {
    TestDatabase& database = shared_database();
    Pool pool({.conninfo = database.server_conninfo(), .size = 1, .wait = std::chrono::milliseconds(5000)});
    std::atomic<int> served{0};
    std::vector<std::thread> takers;
    for (int i = 0; i < 8; ++i)
        takers.emplace_back([&] {
            for (int round = 0; round < 20; ++round) served += static_cast<int>(ask(*pool.take()));
        });
    for (std::thread& taker : takers) taker.join();
    CHECK(served == 160);
    CHECK(pool.out() == 0);
    CHECK(pool.idle() == 1);
}

TEST_CASE("a connection that died while it was idle is replaced before anybody gets it") {
    TestDatabase& database = shared_database();
    Pool pool({.conninfo = database.server_conninfo(), .size = 3});
    int process = 0;
    {
        const auto lease = pool.take();
        process = lease->process();
    }
    // Waits for the end of the server's process (PostgreSQL's own wait, at most 5 s).
    CHECK(database.text("select pg_terminate_backend(" + std::to_string(process) + ", 5000)") == "t");
    const auto lease = pool.take();
    CHECK(lease->process() != process);
    CHECK(ask(*lease) == 1);
}

TEST_CASE("a connection given back in the middle of a transaction is not given to the next") {
    TestDatabase& database = shared_database();
    Pool pool({.conninfo = database.server_conninfo(), .size = 1});
    {
        const auto lease = pool.take();
        lease->queue(Command::begin);
        lease->finish();
    }
    CHECK(pool.idle() == 0);
    CHECK(ask(*pool.take()) == 1);
}

TEST_CASE("a pool larger than the database lets in is refused in words") {
    TestDatabase& database = shared_database();
    Pool pool({.conninfo = database.server_conninfo(), .size = 100'000});
    const Outcome outcome = pool.check();
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().key == "db.pool.too_large");
    CHECK(Pool({.conninfo = database.server_conninfo(), .size = 4}).check());
    const Outcome nobody = Pool({.conninfo = "host=/nonexistent user=nobody dbname=none", .size = 1}).check();
    REQUIRE_FALSE(nobody);
    CHECK(nobody.error().key == "db.pool.unreachable");
}

}  // namespace
}  // namespace tongguan::db
