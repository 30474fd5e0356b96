// What the platform needs to know of a module: plain data returned by one function, `Module module()`, in its
// module.cpp. No base class, no self-registration; the list is modules/CMakeLists.txt and nothing else.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "platform/access/roles.h"
#include "platform/api/route.h"
#include "platform/db/migrate.h"
#include "platform/entity/entity.h"
#include "platform/indicator/indicator.h"
#include "platform/outbox/reaction.h"

namespace tongguan {

// What a person still holds in a module; what moves when a unit merges or splits. Same transaction, in list order.
struct Holding {
    std::string_view kind;  // text key
    std::int64_t id;
    std::string title;
};

// Which right a reader needs to be told that a thing of this kind changed (hints follow the same walls as reading).
struct Live {
    std::string_view entity;  // "service_centre.case"
    Permission permission;
};

struct Module {
    std::string_view name;
    std::vector<const entity::Entity*> entities{};
    std::vector<const db::Statement*> statements{};
    std::vector<std::string_view> views{};  // published for other modules to join, and its own line views
    // Of the engine's own libraries only: what every shape's role may do with their tables ("insert on audit_entry").
    std::vector<std::string_view> table_grants{};
    // … and what the engine's role may do with those of them that are no entity ("select, insert on outbox_event").
    std::vector<std::string_view> engine_grants{};
    std::vector<api::Route> routes{};
    std::vector<Permission> permissions{};
    std::vector<access::Grant> grants{};  // the shipped roles
    std::vector<outbox::Reaction> reactions{};
    std::vector<Live> live{};
    std::vector<indicator::Indicator> indicators{};
    std::vector<Holding> (*holdings)(Work&, Id<Person>) = nullptr;
    void (*reparent)(Work&, Id<Unit> from, Id<Unit> to) = nullptr;
    // Reference data that a real installation needs as well (regions, service items): run after every migration, in one
    // Work of the platform itself, and idempotent.
    Outcome (*reference)(Work&) = nullptr;
    Outcome (*demo)(const Services&) = nullptr;  // the module's part of the demo, by its own actions
};

}  // namespace tongguan
