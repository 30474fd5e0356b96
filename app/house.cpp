#include "app/house.h"

#include <fstream>
#include <iterator>

#include "app/live_wire.h"
#include "base/bytes.h"
#include "modules/organisation/api.h"
#include "platform/access/password.h"
#include "platform/work/run.h"

namespace tongguan {

namespace {

inline constexpr std::size_t audit_key_bytes = 32;
inline constexpr std::string_view database_name = "tongguan";
// Beside the workers: the heavy ones, outbox pump, sealer, session poll, live wire, one spare.
inline constexpr std::size_t background_connections = access::hashing_workers + 5;

constexpr db::Statement read_statement{"app.installation", engine_right,
                                       "select kind, business_offset_us, made_at, whole from installation"};
constexpr db::Statement found_statement{
    "app.installation_found", engine_right,
    "insert into installation (id, kind, business_offset_us, made_at, whole) values (1, $1, $2, $3, $4) "
    "on conflict do nothing"};
constexpr db::Statement loaded_statement{"app.installation_loaded", engine_right,
                                         "update installation set whole = true"};
constexpr db::Statement node_statement{"app.node", engine_right, "select nextval('installation_node')"};

constexpr std::string_view schema_grant = "usage on schema public";

// A run of the platform itself in a write transaction.
Outcome in_work(const Services& services, std::string_view trace, const std::function<Outcome(Work&)>& act,
                const access::Actor& actor = access::Actor::platform()) {
    const auto answer = work::write(services, actor, trace, {}, [&](Work& work) -> Result<work::Answer> {
        TRY(act(work));
        return work::Answer{};
    });
    if (!answer) return std::unexpected(answer.error());
    return Done{};
}

}  // namespace

db::Schema schema_of(const std::vector<ListedModule>& modules) {
    db::Schema schema;
    for (const ListedModule& listed : modules) {
        for (db::Migration& migration : db::migrations_of(listed.module.name, listed.assets))
            schema.migrations.push_back(std::move(migration));
        schema.entities.insert(schema.entities.end(), listed.module.entities.begin(), listed.module.entities.end());
        schema.grants.insert(schema.grants.end(), listed.module.table_grants.begin(), listed.module.table_grants.end());
        schema.views.insert(schema.views.end(), listed.module.views.begin(), listed.module.views.end());
        schema.engine_grants.insert(schema.engine_grants.end(), listed.module.engine_grants.begin(),
                                    listed.module.engine_grants.end());
    }
    schema.grants.push_back(schema_grant);
    return schema;
}

Result<i18n::Texts> texts_of(const std::vector<ListedModule>& modules) {
    i18n::Texts texts;
    for (const ListedModule& listed : modules)
        for (const Asset& file : listed.assets) {
            if (file.path == "texts/zh.json") TRY(texts.add("zh", file.content));
            if (file.path == "texts/en.json") TRY(texts.add("en", file.content));
        }
    return texts;
}

House::House(Settings settings, Folder folder, const Clock& machine)
    : settings_(std::move(settings)), folder_(std::move(folder)), machine_(machine), modules_(everything()) {}

House::~House() = default;

// Folder, texts and a database: all that stands without asking a table.
Result<std::unique_ptr<House>> House::prepare(const Settings& settings, const Clock& machine) {
    Folder folder = TRY(Folder::open(settings.data));
    std::unique_ptr<House> house(new House(settings, std::move(folder), machine));
    house->texts_ = TRY(texts_of(house->modules_));
    TRY(house->open_database());
    return house;
}

Result<std::string> House::draft(const Settings& settings, const Clock& machine) {
    const auto house = TRY(prepare(settings, machine));
    TRY(db::migrate(house->owner_, schema_of(house->modules_)));
    return db::draft(house->owner_, schema_of(house->modules_));
}

Result<std::unique_ptr<House>> House::open(const Settings& settings, const Clock& machine) {
    std::unique_ptr<House> house = TRY(prepare(settings, machine));
    std::vector<indicator::Indicator> indicators;
    for (const ListedModule& listed : house->modules_)
        indicators.insert(indicators.end(), listed.module.indicators.begin(), listed.module.indicators.end());
    house->indicators_ = indicator::Catalogue(std::move(indicators));
    house->directory_ = organisation::directory();
    TRY(house->open_calendar());
    TRY(house->bring_up_to_date());
    return house;
}

// The notice of a new year comes each autumn; nobody should need a new program for it.
Outcome House::open_calendar() {
    if (settings_.holidays.empty()) return Done{};
    std::ifstream stream(settings_.holidays, std::ios::binary);
    const std::string notices(std::istreambuf_iterator<char>(stream), {});
    if (!stream) return invalid("app.holidays.unreadable", {{"file", settings_.holidays}});
    auto with_them = calendar_.with(notices);
    if (!with_them) {
        const Refusal& why = with_them.error();
        return invalid("app.holidays.wrong", {{"file", settings_.holidays},
                                              {"line", why.args.empty() ? "" : why.args.back().second},
                                              {"why", texts_.text(settings_.language, why.key, why.args)}});
    }
    calendar_ = *std::move(with_them);
    return Done{};
}

Outcome House::open_database() {
    if (!settings_.database.empty()) {
        if (settings_.database_owner.empty()) return invalid("app.database.owner_missing");
        server_ = settings_.database;
        owner_ = settings_.database_owner;
        for (const std::string& conninfo : {owner_, server_}) TRY(db::Pool({.conninfo = conninfo, .size = 1}).check());
        return Done{};
    }
    cluster_.emplace(TRY(db::Cluster::open({.folder = folder_.cluster(), .socket_folder = folder_.socket_folder()})));
    TRY(cluster_->create_database(database_name));
    owner_ = cluster_->owner_conninfo(database_name);
    server_ = cluster_->server_conninfo(database_name);
    return Done{};
}

Outcome House::bring_up_to_date() {
    TRY(open_schema());
    if (installation_ && !installation_->whole) {
        TRY(start_over());
        TRY(open_schema());
    }
    TRY(open_key());
    TRY(take_node());
    set_clocks();
    return load_reference();
}

Outcome House::open_schema() {
    TRY(db::migrate(owner_, schema_of(modules_)));
    pool_.emplace(db::Pool::Options{.conninfo = server_, .size = settings_.workers + background_connections});
    TRY(pool_->check());
    ids_ = std::make_unique<IdSource>(0);
    set_clocks();
    return read_installation();
}

// Nobody can have worked in it yet: a demo is served only once it is whole.
Outcome House::start_over() {
    if (!LoadingLock::take(*pool_)) return conflict("app.demo.being_loaded");
    if (!cluster_) return conflict("app.demo.half_loaded");
    services_.reset();
    pool_.reset();
    installation_.reset();
    TRY(cluster_->drop_database(database_name));
    return cluster_->create_database(database_name);
}

void House::set_clocks() {
    const Duration offset = installation_ ? installation_->business_offset : Duration{};
    services_.reset();
    business_ = std::make_unique<ShiftedClock>(machine_, offset);
    services_ = std::make_unique<Services>(Services{.clocks = {*business_, machine_},
                                                    .ids = *ids_,
                                                    .pool = *pool_,
                                                    .calendar = calendar_,
                                                    .demo = installation_ && installation_->nature == Nature::demo,
                                                    .indicators = &indicators_,
                                                    .audit = &audit_});
}

Outcome House::read_installation() {
    return in_work(*services_, "open", [this](Work& work) -> Outcome {
        const db::Rows rows = work.db().run(read_statement);
        if (rows.empty()) return Done{};
        installation_ = Installation{.nature = rows.cell(0, 0).text() == "demo" ? Nature::demo : Nature::real,
                                     .business_offset = Duration{rows.cell(0, 1).integer()},
                                     .made_at = rows.cell(0, 2).instant(),
                                     .whole = rows.cell(0, 3).boolean()};
        return Done{};
    });
}

// The key of the audit chain: made with the installation, outside the database.
Outcome House::open_key() {
    if (!installation_) return Done{};
    seal_secret_ = TRY(read_secret(folder_.audit_key()));
    return Done{};
}

Outcome House::take_node() {
    std::int64_t node = 0;
    TRY(in_work(*services_, "open", [&](Work& work) -> Outcome {
        node = work.db().integer(node_statement).value();
        return Done{};
    }));
    ids_ = std::make_unique<IdSource>(node);
    return Done{};
}

Outcome House::load_reference() {
    return in_work(*services_, "reference", [this](Work& work) -> Outcome {
        std::vector<access::Grant> shipped;
        for (const ListedModule& listed : modules_) {
            shipped.insert(shipped.end(), listed.module.grants.begin(), listed.module.grants.end());
            if (listed.module.reference) TRY(listed.module.reference(work));
        }
        access::ship_roles(work, shipped);
        return Done{};
    });
}

Outcome House::found(Nature nature, Duration business_offset, const access::Actor& founder,
                     const std::function<Outcome(Work&)>& begun) {
    if (installation_)
        return conflict("app.init.already", {{"kind", installation_->nature == Nature::demo ? "demo" : "real"}});
    const bool demo = nature == Nature::demo;
    if (demo) loading_ = LoadingLock::take(*pool_);
    if (demo && !loading_) return conflict("app.demo.being_loaded");
    // A key that stands there is kept: of an init that was interrupted, or of another database, whose chain needs it.
    if (!std::filesystem::exists(folder_.audit_key())) write_secret(folder_.audit_key(), random_bytes(audit_key_bytes));
    const auto write_it = [&](Work& work) -> Outcome {
        work.db().later(found_statement,
                        db::Params(demo ? "demo" : "real", business_offset.count(), work.recorded_at(), !demo));
        return begun ? begun(work) : Outcome(Done{});
    };
    TRY(in_work(*services_, "init", write_it, founder));
    TRY(read_installation());
    TRY(open_key());
    set_clocks();
    return Done{};
}

Outcome House::loaded() {
    TRY(in_work(*services_, "demo", [](Work& work) -> Outcome {
        work.db().run(loaded_statement);
        return Done{};
    }));
    loading_->release();
    loading_.reset();
    return read_installation();
}

std::vector<api::Route> House::routes() const {
    std::vector<api::Route> routes;
    for (const ListedModule& listed : modules_)
        routes.insert(routes.end(), listed.module.routes.begin(), listed.module.routes.end());
    return routes;
}

std::vector<outbox::Reaction> House::reactions() const {
    std::vector<outbox::Reaction> all{calling_out()};
    for (const ListedModule& listed : modules_)
        all.insert(all.end(), listed.module.reactions.begin(), listed.module.reactions.end());
    return all;
}

}  // namespace tongguan
