#include "app/site.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <optional>

#include "app/live.h"
#include "app/live_wire.h"
#include "base/origin.h"
#include "platform/access/sessions.h"
#include "platform/access/sign_in.h"
#include "platform/account/routes.h"
#include "platform/api/dispatch.h"
#include "platform/audit/sealer.h"
#include "platform/db/cluster_watch.h"
#include "platform/http/proxies.h"
#include "platform/log/logger.h"
#include "platform/outbox/pump.h"
#include "platform/telemetry/metrics.h"
#include "platform/work/run.h"

namespace tongguan {

namespace {

inline constexpr std::int64_t retry_database = 5;  // seconds: a restart or a fail-over takes a few

log::Level level_of(std::string_view word) {
    if (word == "debug") return log::Level::debug;
    if (word == "warn") return log::Level::warn;
    if (word == "error") return log::Level::error;
    return log::Level::info;
}

std::string_view language_of(const http::Request& request) {
    return i18n::Texts::negotiate(request.header("accept-language"));
}

std::vector<Live> live_kinds(const House& house) {
    std::vector<Live> kinds;
    for (const ListedModule& listed : house.modules())
        kinds.insert(kinds.end(), listed.module.live.begin(), listed.module.live.end());
    return kinds;
}

}  // namespace

struct Site::State {
    House& house;
    const Clock& machine;
    const http::Proxies proxies;
    log::Logger log;
    telemetry::Registry metrics;
    telemetry::Family<telemetry::Counter>& answers;
    telemetry::Family<telemetry::Histogram>& seconds;
    LiveHints live;
    Services services;  // the house's, with what only a server has
    access::Sessions sessions;
    access::Hashing hashing;
    access::SignIn sign_in;
    std::vector<api::Route> routes;
    api::Site api;
    std::string contract;  // openapi.json
    audit::Sealer sealer;
    outbox::Pump pump;
    std::atomic<std::uint64_t> revivals{0};
    std::optional<db::ClusterWatch> watch;  // of the private cluster; nothing with --database
    LiveWire wire;

    State(House& opened, const Clock& clock);
    std::vector<api::Route> all_routes();
    audit::Sealer::Options sealer_options();
    db::ClusterWatch::Options watch_options();
    bool ready();
    std::optional<http::Response> listen(const http::Request& request, std::shared_ptr<http::Stream> stream);
    bool ends_with_session(const http::Request& request, const std::weak_ptr<http::Stream>& stream);
};

Site::State::State(House& opened, const Clock& clock)
    : house(opened),
      machine(clock),
      proxies(http::Proxies::parse(opened.settings().trusted_proxies).value()),  // the server refused a bad one
      log(clock, {.level = level_of(opened.settings().log_level), .file = opened.settings().log_file}),
      answers(metrics.counters("tongguan_http_answers_total", "Answers by method, route and status",
                               {"method", "route", "status"})),
      seconds(metrics.histograms("tongguan_http_seconds", "Seconds from the whole request to the answer, by route",
                                 {"route"})),
      live(live_kinds(opened)),
      services(opened.services()),
      sessions(services, opened.directory(),
               {.idle = std::chrono::minutes{opened.settings().session_idle_minutes},
                .absolute = std::chrono::minutes{opened.settings().session_absolute_minutes}}),
      sign_in(services, sessions, opened.directory(), hashing),
      routes(all_routes()),
      api{.services = services, .sessions = sessions, .texts = opened.texts(), .origin = opened.settings().origin},
      contract(api::openapi(routes, opened.texts(), TONGGUAN_VERSION)),
      sealer(opened.server_conninfo(), audit::SealKey(opened.seal_secret()), clock, sealer_options()),
      pump(services, opened.reactions(),
           [this](std::string_view consumer, std::int64_t event, std::string_view problem) {
               log.warn("outbox.trouble", {{"consumer", consumer}, {"event", event}, {"problem", problem}});
           }),
      wire(opened.server_conninfo(), live, origin_of(services.ids.next(clock.now().millis())),
           [this](std::string_view problem) { log.warn("live.wire_lost", {{"problem", problem}}); }) {
    if (opened.cluster() != nullptr) watch.emplace(*opened.cluster(), watch_options());
    services.sessions = &sessions;
    services.publish = [this](const std::vector<std::string>& topics) { live.publish(topics); };
    api.failed = [this](const http::Request& request, std::string_view operation, std::string_view what) {
        log.error("api.failed", {{"operation", operation}, {"what", what}}, request.trace);
    };
    api.denied = [this](const access::Actor& actor, const http::Request& request, std::string_view operation) {
        log.warn("api.denied", {{"operation", operation}, {"post", actor.post}}, request.trace);
    };
}

// The modules' routes, and those of signing in, which need what only a server has.
std::vector<api::Route> Site::State::all_routes() {
    std::vector<api::Route> all = account::routes(
        {.services = services, .sessions = sessions, .sign_in = sign_in, .directory = house.directory()});
    for (api::Route& route : house.routes()) all.push_back(std::move(route));
    return all;
}

audit::Sealer::Options Site::State::sealer_options() {
    return {.on_head = [this](const audit::Head& head) { log.info("audit.head", {{"head", audit::to_string(head)}}); },
            .head_file = house.folder().audit_head(),
            .trouble = [this](std::string_view problem) { log.error("audit.sealer", {{"problem", problem}}); }};
}

db::ClusterWatch::Options Site::State::watch_options() {
    return {.gone = [this] { log.error("cluster.gone"); },
            .failed =
                [this](int tries, const Refusal& why) {
                    log.error("cluster.start_failed", {{"tries", tries},
                                                       {"problem", why.key},
                                                       {"detail", house.texts().text("en", why.key, why.args)}});
                },
            .back =
                [this](int tries) {
                    revivals.fetch_add(1);
                    log.warn("cluster.back", {{"tries", tries}});
                }};
}

// Ready to answer: the database says something.
bool Site::State::ready() {
    try {
        return work::read(services, access::Actor::platform(), "ready", db::Mode::read,
                          [](Work& work) -> Result<work::Answer> {
                              static constexpr db::Statement alive{"app.alive", engine_right, "select 1"};
                              work.db().run(alive);
                              return work::Answer{};
                          })
            .has_value();
    } catch (const std::exception&) {  // asked by a probe: an unreachable database is an answer, not a failure
        return false;
    }
}

// A signed-out browser hears nothing more, and another post hears something else. False: the session is over already.
bool Site::State::ends_with_session(const http::Request& request, const std::weak_ptr<http::Stream>& stream) {
    return sessions.follow(
        request.cookie(api::session_cookie),
        [stream] {
            const auto held = stream.lock();
            return held && held->open();
        },
        [stream] {
            if (const auto held = stream.lock()) held->end();
        });
}

// Run by a worker like any request, and answered like one when the database is away.
std::optional<http::Response> Site::State::listen(const http::Request& request, std::shared_ptr<http::Stream> stream) {
    try {
        const auto reader = sessions.find(request.cookie(api::session_cookie));
        if (!reader || !ends_with_session(request, stream))
            return api::problem({.kind = Refusal::Kind::unauthenticated, .key = "access.signed_out"}, house.texts(),
                                language_of(request), request.trace);
        live.listen(std::move(stream), reader->actor);
        return std::nullopt;
    } catch (const db::Failure& failure) {
        log.error("api.failed", {{"operation", "events"}, {"what", failure.what()}}, request.trace);
        return api::problem({.kind = Refusal::Kind::unavailable,
                             .key = "api.database_gone",
                             .args = {{"trace", request.trace}},
                             .retry_after_s = retry_database},
                            house.texts(), language_of(request), request.trace);
    }
}

Site::Site(House& house, const Clock& machine) : state_(std::make_unique<State>(house, machine)) {}

Site::~Site() = default;

void Site::mount(http::Router& router) {
    State& site = *state_;
    api::mount(router, site.routes, site.api);

    router.add(http::Method::get, "/health/live",
               {.run = [](http::Request&) { return http::Response::text(200, "live\n"); }, .inline_ = true});
    router.add(http::Method::get, "/health/ready", {.run = [&site](http::Request&) {
                   return site.ready() ? http::Response::text(200, "ready\n") : http::Response::text(503, "database\n");
               }});
    router.add(http::Method::get, "/metrics", {.run = [&site](http::Request& request) {
                   if (site.proxies.inside(request)) return http::Response::text(200, site.metrics.exposition());
                   return api::problem({.kind = Refusal::Kind::forbidden, .key = "app.metrics.inside_only"},
                                       site.house.texts(), language_of(request), request.trace);
               }});
    router.add(http::Method::get, "/api/openapi.json",
               {.run = [&site](http::Request&) { return http::Response::json(200, site.contract); }});
    router.add(http::Method::get, "/api/events",
               {.stream = [&site](http::Request& request, std::shared_ptr<http::Stream> stream) {
                   return site.listen(request, std::move(stream));
               }});
}

void Site::watch(http::Server& server) {
    State& site = *state_;
    telemetry::add_process_metrics(site.metrics, site.machine.now());
    site.metrics.gauge_from("tongguan_http_connections", "Open connections",
                            [&server] { return static_cast<double>(server.counters().connections_open); });
    site.metrics.gauge_from("tongguan_http_queue", "Requests waiting for a worker",
                            [&server] { return static_cast<double>(server.counters().queue_depth); });
    site.metrics.counter_from("tongguan_http_refused_total", "Requests refused because all workers were busy",
                              [&server] { return static_cast<double>(server.counters().refused_503); });
    site.metrics.counter_from("tongguan_log_dropped_total", "Log lines lost",
                              [&site] { return static_cast<double>(site.log.dropped()); });
    site.metrics.counter_from("tongguan_cluster_revivals_total", "Times the private PostgreSQL was started again",
                              [&site] { return static_cast<double>(site.revivals.load()); });
    // How far events are behind, and those given up after their tries: -1 while the database cannot be asked.
    const auto asked = [](auto&& question) -> double {
        try {
            return static_cast<double>(question());
        } catch (const std::exception&) {  // asked by a collector: an unreachable database is an answer
            return -1;
        }
    };
    site.metrics.gauge_from("tongguan_outbox_behind_ms", "Age of the oldest event that a consumer has not had",
                            [&site, asked] { return asked([&] { return site.pump.behind_ms(); }); });
    site.metrics.gauge_from("tongguan_outbox_parked", "Events given up after their tries, waiting to be released",
                            [&site, asked] { return asked([&] { return site.pump.parked().size(); }); });
    server.on_answer([&site](http::Method method, std::string_view pattern, int status, double seconds) {
        site.answers.with({http::name_of(method), pattern, std::to_string(status)}).add();
        site.seconds.with({pattern}).observe(seconds);
    });
    server.on_failure([&site](std::string_view trace, std::string_view what) {
        site.log.error("http.failed", {{"what", what}}, trace);
    });
}

Outcome Site::writable(const std::string& log_file) {
    if (log_file.empty()) return Done{};
    const int opened = ::open(log_file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (opened < 0) return invalid("app.log_file.unwritable", {{"file", log_file}, {"why", std::strerror(errno)}});
    ::close(opened);
    return Done{};
}

void Site::reopen_log() { state_->log.reopen(); }

void Site::start() {
    state_->sealer.start();
    state_->pump.start();
    if (state_->watch) state_->watch->start();
    state_->wire.start();
    state_->log.info("site.started", {{"version", TONGGUAN_VERSION}, {"demo", state_->services.demo}});
}

}  // namespace tongguan
