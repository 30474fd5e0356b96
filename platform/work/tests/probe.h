// A thing to work on, its table and its clerks, for the tests of this folder.
#pragma once

#include <condition_variable>
#include <mutex>

#include "platform/db/pool.h"
#include "platform/testing/audit.h"
#include "platform/testing/world.h"

namespace tongguan::probe {

inline constexpr Permission read{"probe.read"};
inline constexpr Permission change{"probe.change"};

struct Thing {
    Id<Thing> id;
    Id<Unit> unit;
    std::string name;
    std::optional<std::int64_t> seats{};
    std::optional<Date> opened{};
    std::vector<std::string> words{};
    std::int64_t version = 1;
};

}  // namespace tongguan::probe

namespace tongguan::entity {

template <>
inline const Description& describe<probe::Thing>() {
    using probe::Thing;
    static const Description made =
        describe_struct("probe.thing", {field<&Thing::id>(), field<&Thing::unit>(),
                                        field<&Thing::name>().max(80).unique(), field<&Thing::seats>(),
                                        field<&Thing::opened>(), field<&Thing::words>(), field<&Thing::version>()});
    return made;
}
template <>
inline const Entity& entity<probe::Thing>() {
    static const Entity made{.name = "probe.thing",
                             .table = "probe_thing",
                             .walls = {.unit = "unit"},
                             .description = &describe<probe::Thing>()};
    return made;
}

}  // namespace tongguan::entity

namespace tongguan::probe {

inline constexpr db::Statement by_id{"probe.by_id", read, "select {columns} from probe_thing where id = $1",
                                     &entity::entity<Thing>};
inline constexpr db::Statement count_all{"probe.count_all", engine_right, "select count(*) from probe_thing"};
inline constexpr db::Statement touch{"probe.touch", engine_right,
                                     "update probe_thing set seats = seats + 1 where id = $1"};

// A point that so many threads must have reached before any goes on; each passes it once.
class Meeting {
public:
    explicit Meeting(int expected) : missing_(expected) {}
    void arrive() {
        std::unique_lock lock(mutex_);
        if (--missing_ <= 0) all_.notify_all();
        all_.wait(lock, [this] { return missing_ <= 0; });
    }

private:
    std::mutex mutex_;
    std::condition_variable all_;
    int missing_;
};

// A world with the table of Thing, whose audit is counted in memory.
struct Place {
    testing::World world{};
    testing::TestAudit audit{};
    Services services = world.services();

    Place() {
        services.audit = &audit;
        const entity::Entity& thing = entity::entity<Thing>();
        world.execute(entity::create_table(thing) +
                      "alter table probe_thing add constraint probe_thing_seats check (seats >= 0);");
        for (const std::string& statement : entity::policies(thing)) world.execute(statement);
    }

    access::Actor clerk(std::int64_t unit, std::string name = "张示例") const {
        const db::Scope scope = db::Scope::one(db::Shape::unit, unit);
        std::map<std::string, db::Scope, std::less<>> scopes{{std::string(read.key), scope},
                                                             {std::string(change.key), scope}};
        access::Actor actor;
        actor.person = {7};
        actor.post = {8};
        actor.unit = {unit};
        actor.name = std::move(name);
        actor.rights = std::make_shared<const access::Rights>(std::move(scopes));
        return actor;
    }

    Outcome act(const access::Actor& actor, const std::function<Outcome(Work&)>& what) {
        const auto answer = work::write(services, actor, "test", {}, [&](Work& work) -> Result<work::Answer> {
            TRY(what(work));
            return work::Answer{};
        });
        if (!answer) return std::unexpected(answer.error());
        return Done{};
    }
    Outcome act(const std::function<Outcome(Work&)>& what) { return act(access::Actor::platform(), what); }

    void open(std::int64_t id, std::int64_t unit) {
        const Outcome opened = act([&](Work& work) -> Outcome {
            work.insert(Thing{.id = {id}, .unit = {unit}, .name = "会议室" + std::to_string(id), .seats = 12},
                        "probe.thing.open");
            return Done{};
        });
        if (!opened) throw std::runtime_error(opened.error().key);
    }
};

}  // namespace tongguan::probe
