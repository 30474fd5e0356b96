// The walls around a table's rows (design §1.8): one policy per shape's role. The setting is read in a scalar
// sub-select, so it is evaluated once for a statement and an index on the column is used; one policy for all shapes
// with an OR cost fifty times as much.
#include <array>

#include "platform/entity/storable.h"

namespace tongguan::entity {

namespace {

constexpr std::string_view one = "(select current_setting('tongguan.scope')::bigint)";
// The outer cast keeps PostgreSQL from reading any((select …)) as a set of rows.
constexpr std::string_view many = "any((select current_setting('tongguan.scope')::bigint[])::bigint[])";

struct Wall {
    std::string_view role;
    std::string Walls::* column;
    std::string_view setting;
};
constexpr std::array<Wall, 6> walls{{
    {"tongguan_self", &Walls::self, one},
    {"tongguan_unit", &Walls::unit, one},
    {"tongguan_units", &Walls::unit, many},
    {"tongguan_region", &Walls::region, one},
    {"tongguan_regions", &Walls::region, many},
    {"tongguan_handling", &Walls::handling, one},
}};
constexpr std::string_view record_role = "tongguan_record";
constexpr std::array<std::string_view, 2> unwalled{"tongguan_all", "tongguan_engine"};

// Which rows a role sees, as a condition; empty = none.
std::string condition(const Entity& entity, const Wall& wall) {
    const std::string& column = entity.walls.*wall.column;
    return column.empty() ? std::string() : column + " = " + std::string(wall.setting);
}

// Whoever sees the thing it hangs on sees the row: the parent's own policies answer, under the same role.
std::string through(const Entity& entity) {
    return "exists (select 1 from " + entity.walls.through_table + " parent where parent.id = " + entity.table + "." +
           entity.walls.through + ")";
}

class Policies {
public:
    explicit Policies(const Entity& entity) : entity_(entity) {
        statements_.push_back("alter table " + entity.table + " enable row level security");
        statements_.push_back("alter table " + entity.table + " force row level security");
    }

    // `rows` empty: the role sees nothing, unless the table is open.
    void role(std::string_view name, const std::string& rows) {
        drop(name, "");
        drop(name, "_open");
        if (!rows.empty()) create(name, "", "using (" + rows + ") with check (" + rows + ")");
        if (entity_.walls.open && rows != "true") create(name, "_open", "for select", " using (true)");
        statements_.push_back("grant select, insert, update on " + entity_.table + " to " + std::string(name));
    }

    std::vector<std::string> take() { return std::move(statements_); }

private:
    void drop(std::string_view name, std::string_view kind) {
        statements_.push_back("drop policy if exists " + std::string(name) + std::string(kind) + " on " +
                              entity_.table);
    }
    void create(std::string_view name, std::string_view kind, const std::string& what, std::string_view rest = {}) {
        std::string sql = "create policy " + std::string(name) + std::string(kind) + " on " + entity_.table;
        if (rest.empty())
            sql += " to " + std::string(name) + " " + what;
        else
            sql += " " + what + " to " + std::string(name) + std::string(rest);
        statements_.push_back(std::move(sql));
    }

    const Entity& entity_;
    std::vector<std::string> statements_;
};

}  // namespace

std::vector<std::string> policies(const Entity& entity) {
    require_storable(entity);
    Policies made(entity);
    const bool hangs = !entity.walls.through.empty();
    for (const Wall& wall : walls) {
        std::string rows = condition(entity, wall);
        if (rows.empty() && hangs) rows = through(entity);
        made.role(wall.role, rows);
    }
    std::string rows;
    if (hangs)
        rows = through(entity);
    else if (entity.description->find("id") != nullptr)
        rows = "id = " + std::string(one);
    made.role(record_role, rows);
    for (const std::string_view role : unwalled) made.role(role, "true");
    return made.take();
}

}  // namespace tongguan::entity
