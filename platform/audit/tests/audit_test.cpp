// The audit over a real database: what is kept, who seals it, what its page shows.
#include <cstdlib>
#include <filesystem>

#include "platform/audit/tests/fixture.h"
#include "platform/audit/views.h"

namespace tongguan::audit {

TEST_CASE("an action, its entry and its place in the queue commit together or not at all") {
    Fixture f;
    f.entries(2);
    CHECK(f.world.count("select count(*) from audit_entry") == 2);
    CHECK(f.world.count("select count(*) from audit_value") == 2);
    CHECK(f.world.count("select count(*) from audit_pending") == 2);
    CHECK(f.world.text("select content from audit_value order by entry limit 1") == R"({"detail":{"note":"第1步"}})");
    CHECK(f.world.text(
              "select verb || ' ' || person || ' ' || unit || ' ' || trace from audit_entry order by id limit 1") ==
          "test.step 21 11 0af7651916cd43dd8448eb211c80319c");
    const auto refused = work::write(f.services, f.clerk, "t", {}, [](Work& work) -> Result<work::Answer> {
        work.audit("test.step", "test.thing", 9);
        return conflict("test.no");
    });
    CHECK_FALSE(refused);
    CHECK(f.world.count("select count(*) from audit_entry") == 2);
}

TEST_CASE("nobody may change or delete what was written, not even the engine") {
    Fixture f;
    const std::string roles =
        "select count(*) from pg_roles where rolname in ('tongguan_self', 'tongguan_unit', 'tongguan_units', "
        "'tongguan_region', 'tongguan_regions', 'tongguan_handling', 'tongguan_record', 'tongguan_all', "
        "'tongguan_engine', 'tongguan_server') ";
    CHECK(f.world.count(roles) == 10);
    for (const std::string table : {"audit_entry", "audit_seal"})
        for (const std::string right : {"update", "delete", "truncate"})
            CHECK(f.world.count(roles + "and has_table_privilege(rolname, '" + table + "', '" + right + "')") == 0);
    CHECK(f.world.count(roles + "and has_table_privilege(rolname, 'audit_entry', 'select')") == 2);  // all, engine
    CHECK(f.world.count(roles + "and has_table_privilege(rolname, 'audit_value', 'update')") == 0);
    CHECK(f.world.count(roles + "and has_table_privilege(rolname, 'audit_value', 'delete')") == 1);  // engine: erasures
}

TEST_CASE("sealed entries make a whole chain, and its head goes out once a minute") {
    Fixture f;
    Sealer sealer = f.sealer({.batch = 4, .on_head = [&](const Head& head) { f.told.push_back(head); }});
    f.entries(10);
    CHECK(sealer.seal() == 10);
    CHECK(sealer.seal() == 0);
    CHECK(f.world.count("select count(*) from audit_pending") == 0);
    const Report report = f.check();
    CHECK(report.whole());
    CHECK(report.sealed == 10);
    CHECK(report.head.sequence == 10);
    CHECK(report.unsealed == 0);
    REQUIRE(f.told.size() == 1);
    CHECK(f.told[0].mac == report.head.mac);
    f.entries(1);
    sealer.seal();
    CHECK(f.told.size() == 1);
    f.world.advance(std::chrono::minutes{1});
    sealer.seal();
    CHECK(f.told.size() == 2);
    f.world.advance(std::chrono::minutes{1});
    sealer.seal();
    CHECK(f.told.size() == 2);  // nothing new
}

TEST_CASE("a clock that is set back does not keep the head of the chain from being told") {
    Fixture f;
    Sealer sealer = f.sealer({.on_head = [&](const Head& head) { f.told.push_back(head); }});
    f.entries(1);
    CHECK(sealer.seal() == 1);
    REQUIRE(f.told.size() == 1);
    f.world.advance(-std::chrono::hours{1});
    f.entries(1);
    CHECK(sealer.seal() == 1);
    CHECK(f.told.size() == 2);
    CHECK(f.check().whole());
}

TEST_CASE("a head that cannot be written leaves the one that stands, and the sealing goes on") {
    Fixture f;
    std::string name = "/tmp/tongguan-head-XXXXXX";
    REQUIRE(mkdtemp(name.data()) != nullptr);
    const std::filesystem::path folder = name;
    const auto file = folder / "audit.head";
    Sealer sealer = f.sealer({.head_every = {}, .head_file = file});
    f.entries(1);
    CHECK(sealer.seal() == 1);
    CHECK(read_head(file)->sequence == 1);
    std::filesystem::create_symlink("/dev/full", file.string() + ".new");  // a device that is always full
    f.entries(1);
    CHECK_THROWS_AS(sealer.seal(), std::runtime_error);
    CHECK(read_head(file)->sequence == 1);
    CHECK(f.check().sealed == 2);
    std::filesystem::remove(file.string() + ".new");
    f.entries(1);
    CHECK(sealer.seal() == 1);
    CHECK(read_head(file)->sequence == 3);
    std::filesystem::remove_all(folder);
}

TEST_CASE("an entry with a smaller id that commits later is sealed exactly once") {
    Fixture f;
    Sealer sealer = f.sealer();
    f.write([&](Work& slow) -> Outcome {
        slow.audit("test.slow", "test.thing", 1);
        CHECK(slow.db().run(db::Statement{"test.one", engine_right, "select 1"}).size() ==
              1);  // the entry is in, not committed
        f.world.advance(std::chrono::seconds{1});
        f.entries(3);
        CHECK(sealer.seal() == 3);
        return Done{};
    });
    CHECK(sealer.seal() == 1);
    CHECK(f.world.text("select verb from audit_entry order by id limit 1") == "test.slow");
    CHECK(f.world.text("select e.verb from audit_seal s join audit_entry e on e.id = s.entry where s.sequence = 4") ==
          "test.slow");
    CHECK(f.check().whole());
}

TEST_CASE("two sealers never both seal; the second goes on when the first is gone") {
    Fixture f;
    f.entries(2);
    {
        Sealer first = f.sealer();
        Sealer second = f.sealer();
        CHECK(first.seal() == 2);
        f.entries(2);
        CHECK(second.seal() == 0);
        CHECK_FALSE(second.leads());
        CHECK(first.seal() == 2);
        f.entries(1);
    }
    Sealer third = f.sealer();
    CHECK(third.seal() == 1);
    CHECK(f.check().whole());
    CHECK(f.world.count("select count(distinct entry) from audit_seal") == 5);
}

TEST_CASE("a sealer whose connection is cut loses the lead and takes it up again") {
    Fixture f;
    Sealer sealer = f.sealer();
    f.entries(1);
    CHECK(sealer.seal() == 1);
    f.tamper(
        "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and pid <> pg_backend_pid() "
        "and database = (select oid from pg_database where datname = current_database())");
    f.entries(1);
    std::int64_t sealed = 0;
    try {
        sealed = sealer.seal();
    } catch (const db::Failure&) {
        CHECK_FALSE(sealer.leads());
    }
    sealed += sealer.seal();
    CHECK(sealed == 1);
    CHECK(f.check().whole());
}

TEST_CASE("the audit's page: filters, pages, one entry, the state") {
    Fixture f;
    Sealer sealer = f.sealer();
    f.entries(7);
    sealer.seal();
    f.check();
    f.entries(1);
    const auto see = [&](auto reading) {
        auto answer = decltype(reading(std::declval<Work&>())){};
        const auto done = work::read(f.services, f.clerk, "t", db::Mode::read, [&](Work& work) -> Result<work::Answer> {
            answer = reading(work);
            if (!answer) return std::unexpected(answer.error());
            return work::Answer{};
        });
        return answer;
    };
    const auto list = [&](std::vector<std::pair<std::string, std::string>> filters, std::string cursor = {},
                          std::size_t limit = 5) {
        return see([&](Work& work) {
            return list_entries(work, {.filters = filters, .sort = {}, .cursor = cursor, .limit = limit});
        });
    };
    const auto first = list({});
    REQUIRE(first);
    REQUIRE(first->items.size() == 5);
    CHECK(first->items[0].record.value == 1);
    CHECK_FALSE(first->items[0].sequence.has_value());
    CHECK(first->items[1].sequence == 7);
    CHECK(first->items[1].name == f.clerk.name);
    const auto second = list({}, first->next);
    REQUIRE(second);
    CHECK(second->items.size() == 3);
    CHECK(second->next.empty());
    CHECK(list({{"person", "21"}}, {}, 50)->items.size() == 8);
    CHECK(list({{"person", "22"}})->items.empty());
    CHECK(list({{"person", "21"}, {"verb", "test.other"}})->items.empty());
    CHECK(list({{"verb", "test.step"}}, {}, 50)->items.size() == 8);
    CHECK(list({{"entity", "test.thing"}, {"record", "3"}})->items.size() == 1);
    CHECK(list({{"entity", "test.thing"}, {"record", "1"}, {"person", "21"}})->items.size() == 2);
    CHECK(list({{"from", "2021-12-31"}, {"until", "2021-12-31"}}, {}, 50)->items.size() == 8);
    CHECK(list({{"until", "2021-12-30"}})->items.empty());
    CHECK(list({{"from", "2022-01-01"}})->items.empty());
    // Every day there is may be asked for, also those past the last key that can be given out.
    for (const char* until : {"2089-09-07", "2099-12-31", "2199-12-31", "9999-12-31", "9999-12-31T23:59:59+08:00"})
        CHECK_MESSAGE(list({{"until", until}}, {}, 50)->items.size() == 8, until);
    for (const char* from : {"0001-01-01", "1969-12-31", "0001-01-01T00:00:00+08:00"})
        CHECK_MESSAGE(list({{"from", from}}, {}, 50)->items.size() == 8, from);
    CHECK(list({{"until", "9999-12-31T23:59:59-23:59"}}).error().field == "until");  // no day of ours any more
    CHECK(list({{"from", "9999-12-31"}})->items.empty());
    CHECK(list({{"until", "0001-01-01"}})->items.empty());
    CHECK(list({{"person", "21"}}, first->next).error().key == "api.cursor");  // of another filter
    CHECK(list({{"record", "3"}}).error().key == "audit.filter.record_needs_entity");
    CHECK(list({{"person", "x"}}).error().field == "person");
    CHECK(list({{"from", "gestern"}}).error().field == "from");
    CHECK(list({}, "bm9uc2Vuc2U").error().key == "api.cursor");

    const auto view = see([&](Work& work) { return view_entry(work, first->items[1].id); });
    REQUIRE(view);
    CHECK(view->values_hold);
    CHECK(view->values.json == R"({"detail":{"note":"第7步"}})");
    CHECK(f.world.count("select count(*) from audit_entry where verb = 'audit.view_entry'") == 1);
    f.tamper("update audit_value set content = '{}' where entry = " + entry_at(7));
    CHECK_FALSE(see([&](Work& work) { return view_entry(work, first->items[1].id); })->values_hold);
    CHECK(see([&](Work& work) { return view_entry(work, Id<Entry>{404}); }).error().key == "audit.entry_not_found");

    const auto state = see([](Work& work) { return view_state(work); });
    REQUIRE(state);
    CHECK(state->head == 7);
    CHECK(state->unsealed == 3);
    CHECK(state->findings == 0);
    CHECK(state->checked_seals == 7);
}

TEST_CASE("a stranger to the audit cannot ask it anything") {
    Fixture f;
    f.entries(1);
    const access::Actor nobody = f.world.actor(access::role::employee, {11}, {31});
    CHECK_THROWS_AS((void)work::read(f.services, nobody, "t", db::Mode::read,
                                     [](Work& work) -> Result<work::Answer> {
                                         TRY(list_entries(work, {.filters = {}, .sort = {}, .cursor = {}, .limit = 5}));
                                         return work::Answer{};
                                     }),
                    std::logic_error);
}

TEST_CASE("who changed a record last") {
    Fixture f;
    f.entries(2);
    f.write([&](Work& work) -> Outcome {
        const auto last = f.book.last_change(work, "test.thing", 2, 1);
        REQUIRE(last);
        CHECK(last->who == f.clerk.name);
        CHECK_FALSE(f.book.last_change(work, "test.thing", 3, 1));
        return Done{};
    });
}

TEST_CASE("what was changed since a version: each field once, from its oldest value to its newest") {
    Fixture f;
    entity::Field title, seats;
    title.name = "title";
    title.type = entity::Type::text;
    seats.name = "seats";
    seats.type = entity::Type::integer;
    const auto change = [&](std::vector<entity::Change> changes) {
        f.write([&](Work& work) -> Outcome {
            f.book.append(work, {.verb = "test.edit", .entity = "test.thing", .record_id = 7, .changes = changes});
            return Done{};
        });
    };
    change({{&title, "甲", "乙"}});
    change({{&title, "乙", "丙"}, {&seats, std::int64_t{3}, std::int64_t{4}}});
    f.write([](Work& work) -> Outcome {
        work.audit("test.view", "test.thing", 7);  // changes nothing
        return Done{};
    });
    change({{&title, "丙", "丁"}, {&seats, std::int64_t{4}, std::int64_t{3}}});
    const auto told = [&](std::int64_t changes) {
        std::string all;
        f.write([&](Work& work) -> Outcome {
            const auto last = f.book.last_change(work, "test.thing", 7, changes);
            for (const ChangedField& field : last->fields)
                all += field.name + ":" + field.before + ">" + field.after + " ";
            return Done{};
        });
        return all;
    };
    CHECK(told(1) == "title:丙>丁 seats:4>3 ");
    CHECK(told(2) == "title:乙>丁 ");  // the seats are as they were
    CHECK(told(9) == "title:甲>丁 ");
}

TEST_CASE("a head as a line of text comes back, and nothing else does") {
    const Head head{.sequence = 12, .mac = std::string(32, '\x5a')};
    const auto read = parse_head(to_string(head) + "\n");
    REQUIRE(read);
    CHECK(read->sequence == 12);
    CHECK(read->mac == head.mac);
    const std::string mac = hex(head.mac);
    for (const std::string& bad :
         std::vector<std::string>{"", "12", "12 ", "x 5a", "12 5a5a", "-1 " + mac, "12  " + mac, "12 " + mac + "00"})
        CHECK_FALSE(parse_head(bad));
    CHECK_THROWS(SealKey("short"));
}

}  // namespace tongguan::audit
