// Sessions against a real PostgreSQL: pipelines, walls seen live, modes, failures.
#include <doctest/doctest.h>

#include "platform/db/connection.h"
#include "platform/db/migrate.h"
#include "platform/db/pool.h"
#include "platform/db/session.h"
#include "platform/db/test_cluster.h"

namespace tongguan::db {
namespace {

constexpr Permission see{"test.see"};
constexpr Permission work{"test.work"};

// A table with the walls of three shapes, as entity::policies builds them.
constexpr std::string_view schema = R"(
create table thing (id bigint primary key, unit bigint not null, name text not null constraint thing_name_unique unique,
                    at timestamptz, day date, amount bigint, notes jsonb, words text[], refs bigint[], done boolean);
create table child (id bigint primary key,
                    thing bigint not null constraint child_thing references thing deferrable initially deferred);
alter table thing enable row level security;
create policy tongguan_unit on thing to tongguan_unit using (unit = (select current_setting('tongguan.scope')::bigint));
create policy tongguan_units on thing to tongguan_units
    using (unit = any((select current_setting('tongguan.scope')::bigint[])::bigint[]));
create policy tongguan_all on thing to tongguan_all using (true);
grant select, insert, update on thing, child to tongguan_unit, tongguan_units, tongguan_all, tongguan_engine;
insert into thing (id, unit, name) values (1, 10, 'one'), (2, 10, 'two'), (3, 20, 'three');
)";

constexpr Statement by_id{"test.by_id", see, "select name from thing where id = $1"};
constexpr Statement all_names{"test.all_names", see, "select name from thing order by id"};
constexpr Statement count{"test.count", work, "select count(*) from thing"};
constexpr Statement insert{"test.insert", work, "insert into thing (id, unit, name) values ($1, $2, $3)"};
constexpr Statement rename{"test.rename", work, "update thing set name = $2 where id = $1"};
constexpr Statement who{"test.who", see, "select current_user::text || ':' || current_setting('tongguan.scope')"};

// One database for all cases of this file, its tables made anew for each: making a database costs more than most cases.
TestDatabase& shared_database() {
    static TestDatabase database;
    static const bool roles = migrate(database.owner_conninfo(), {}).has_value();  // the roles of the shapes
    REQUIRE(roles);
    return database;
}

struct World {
    TestDatabase& database = shared_database();
    Scope see_scope = Scope::one(Shape::unit, 10);
    Scope work_scope = Scope::all();
    std::unique_ptr<Connection> connection;

    World() {
        database.execute("drop table if exists child, thing, not_yet_there");
        database.execute(schema);
        connection = std::make_unique<Connection>(database.server_conninfo());
    }
    Session session(Mode mode) {
        return Session(*connection, mode, [this](Permission permission) -> const Scope* {
            if (permission == see) return &see_scope;
            if (permission == work) return &work_scope;
            return nullptr;
        });
    }
    std::string count_as_owner() { return database.text("select count(*) from thing"); }
};

TEST_CASE("a row of another unit is not found, whatever its id") {
    World world;
    Session session = world.session(Mode::read);
    CHECK(session.run(by_id, Params(1)).size() == 1);
    CHECK(session.run(by_id, Params(3)).empty());
    world.see_scope = Scope::many(Shape::units, {10, 20});
    CHECK(session.run(by_id, Params(3)).cell(0, 0).text() == "three");
    world.see_scope = Scope::many(Shape::units, {});
    CHECK(session.run(all_names).empty());
}

TEST_CASE("the wall ends with its statement: the next one stands behind its own") {
    World world;
    Session session = world.session(Mode::read);
    CHECK(session.run(who).cell(0, 0).text() == "tongguan_unit:10");
    CHECK(session.integer(count) == 3);
    world.see_scope = Scope::one(Shape::unit, 20);
    CHECK(session.run(who).cell(0, 0).text() == "tongguan_unit:20");
    CHECK(session.run(all_names).size() == 1);
    // Outside a statement the login sees nothing at all.
    Connection bare(world.database.server_conninfo());
    bare.queue(all_names, Shape::all, {}, true);
    CHECK_THROWS_AS(bare.finish(), Failure);
}

TEST_CASE("who only reads cannot write: PostgreSQL refuses it, and nothing stays") {
    World world;
    for (const Mode mode : {Mode::read, Mode::snapshot}) {
        Session session = world.session(mode);
        try {
            session.run(insert, Params(9, 10, "nine"));
            FAIL("a reading session wrote");
        } catch (const Failure& failure) {
            CHECK(failure.state() == "25006");
        }
    }
    CHECK(world.count_as_owner() == "3");
    // It holds for the statement alone: the same connection writes on where writing is meant.
    Session reading = world.session(Mode::read);
    CHECK_THROWS_AS(reading.run(rename, Params(1, "renamed")), Failure);
    CHECK(reading.integer(count) == 3);
    Session single = world.session(Mode::single);
    single.run(rename, Params(1, "renamed"));
    CHECK(world.database.text("select name from thing where id = 1") == "renamed");
    Session writing = world.session(Mode::write);
    writing.run(rename, Params(1, "one"));
    writing.commit();
}

TEST_CASE("an insert into another unit is refused by the wall itself") {
    World world;
    world.work_scope = Scope::one(Shape::unit, 10);
    Session session = world.session(Mode::write);
    try {
        session.run(insert, Params(9, 20, "smuggled"));
        FAIL("the wall did not stand");
    } catch (const Failure& failure) {
        CHECK(failure.state() == "42501");
    }
}

TEST_CASE("a right the actor lacks is a bug, not an empty answer") {
    World world;
    Session session = world.session(Mode::read);
    constexpr Statement foreign{"test.foreign", Permission{"test.other"}, "select 1"};
    CHECK_THROWS_AS(session.run(foreign), std::logic_error);
    CHECK(session.run(all_names).size() == 2);  // the session lives on
}

TEST_CASE("a write is one transaction: nothing before the commit, all after it") {
    World world;
    {
        Session session = world.session(Mode::write);
        session.later(insert, Params(4, 10, "four"));
        session.later(insert, Params(5, 10, "five"));
        CHECK(session.integer(count) == 5);
        CHECK(world.count_as_owner() == "3");
        session.commit();
    }
    CHECK(world.count_as_owner() == "5");
    {
        Session session = world.session(Mode::write);
        session.later(insert, Params(6, 10, "six"));
    }  // never committed
    {
        Session session = world.session(Mode::write);
        session.later(rename, Params(1, "uno"));
        CHECK(session.run_affected(rename, Params(2, "due")) == 1);
        session.rollback();
    }
    CHECK(world.count_as_owner() == "5");
    CHECK(world.database.text("select string_agg(name, ',' order by id) from thing") == "one,two,three,four,five");
    CHECK(world.connection->idle());
}

TEST_CASE("what later() queued fails at the next read or at the commit, with its constraint") {
    World world;
    for (const bool at_commit : {true, false}) {
        Session session = world.session(Mode::write);
        session.later(insert, Params(7, 10, "one"));  // the name is taken
        try {
            if (at_commit)
                session.commit();
            else
                session.integer(count);
            FAIL("no failure");
        } catch (const Failure& failure) {
            CHECK(failure.state() == "23505");
            CHECK(failure.constraint() == "thing_name_unique");
            CHECK_FALSE(failure.commit_unknown());
            CHECK(std::string(failure.what()).find("one") == std::string::npos);  // no values in messages
        }
    }
    CHECK(world.connection->idle());
    CHECK(world.count_as_owner() == "3");
}

TEST_CASE("a swallowed failure cannot be committed") {
    World world;
    Session session = world.session(Mode::write);
    session.run(insert, Params(7, 10, "seven"));
    CHECK_THROWS_AS(session.run(insert, Params(7, 10, "again")), Failure);
    CHECK_THROWS_AS(session.commit(), Failure);
    session.rollback();
    CHECK(world.count_as_owner() == "3");
}

TEST_CASE("a deferred constraint fails the commit, which is then known to have failed") {
    World world;
    constexpr Statement orphan{"test.orphan", work, "insert into child values (1, 99)"};
    Session session = world.session(Mode::write);
    session.later(orphan, {});
    try {
        session.commit();
        FAIL("no failure");
    } catch (const Failure& failure) {
        CHECK(failure.state() == "23503");
        CHECK(failure.constraint() == "child_thing");
        CHECK_FALSE(failure.commit_unknown());
    }
    session.rollback();
    CHECK(world.connection->idle());
}

TEST_CASE("the wall changes inside a transaction only when the right has another scope") {
    World world;
    Session session = world.session(Mode::write);
    CHECK(session.integer(count) == 3);
    CHECK(session.run(all_names).size() == 2);
    CHECK(session.integer(count) == 3);
    constexpr Statement here{"test.here", current_right, "select current_user::text"};
    CHECK(session.run(here).cell(0, 0).text() == "tongguan_all");
    session.commit();
    Session next = world.session(Mode::write);
    CHECK(next.run(here).cell(0, 0).text() == "tongguan_engine");
}

TEST_CASE("a snapshot agrees with itself and cannot write") {
    World world;
    Session session = world.session(Mode::snapshot);
    CHECK(session.integer(count) == 3);
    world.database.execute("insert into thing (id, unit, name) values (8, 10, 'eight')");
    CHECK(session.integer(count) == 3);
    try {
        session.run(insert, Params(9, 10, "nine"));
        FAIL("a snapshot wrote");
    } catch (const Failure& failure) {
        CHECK(failure.state() == "25006");
    }
}

TEST_CASE("a scope given for once does not outlast its statement") {
    World world;
    Session session = world.session(Mode::write);
    CHECK(session.run_under(Scope::one(Shape::unit, 20), all_names, {}).size() == 1);
    CHECK(session.run(all_names).size() == 2);
}

TEST_CASE("every kind of value goes there and back") {
    World world;
    constexpr Statement echo{
        "test.echo", work,
        "select $1::bigint, $2::boolean, $3::text, $4::date, $5::timestamptz, $6::jsonb, $7::bigint[], $8::text[],"
        " $9::bytea, $10::bigint"};
    const std::string hostile = "'; drop table thing; -- \"\\ 汉字 😀";
    const Date day = make_date(1899, 2, 28);
    const Instant at{std::chrono::sys_time<Duration>{Duration{-12345678901234}}};
    Session session = world.session(Mode::read);
    const Params params(std::int64_t{-9223372036854775807LL}, true, hostile, day, at, JsonText{R"({"a":[1]})"},
                        std::vector<std::int64_t>{1, -2}, std::vector<std::string>{"a,b", "", "{\"}"},
                        Bytes{std::string_view("\0\xff", 2)}, std::optional<std::int64_t>{});
    const Rows rows = session.run(echo, params);
    REQUIRE(rows.width() == 10);
    CHECK(rows.cell(0, 0).integer() == -9223372036854775807LL);
    CHECK(rows.cell(0, 1).boolean());
    CHECK(rows.cell(0, 2).text() == hostile);
    CHECK(rows.cell(0, 3).date() == day);
    CHECK(rows.cell(0, 4).instant() == at);
    CHECK(rows.cell(0, 5).json() == R"({"a": [1]})");
    CHECK(rows.cell(0, 6).integers() == std::vector<std::int64_t>{1, -2});
    CHECK(rows.cell(0, 7).texts() == std::vector<std::string>{"a,b", "", "{\"}"});
    CHECK(rows.cell(0, 8).text() == std::string_view("\0\xff", 2));
    CHECK(rows.cell(0, 9).is_null());
    CHECK_THROWS_AS(rows.cell(0, 10), std::out_of_range);
    CHECK_THROWS_AS(rows.cell(1, 0), std::out_of_range);
    const Params empty(1, false, "", day, at, JsonText{"null"}, std::vector<std::int64_t>{}, std::vector<std::string>{},
                       Bytes{}, std::optional<std::int64_t>{7});
    const Rows second = session.run(echo, empty);
    CHECK(second.cell(0, 2).text().empty());
    CHECK_FALSE(second.cell(0, 2).is_null());
    CHECK(second.cell(0, 6).integers().empty());
    CHECK(second.cell(0, 9).integer() == 7);
}

TEST_CASE("invalid UTF-8 and NUL in a text are failures, and the connection goes on") {
    World world;
    for (const std::string_view bad : {std::string_view("\xc3\x28"), std::string_view("a\0b", 3)}) {
        Session session = world.session(Mode::read);
        constexpr Statement echo{"test.echo_text", work, "select $1::text"};
        try {
            session.run(echo, Params(bad));
            FAIL("accepted");
        } catch (const Failure& failure) {
            CHECK(failure.state() == "22021");
        }
        CHECK(session.run(all_names).size() == 2);
    }
}

TEST_CASE("one statement, one plan: prepared once per shape, and a refused one is prepared again") {
    World world;
    Session session = world.session(Mode::read);
    const std::size_t before = world.connection->prepared();
    for (int i = 0; i < 5; ++i) session.run(all_names);
    CHECK(world.connection->prepared() == before + 1);
    world.see_scope = Scope::all();
    session.run(all_names);
    CHECK(world.connection->prepared() == before + 2);
    constexpr Statement early{"test.early", work, "select count(*) from not_yet_there"};
    CHECK_THROWS_AS(session.integer(early), Failure);
    CHECK(world.connection->prepared() == before + 2);
    world.database.execute("create table not_yet_there (); grant select on not_yet_there to tongguan_all");
    CHECK(session.integer(early) == 0);
    constexpr Statement other{"test.early", work, "select 1"};
    CHECK_THROWS_AS(session.integer(other), std::logic_error);  // two statements of one name
}

TEST_CASE("prepared statements are bounded per connection") {
    World world;
    std::vector<std::string> texts(Connection::most_prepared + 2);
    for (std::size_t i = 0; i < texts.size(); ++i) texts[i] = "test.many_" + std::to_string(i);
    {
        Session session = world.session(Mode::write);
        for (const std::string& name : texts) session.later(Statement{name, work, "select 1"}, {});
        session.commit();
    }
    CHECK(world.connection->prepared() == texts.size());
    world.connection->tidy();
    CHECK(world.connection->prepared() == 0);
    Session session = world.session(Mode::read);
    CHECK(session.run(all_names).size() == 2);
}

TEST_CASE("a big batch in one pipeline neither blocks nor grows without bound") {
    World world;
    Session session = world.session(Mode::write);
    const std::string wide(2000, 'x');
    for (int i = 0; i < 3000; ++i) {
        session.later(insert, Params(1000 + i, 10, wide + std::to_string(i)));
        REQUIRE(world.connection->queued() <= Connection::most_queued + 4);
    }
    session.commit();
    CHECK(world.count_as_owner() == "3003");
}

TEST_CASE("a lock is not waited for without end") {
    World world;
    Connection::Limits limits;
    limits.lock = std::chrono::milliseconds(50);
    Connection hurried(world.database.server_conninfo(), limits);
    Session holder = world.session(Mode::write);
    CHECK(holder.run_affected(rename, Params(1, "held")) == 1);
    Session waiter(hurried, Mode::write, [&](Permission) { return &world.work_scope; });
    try {
        waiter.run_affected(rename, Params(1, "wanted"));
        FAIL("no failure");
    } catch (const Failure& failure) {
        CHECK(failure.state() == "55P03");
    }
}

TEST_CASE("a statement is not run without end") {
    World world;
    Connection::Limits limits;
    limits.statement = std::chrono::milliseconds(50);
    Connection hurried(world.database.server_conninfo(), limits);
    Session session(hurried, Mode::read, [&](Permission) { return &world.work_scope; });
    constexpr Statement slow{
        "test.slow", work,
        "select pg_sleep(20)::text"};  // tidy: allow limits – cut off by the statement timeout that is tried here
    try {
        session.run(slow);
        FAIL("no failure");
    } catch (const Failure& failure) {
        CHECK(failure.state() == "57014");
        CHECK_FALSE(failure.connection_lost());
    }
    CHECK(session.integer(count) == 3);
}

TEST_CASE("a server process that is ended between statements is a lost connection") {
    World world;
    Session session = world.session(Mode::write);
    CHECK(session.integer(count) == 3);
    world.database.execute("select pg_terminate_backend(" + std::to_string(world.connection->process()) + ")");
    try {
        session.integer(count);
        FAIL("no failure");
    } catch (const Failure& failure) {
        CHECK(failure.connection_lost());
        CHECK_FALSE(failure.commit_unknown());
    }
    CHECK(world.connection->broken());
}

TEST_CASE("a connection lost at the commit is a commit that nobody knows of") {
    World world;
    Session session = world.session(Mode::write);
    CHECK(session.integer(count) == 3);
    world.database.execute("select pg_terminate_backend(" + std::to_string(world.connection->process()) + ")");
    try {
        session.commit();
        FAIL("no failure");
    } catch (const Failure& failure) {
        CHECK(failure.connection_lost());
        CHECK(failure.commit_unknown());
    }
}

}  // namespace
}  // namespace tongguan::db
