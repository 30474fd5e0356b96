// Everything a process has one of, put together in one place and in one order: folder, database, schema, clocks, ids,
// modules, texts, figures. Commands take what they need from here; there are no globals.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/engine.h"
#include "app/folder.h"
#include "app/loading.h"
#include "app/settings.h"
#include "base/calendar.h"
#include "base/clock.h"
#include "platform/access/directory.h"
#include "platform/access/password.h"
#include "platform/audit/book.h"
#include "platform/db/cluster.h"
#include "platform/db/migrate.h"
#include "platform/db/pool.h"
#include "platform/i18n/texts.h"
#include "platform/indicator/catalogue.h"
#include "platform/work/work.h"

namespace tongguan {

// What an installation is, for life.
enum class Nature { real, demo };
struct Installation {
    Nature nature = Nature::real;
    Duration business_offset{};  // zero when real
    Instant made_at;
    bool whole = true;  // false while a demo is being loaded
};

class House {
public:
    // Opens the database and brings it to this build's schema. Refuses what Folder, Cluster, Pool and migrate refuse.
    // A demo whose loading was cut off is thrown away, so that it is loaded anew; refused when somebody is loading it
    // now (app.demo.being_loaded) or when the database is not ours to drop (app.demo.half_loaded).
    static Result<std::unique_ptr<House>> open(const Settings& settings, const Clock& machine);
    // The next migration as it could stand, from what is declared and what the migrations made: while a declared column
    // is missing, the house itself cannot open.
    static Result<std::string> draft(const Settings& settings, const Clock& machine);
    ~House();

    const Settings& settings() const { return settings_; }
    const Folder& folder() const { return folder_; }
    const std::vector<ListedModule>& modules() const { return modules_; }
    const i18n::Texts& texts() const { return texts_; }
    const std::optional<Installation>& installation() const { return installation_; }
    const Services& services() const { return *services_; }
    const access::Directory& directory() const { return *directory_; }
    const db::Cluster* cluster() const { return cluster_ ? &*cluster_ : nullptr; }  // nullptr with --database
    const std::string& owner_conninfo() const { return owner_; }
    const std::string& server_conninfo() const { return server_; }
    const std::string& seal_secret() const {
        return seal_secret_;
    }  // of the audit chain; empty until something is installed
    std::vector<api::Route> routes() const;           // of all modules
    std::vector<outbox::Reaction> reactions() const;  // … and of the program itself

    // Writes what this installation is, once; the business clock stands from then on. Refuses app.init.already {kind}.
    // `begun`: what belongs to it from its first moment, in the same transaction, by `founder`. A demo is half-loaded
    // until loaded() says that all of it is there.
    Outcome found(Nature nature, Duration business_offset, const access::Actor& founder = access::Actor::platform(),
                  const std::function<Outcome(Work&)>& begun = {});
    Outcome loaded();

private:
    explicit House(Settings settings, Folder folder, const Clock& machine);
    static Result<std::unique_ptr<House>> prepare(const Settings& settings, const Clock& machine);
    Outcome open_calendar();
    Outcome open_database();
    Outcome bring_up_to_date();
    Outcome open_schema();
    Outcome start_over();
    Outcome load_reference();
    Outcome read_installation();
    Outcome take_node();
    Outcome open_key();
    void set_clocks();

    Settings settings_;
    Folder folder_;
    const Clock& machine_;
    std::vector<ListedModule> modules_;
    i18n::Texts texts_;
    WorkingCalendar calendar_ = WorkingCalendar::published();
    indicator::Catalogue indicators_;
    std::optional<db::Cluster> cluster_;
    std::string owner_;
    std::string server_;
    std::optional<db::Pool> pool_;
    std::unique_ptr<LoadingLock> loading_;
    std::optional<Installation> installation_;
    std::unique_ptr<IdSource> ids_;
    std::unique_ptr<ShiftedClock> business_;
    std::unique_ptr<access::Directory> directory_;
    audit::Book audit_;
    std::string seal_secret_;
    std::unique_ptr<Services> services_;
};

db::Schema schema_of(const std::vector<ListedModule>& modules);
Result<i18n::Texts> texts_of(const std::vector<ListedModule>& modules);

}  // namespace tongguan
