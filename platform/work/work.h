// One request, job or message is one Work: an actor, the two clocks, ids, one transaction, an outbox. It commits only
// if the action succeeds; what must outlive a refusal goes through note(). Modules never open transactions, read
// clocks or send messages themselves. READ COMMITTED with row versions; the dispatcher re-runs the whole action at
// most three times on 40001/40P01.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/clock.h"
#include "base/id.h"
#include "base/result.h"
#include "platform/access/actor.h"  // tidy: allow layers – a plain value; its header needs no library
#include "platform/db/session.h"
#include "platform/entity/entity.h"
#include "platform/work/audit_sink.h"

namespace tongguan {

namespace db {
class Pool;
}
namespace indicator {
class Catalogue;
}
namespace access {
class Sessions;
}

// What a process has one of, handed to every Work. Built in app/, or by testing::World.
struct Services {
    Clocks clocks;
    IdSource& ids;
    db::Pool& pool;
    const WorkingCalendar& calendar;
    bool demo = false;  // demo data for life: every page says so
    const indicator::Catalogue* indicators =
        nullptr;                           // all figures of this build; set in app/ once the modules are listed
    access::Sessions* sessions = nullptr;  // of this process: told at once when rights changed
    AuditSink* audit = nullptr;            // an action that writes without one throws: nothing goes past the audit
    // Hints of a committed Work, for the open pages of this process's readers.
    std::function<void(const std::vector<std::string>& topics)> publish{};
};

class Work {
public:
    // Bounds of one Work; past them is a bug.
    static constexpr std::size_t most_hints = 1'000;
    static constexpr std::size_t most_notes = 16;

    Work(const Services& services, db::Session& session, access::Actor actor, std::string trace);

    const access::Actor& actor() const { return actor_; }
    Instant now() const { return now_; }  // business time, fixed for the whole Work
    Date today() const { return date_of(now_); }
    Instant recorded_at() const { return recorded_at_; }  // machine time, fixed
    const WorkingCalendar& calendar() const { return services_.calendar; }
    const Services& services() const { return services_; }
    const std::string& trace() const { return trace_; }  // W3C trace id, in logs, audit and problems
    db::Session& db() { return session_; }

    template <class Thing>
    Id<Thing> new_id() {
        return {services_.ids.next(recorded_at_.millis())};
    }

    // Forbidden (key access.no_right, arg permission) when the actor's post does not carry the permission.
    Outcome require(Permission permission) const;

    // Inserts one row from its description, with an audit entry of its values. `verb` is the action's name as audit
    // shows it ("service_centre.case.submit"). With a permission the row must stand inside that permission's wall
    // (PostgreSQL refuses it otherwise); without, the engine writes it and the action has checked where it belongs.
    // Queued: a named constraint shows at the next read or at the commit, as the refusal constraint.<name>.
    template <class T>
    void insert(const T& row, std::string_view verb) {
        insert_row(entity::entity<T>(), &row, engine_right, verb);
    }
    template <class T>
    void insert(const T& row, Permission permission, std::string_view verb) {
        insert_row(entity::entity<T>(), &row, permission, verb);
    }
    // Version-checked update of one row, with the audit entry of its differences; sets after.version. A stale version
    // is a conflict (key work.stale_version, args who and when; `also` lists the fields that differ); a row outside the
    // permission's wall is not found. Nothing is written when nothing differs.
    template <class T>
    Outcome update(const T& before, T& after, Permission permission, std::string_view verb) {
        return update_row(entity::entity<T>(), &before, &after, permission, verb);
    }
    // The version the reader saw is still the one that stands; else work.stale_version with who and when, and in `also`
    // each field that was changed since, with what stood there before and what stands there now.
    template <class T>
    Outcome same_version(const T& row, std::int64_t seen) {
        if (row.version == seen) return Done{};
        return stale(entity::entity<T>(), row.id.value, row.version - seen, {});
    }

    // An event: a row of the outbox in the same transaction. `name` = "<module>.<EventName>", json its fields.
    void emit(std::string_view name, std::string json);
    // A hint for open pages ("this changed"); handed to Services::publish after the commit.
    // Topic: "service_centre.case:123".
    void hint(std::string_view topic);

    // An audit entry without a row difference (viewed, exported, denied).
    void audit(std::string_view verb, std::string_view entity_name, std::int64_t id,
               std::string_view detail_json = "{}");

    // What must outlive a refusal or a rollback: runs in a second short transaction after this one has ended,
    // whatever its end. When the action is run again, only the notes of its last run count.
    void note(std::function<void(Work&)> what);

    // --- the dispatcher's side ---
    struct AfterEnd {
        std::vector<std::string> hints;
        std::vector<std::function<void(Work&)>> notes;
    };
    AfterEnd& after_end() { return after_end_; }

private:
    void insert_row(const entity::Entity& entity, const void* row, Permission permission, std::string_view verb);
    Outcome update_row(const entity::Entity& entity, const void* before, void* after, Permission permission,
                       std::string_view verb);
    AuditSink& sink() const;
    std::unexpected<Refusal> stale(const entity::Entity& entity, std::int64_t id, std::int64_t changes,
                                   std::vector<Refusal> fields);
    const Services& services_;
    db::Session& session_;
    access::Actor actor_;
    std::string trace_;
    Instant now_;
    Instant recorded_at_;
    AfterEnd after_end_;
};

}  // namespace tongguan
