// Migrations: what is run once, what is refused, and that declared and standing schema are really compared.
#include <doctest/doctest.h>

#include <thread>

#include "platform/db/migrate.h"
#include "platform/db/test_cluster.h"

namespace tongguan::db {
namespace {

struct Room {
    Id<Room> id;
    std::int64_t unit = 0;
    std::string name;
    std::optional<std::int64_t> seats;
};

}  // namespace
}  // namespace tongguan::db

namespace tongguan::entity {
template <>
const Description& describe<db::Room>() {
    using db::Room;
    static const Description made = describe_struct(
        "probe.room",
        {field<&Room::id>(), field<&Room::unit>(), field<&Room::name>().max(80).unique(), field<&Room::seats>()});
    return made;
}
template <>
const Entity& entity<db::Room>() {
    static const Entity made{
        .name = "probe.room", .table = "probe_room", .walls = {.unit = "unit"}, .description = &describe<db::Room>()};
    return made;
}
}  // namespace tongguan::entity

namespace tongguan::db {
namespace {

constexpr Migration first{"probe", "0001_rooms.sql",
                          "create table probe_room (id bigint primary key, unit bigint not null,"
                          " name text not null constraint probe_room_name_unique unique, seats bigint);"};
constexpr Migration second{"probe", "0002_fill.sql",
                           "insert into probe_room values (1, 10, 'a', 3), (2, 20, 'b', null)"};

Schema schema(std::vector<Migration> migrations) {
    return {.migrations = std::move(migrations), .entities = {&entity::entity<Room>()}, .grants = {}};
}

std::string refusal(const Outcome& outcome) { return outcome ? "accepted" : outcome.error().key; }

TEST_CASE("each file runs once, in order, whoever asks again") {
    TestDatabase database;
    CHECK(refusal(migrate(database.owner_conninfo(), schema({first}))) == "accepted");
    CHECK(refusal(migrate(database.owner_conninfo(), schema({first, second}))) == "accepted");
    CHECK(refusal(migrate(database.owner_conninfo(), schema({first, second}))) == "accepted");
    CHECK(database.text("select string_agg(file, ',' order by position) from tongguan_migration") ==
          "0001_rooms.sql,0002_fill.sql");
    CHECK(database.text("select count(*) from probe_room") == "2");
}

TEST_CASE("two programs that start at once take turns") {
    TestDatabase database;
    Outcome one = Done{};
    Outcome two = Done{};
    std::thread other([&] { one = migrate(database.owner_conninfo(), schema({first, second})); });
    two = migrate(database.owner_conninfo(), schema({first, second}));
    other.join();
    CHECK(refusal(one) == "accepted");
    CHECK(refusal(two) == "accepted");
    CHECK(database.text("select count(*) from probe_room") == "2");
}

TEST_CASE("history that does not fit is refused in words, and nothing is run") {
    TestDatabase database;
    REQUIRE(migrate(database.owner_conninfo(), schema({first, second})));
    constexpr Migration changed{"probe", "0002_fill.sql", "insert into probe_room values (1, 10, 'a', 4)"};
    constexpr Migration renamed{"probe", "0002_other.sql", "select 1"};
    constexpr Migration third{"probe", "0003_more.sql", "select 1"};
    constexpr Migration fourth{"probe", "0004_skip.sql", "select 1"};
    const auto asked = [&](std::vector<Migration> migrations) {
        return refusal(migrate(database.owner_conninfo(), schema(std::move(migrations))));
    };
    CHECK(asked({first, changed}) == "db.migrate.changed");
    CHECK(asked({first}) == "db.migrate.newer");
    CHECK(asked({}) == "db.migrate.newer");
    CHECK(asked({first, renamed}) == "db.migrate.missing");
    CHECK(asked({first, second, fourth}) == "db.migrate.gap");
    CHECK(asked({second, first}) == "db.migrate.gap");
    CHECK(asked({first, second, third}) == "accepted");
    const Outcome newer = migrate(database.owner_conninfo(), schema({first, second}));
    REQUIRE_FALSE(newer);
    CHECK(newer.error().args == Refusal::Args{{"owner", "probe"}, {"file", "0003_more.sql"}});
}

TEST_CASE("a file that fails leaves the database as it was") {
    TestDatabase database;
    REQUIRE(migrate(database.owner_conninfo(), schema({first})));
    constexpr Migration broken{"probe", "0002_broken.sql",
                               "insert into probe_room values (1, 10, 'a', 3); insert into nowhere values (1)"};
    constexpr Migration ending{"probe", "0002_broken.sql", "insert into probe_room values (1, 10, 'a', 3); commit"};
    CHECK(refusal(migrate(database.owner_conninfo(), schema({first, broken}))) == "db.migrate.failed");
    CHECK(database.text("select count(*) from probe_room") == "0");
    CHECK(database.text("select count(*) from tongguan_migration") == "1");
    CHECK(refusal(migrate(database.owner_conninfo(), schema({first, ending}))) == "db.migrate.failed");
    CHECK(refusal(migrate(database.owner_conninfo(), schema({first}))) == "accepted");
}

TEST_CASE("the login of the server holds no right of its own and inherits none") {
    TestDatabase database;
    REQUIRE(migrate(database.owner_conninfo(), schema({first, second})));
    CHECK(database.text("select rolinherit::text || rolsuper::text || rolbypassrls::text from pg_roles where rolname = "
                        "'tongguan_server'") == "falsefalsefalse");
    CHECK(database.text("select has_table_privilege('tongguan_server', 'probe_room', 'select')") == "f");
    CHECK(database.text("select has_table_privilege('tongguan_unit', 'probe_room', 'select')") == "t");
    CHECK(database.text("select has_table_privilege('tongguan_unit', 'tongguan_migration', 'select')") == "f");
    CHECK(database.text("select rolsuper from pg_roles where rolname = 'tongguan_owner'") == "f");
}

TEST_CASE("declared equals migrated, and every planted difference is found") {
    TestDatabase database;
    const Schema declared = schema({first});
    REQUIRE(migrate(database.owner_conninfo(), declared));
    CHECK(differences(database.owner_conninfo(), declared).empty());
    CHECK(draft(database.owner_conninfo(), declared).empty());

    const auto planted = [&](const char* plant, const char* undo, std::string_view expected) {
        CAPTURE(plant);
        database.execute(plant);
        const auto lines = differences(database.owner_conninfo(), declared);
        REQUIRE_FALSE(lines.empty());
        CHECK(lines.front().find(expected) != std::string::npos);
        database.execute(undo);
        CHECK(differences(database.owner_conninfo(), declared).empty());
    };
    planted("alter table probe_room add column extra text", "alter table probe_room drop column extra",
            "probe_room.extra: in the database");
    planted("alter table probe_room alter column seats set not null",
            "alter table probe_room alter column seats drop not null", "probe_room.seats: declared nullable");
    planted("alter table probe_room alter column unit drop not null",
            "alter table probe_room alter column unit set not null", "probe_room.unit: declared not null");
    planted("alter table probe_room alter column seats type integer",
            "alter table probe_room alter column seats type bigint",
            "probe_room.seats: declared bigint, in the database integer");
    planted("alter table probe_room drop constraint probe_room_name_unique",
            "alter table probe_room add constraint probe_room_name_unique unique (name)",
            "probe_room.name: declared unique");
    planted("alter table probe_room add constraint planted unique (seats)",
            "alter table probe_room drop constraint planted", "probe_room.seats: unique in the database");
}

TEST_CASE("a wall that was taken down or widened is found, and put up again by the next migration") {
    TestDatabase database;
    const Schema declared = schema({first});
    REQUIRE(migrate(database.owner_conninfo(), declared));
    for (const std::string_view plant :
         {"alter table probe_room disable row level security", "drop policy tongguan_unit on probe_room",
          "drop policy tongguan_unit on probe_room; create policy tongguan_unit on probe_room to tongguan_unit using "
          "(true)",
          "create policy planted on probe_room to tongguan_self using (true)",
          "grant delete on probe_room to tongguan_unit", "revoke select on probe_room from tongguan_all"}) {
        CAPTURE(plant);
        database.execute(plant);
        CHECK_FALSE(differences(database.owner_conninfo(), declared).empty());
        database.execute("delete from tongguan_walls");  // as after any migration
        REQUIRE(migrate(database.owner_conninfo(), declared));
        CHECK(differences(database.owner_conninfo(), declared).empty());
    }
}

TEST_CASE("the draft, run as it is, makes the database equal to the declarations") {
    TestDatabase database;
    const Schema declared =
        schema({{"probe", "0001_rooms.sql", "create table probe_room (id bigint primary key, name text)"}});
    // The walls need the unit's column: they fail, and the files before them stand.
    CHECK(refusal(migrate(database.owner_conninfo(), declared)) == "db.migrate.walls_failed");
    const std::string sql = draft(database.owner_conninfo(), declared);
    CHECK(sql.find("add column seats bigint") != std::string::npos);
    database.execute(sql);
    REQUIRE(migrate(database.owner_conninfo(), declared));
    CHECK(differences(database.owner_conninfo(), declared).empty());

    TestDatabase empty;
    REQUIRE(migrate(empty.owner_conninfo(), {}));
    CHECK(differences(empty.owner_conninfo(), declared) ==
          std::vector<std::string>{"probe_room: declared, but not in the database"});
    empty.execute(draft(empty.owner_conninfo(), declared));
    for (const std::string& statement : entity::policies(entity::entity<Room>())) empty.execute(statement);
    CHECK(differences(empty.owner_conninfo(), declared).empty());
}

TEST_CASE("migrations are found among embedded files by number") {
    constexpr std::array assets{Asset{"texts/zh.json", "{}"}, Asset{"migrations/0002_b.sql", "b"},
                                Asset{"migrations/0001_a.sql", "a"}};
    const auto found = migrations_of("probe", assets);
    REQUIRE(found.size() == 2);
    CHECK(found[0].file == "0001_a.sql");
    CHECK(found[1].sql == "b");
    CHECK(found[1].owner == "probe");
}

}  // namespace
}  // namespace tongguan::db
