#include "platform/testing/world.h"

#include "base/calendar.h"
#include "platform/access/directory.h"
#include "platform/access/roles.h"
#include "platform/audit/book.h"
#include "platform/db/pool.h"
#include "platform/db/script.h"
#include "platform/db/test_cluster.h"
#include "platform/task/task.h"
#include "platform/testing/schema.h"

namespace tongguan::testing {

namespace {

constexpr std::size_t connections = 8;
const Instant beginning = instant_at(make_date(2021, 12, 31), std::chrono::hours(9));
constexpr std::int64_t all_rights_person = 900'001;
constexpr std::int64_t all_rights_post = 900'002;
constexpr std::int64_t all_rights_unit = 900'003;

}  // namespace

struct World::State {
    std::vector<Module> modules;
    std::unique_ptr<ReadSchema> read;
    db::TestDatabase database;
    HandClock business{beginning};
    HandClock machine{beginning};
    IdSource ids{0};
    db::Pool pool;
    audit::Book audit{};
    std::vector<std::string> hints{};
    std::string last_event = "0";
    Services services;

    explicit State(std::vector<Module> wanted)
        : modules(std::move(wanted)),
          read(read_schema(modules)),
          database(template_of(read->schema)),
          pool({.conninfo = database.server_conninfo(), .size = connections}),
          services{.clocks = {business, machine}, .ids = ids, .pool = pool, .calendar = WorkingCalendar::published()} {
        services.audit = &audit;
        services.publish = [this](const std::vector<std::string>& topics) {
            hints.insert(hints.end(), topics.begin(), topics.end());
        };
    }

    std::vector<access::Grant> grants() const {
        std::vector<access::Grant> all = access::grants();
        const auto of_tasks = task::module().grants;
        all.insert(all.end(), of_tasks.begin(), of_tasks.end());
        for (const Module& module : modules) all.insert(all.end(), module.grants.begin(), module.grants.end());
        return all;
    }
};

World::World(std::vector<Module> modules) : state_(std::make_unique<State>(std::move(modules))) {}
World::~World() = default;

const Services& World::services() { return state_->services; }
HandClock& World::business() { return state_->business; }
HandClock& World::machine() { return state_->machine; }
void World::advance(Duration by) {
    state_->business.advance(by);
    state_->machine.advance(by);
}

access::Actor World::actor(std::string_view role, Id<Unit> unit, Id<Person> person, Id<Region> region,
                           std::vector<std::int64_t> unit_tree) {
    if (unit_tree.empty()) unit_tree.push_back(unit.value);
    access::PostHolder holder{.post = {person.value}, .person = person, .unit = unit, .region = region};
    holder.person_name = "测试人员" + std::to_string(person.value);
    holder.roles = {std::string(role)};
    holder.unit_tree = std::move(unit_tree);
    std::vector<access::RoleRight> rows;
    for (const access::Grant& grant : state_->grants())
        if (grant.role == role)
            rows.push_back({std::string(grant.role), std::string(grant.permission.key), grant.reach});
    if (rows.empty()) throw std::runtime_error("no module of this world ships the role " + std::string(role));
    return {.person = holder.person,
            .post = holder.post,
            .unit = holder.unit,
            .department = {},
            .region = holder.region,
            .session = person.value,
            .name = holder.person_name,
            .rights = std::make_shared<const access::Rights>(access::rights_of(holder, rows))};
}

access::Actor World::all_rights() {
    std::map<std::string, db::Scope, std::less<>> scopes;
    for (const Permission permission : access::permissions()) scopes.emplace(permission.key, db::Scope::all());
    for (const Module& module : state_->modules)
        for (const Permission permission : module.permissions) scopes.emplace(permission.key, db::Scope::all());
    return {.person = {all_rights_person},
            .post = {all_rights_post},
            .unit = {all_rights_unit},
            .department = {},
            .region = {},
            .session = all_rights_person,
            .name = "测试全权人员",
            .rights = std::make_shared<const access::Rights>(std::move(scopes))};
}

Outcome World::run(const access::Actor& actor, const std::function<Outcome(Work&)>& what, bool write) {
    const work::Act act = [&](Work& work) -> Result<work::Answer> {
        TRY(what(work));
        return work::Answer{};
    };
    const auto answer = write ? work::write(state_->services, actor, "test", {}, act)
                              : work::read(state_->services, actor, "test", db::Mode::read, act);
    if (!answer) return std::unexpected(answer.error());
    return Done{};
}

std::vector<std::string> World::events() {
    std::vector<std::string> names;
    db::Script script(owner_conninfo());
    for (const auto& row :
         script.rows("select id, name from outbox_event where id > $1::bigint and name <> 'work.Hinted' order by id",
                     {state_->last_event})) {
        state_->last_event = *row[0];
        names.push_back(*row[1]);
    }
    return names;
}

std::vector<std::string> World::hints() { return std::exchange(state_->hints, {}); }

std::int64_t World::count(std::string_view sql) { return std::stoll(text(sql)); }
std::string World::text(std::string_view sql) { return state_->database.text(sql); }
void World::execute(std::string_view sql) { state_->database.execute(sql); }
std::string World::owner_conninfo() const { return state_->database.owner_conninfo(); }
std::string World::server_conninfo() const { return state_->database.server_conninfo(); }
const db::Schema& World::schema() const { return state_->read->schema; }

}  // namespace tongguan::testing
