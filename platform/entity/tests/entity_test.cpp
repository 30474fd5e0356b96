#include <doctest/doctest.h>

#include "platform/entity/tests/things.h"

using namespace tongguan;
using namespace tongguan::entity;
using namespace tongguan::entity::testing;

namespace {
template <class Number>
std::int64_t integer(Number number) {
    const std::string bytes = BinaryRow::big_endian(number);
    return Cell{bytes.data(), static_cast<int>(bytes.size())}.integer();
}
bool has(const std::vector<std::string>& statements, std::string_view statement) {
    return std::find(statements.begin(), statements.end(), statement) != statements.end();
}
std::size_t count(const std::vector<std::string>& statements, std::string_view part) {
    return static_cast<std::size_t>(std::count_if(
        statements.begin(), statements.end(), [&](const std::string& s) { return s.find(part) != std::string::npos; }));
}
const Description& keyed() {
    struct Row {
        Id<Row> id;
        Id<Holder> parent_key;
    };
    static const Description description =
        describe_struct("testing.row", {field<&Row::id>(), field<&Row::parent_key>()});
    return description;
}
}  // namespace

TEST_CASE("a sealed field cannot be stored as long as nothing seals it: neither walls nor a table are made") {
    struct Sealed {
        Id<Sealed> id;
        std::string phone;
    };
    const Description open = describe_struct("testing.sealed", {field<&Sealed::id>(), field<&Sealed::phone>()});
    const Description sealed =
        describe_struct("testing.sealed", {field<&Sealed::id>(), field<&Sealed::phone>().sealed()});
    CHECK_NOTHROW(policies({"testing.sealed", "testing_sealed", {}, &open}));
    CHECK_THROWS_AS(policies({"testing.sealed", "testing_sealed", {}, &sealed}), std::logic_error);
    CHECK_THROWS_AS(create_table({"testing.sealed", "testing_sealed", {}, &sealed}), std::logic_error);
}

TEST_CASE("integers of every width and sign are decoded") {
    CHECK(integer(std::int16_t{-2}) == -2);
    CHECK(integer(std::int32_t{-70000}) == -70000);
    CHECK(integer(std::int32_t{2147483647}) == 2147483647);
    CHECK(integer(std::numeric_limits<std::int64_t>::min()) == std::numeric_limits<std::int64_t>::min());
    CHECK(integer(std::int64_t{1} << 62) == std::int64_t{1} << 62);
    CHECK_THROWS_AS((Cell{"123", 3}.integer()), std::logic_error);
    CHECK_THROWS_AS(Cell{}.integer(), std::logic_error);
    CHECK_THROWS_AS((Cell{"12", 2}.boolean()), std::logic_error);
    CHECK_THROWS_AS((Cell{"12345678", 8}.date()), std::logic_error);
    CHECK_THROWS_AS((Cell{"1234", 4}.instant()), std::logic_error);
}

TEST_CASE("arrays: empty, full, and what is not one") {
    BinaryRow row;
    row.integers({}).integers({-1, 5}).texts({}).texts({"", "甲"}).text("short").null();
    const auto cells = row.cells();
    CHECK(cells[0].integers().empty());
    CHECK(cells[1].integers() == std::vector<std::int64_t>{-1, 5});
    CHECK(cells[2].texts().empty());
    CHECK(cells[3].texts() == std::vector<std::string>{"", "甲"});
    CHECK_THROWS_AS(cells[4].integers(), std::logic_error);
    CHECK(cells[5].texts().empty());
    CHECK_THROWS_AS((Cell{cells[3].bytes, cells[3].size - 1}.texts()), std::logic_error);
    CHECK_THROWS_AS((Cell{cells[3].bytes, 20}.texts()), std::logic_error);
}

TEST_CASE("a row becomes the struct it was") {
    Pass pass;
    const BinaryRow row = sample_row();
    const auto cells = row.cells();
    load(describe<Pass>(), cells, &pass);
    const Pass wanted = sample_pass();
    CHECK(changes(describe<Pass>(), &wanted, &pass).empty());
    CHECK(pass.secret == wanted.secret);
    CHECK(json_of(pass) == json_of(wanted));
    // A second row into the same struct leaves nothing of the first.
    Pass filled = sample_pass();
    filled.note = "old";
    filled.sponsor = {9};
    load(describe<Pass>(), cells, &filled);
    CHECK_FALSE(filled.note.has_value());
    CHECK(filled.sponsor.value == 0);
}

TEST_CASE("a row of another shape is a bug and says so") {
    Pass pass;
    const BinaryRow row = sample_row();
    auto cells = row.cells();
    CHECK_THROWS_AS(load(describe<Pass>(), std::span(cells).first(21), &pass), std::logic_error);
    cells.push_back(Cell{});
    CHECK_THROWS_AS(load(describe<Pass>(), cells, &pass), std::logic_error);
    cells.pop_back();
    cells[3] = Cell{};  // title
    CHECK_THROWS_WITH_AS(load(describe<Pass>(), cells, &pass), "column title is NULL, which its member cannot be",
                         std::logic_error);
    cells[3] = Cell{"t", 1};
    cells[13] = Cell{"west", 4};  // gate
    CHECK_THROWS_AS(load(describe<Pass>(), cells, &pass), std::runtime_error);
}

TEST_CASE("columns stand in the order of the description") {
    CHECK(columns(entity::entity<Pass>()).starts_with("id, holder, sponsor, title, reason, days, "));
    CHECK(columns(entity::entity<Pass>()).ends_with(", secret, version"));
    CHECK(columns(entity::entity<Pass>(), "p").starts_with("p.id, p.holder, "));
}

TEST_CASE("the draft of a table") {
    const std::string sql = create_table(entity::entity<Pass>());
    const auto line = [&](std::string_view text) { return sql.find("    " + std::string(text)) != std::string::npos; };
    CHECK(sql.starts_with("create table testing_pass (\n    id bigint primary key,\n"));
    CHECK(line("holder bigint not null references testing_holder,\n"));
    CHECK(line("sponsor bigint references testing_holder,\n"));
    CHECK(line("title text not null constraint testing_pass_title_unique unique,\n"));
    CHECK(line("overnight boolean not null,\n"));
    CHECK(line("until date,\n"));
    CHECK(line("filed_at timestamptz not null,\n"));
    CHECK(line("fee bigint not null,\n"));
    CHECK(line("gate text not null constraint testing_pass_gate_choice check (gate in ('north', 'south', 'east')),\n"));
    CHECK(line("exit text constraint testing_pass_exit_choice check (exit in ('north', 'south', 'east')),\n"));
    CHECK(line("answers jsonb not null,\n"));
    CHECK(line("words text[] not null,\n"));
    CHECK(line("buildings bigint[] not null,\n"));
    CHECK(sql.ends_with("    version bigint not null\n);\n"));
    Entity indexed = entity::entity<Pass>();
    indexed.indexes = {"testing_pass_holder on testing_pass (holder, filed_at)"};
    CHECK(create_table(indexed).ends_with("create index testing_pass_holder on testing_pass (holder, filed_at);\n"));
    Entity nested{"testing.application", "testing_application", {}, &describe<Application>()};
    CHECK_THROWS_AS(create_table(nested), std::logic_error);
}

TEST_CASE("each shape gets the wall of its column, and none without one") {
    const auto walls = policies(entity::entity<Pass>());  // self = holder, unit = sponsor
    const std::string one = "(select current_setting('tongguan.scope')::bigint)";
    const std::string many = "any((select current_setting('tongguan.scope')::bigint[])::bigint[])";
    const auto wall = [&](std::string_view role, const std::string& rows) {
        return "create policy " + std::string(role) + " on testing_pass to " + std::string(role) + " using (" + rows +
               ") with check (" + rows + ")";
    };
    CHECK(walls[0] == "alter table testing_pass enable row level security");
    CHECK(walls[1] == "alter table testing_pass force row level security");
    CHECK(has(walls, wall("tongguan_self", "holder = " + one)));
    CHECK(has(walls, wall("tongguan_unit", "sponsor = " + one)));
    CHECK(has(walls, wall("tongguan_units", "sponsor = " + many)));
    CHECK(has(walls, wall("tongguan_record", "id = " + one)));
    CHECK(has(walls, wall("tongguan_all", "true")));
    CHECK(has(walls, wall("tongguan_engine", "true")));
    CHECK(count(walls, "create policy") == 6);  // no region, regions, handling
    CHECK(count(walls, "drop policy if exists") == 18);
    CHECK(count(walls, "grant select, insert, update on testing_pass to ") == 9);
    CHECK(count(walls, "delete") == 0);
}

TEST_CASE("rows that hang on another thing are seen through it; open ones by every reader") {
    const Entity hanging{"testing.row", "testing_row", Walls{.through = "parent_key", .through_table = "testing_pass"},
                         &keyed()};
    const auto walls = policies(hanging);
    CHECK(count(walls, "exists (select 1 from testing_pass parent where parent.id = testing_row.parent_key)") == 7);
    const Entity open{"testing.row", "testing_row", Walls{.open = true}, &keyed()};
    const auto doors = policies(open);
    CHECK(has(doors, "create policy tongguan_self_open on testing_row for select to tongguan_self using (true)"));
    CHECK(count(doors, "for select") == 7);
    CHECK(count(doors, "with check (true)") == 2);  // only all and engine write
}
