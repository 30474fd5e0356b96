#include "platform/api/dispatch.h"

#include "base/sm3.h"
#include "platform/access/sessions.h"
#include "platform/api/gate.h"
#include "platform/api/query.h"
#include "platform/db/pool.h"
#include "platform/db/session.h"
#include "platform/i18n/texts.h"

namespace tongguan::api {

namespace {

constexpr int retry_busy = 1;      // seconds: a connection frees itself quickly
constexpr int retry_database = 5;  // seconds: a restart or a fail-over takes a few
constexpr int retry_disk = 60;     // seconds: somebody has to make room

// One request on its way through: what the steps share.
class Call {
public:
    Call(const Route& route, const Site& site, http::Request& request)
        : route_(route),
          site_(site),
          request_(request),
          language_(i18n::Texts::negotiate(request.header("accept-language"))) {}

    http::Response answer() {
        auto answered = attempt();
        if (answered) return *std::move(answered);
        if (answered.error().refusal.key == "access.no_right" && who_ && site_.denied)
            site_.denied(who_->actor, request_, route_.operation);
        return words(answered.error());
    }

private:
    // The request's catch of all that nobody below can act on (one of the three loops that catch, design §1.6).
    std::expected<http::Response, Problem> attempt() {
        try {
            return serve();
        } catch (const db::PoolExhausted& exhausted) {
            return failure(Refusal::Kind::unavailable, "api.busy", exhausted.what(), retry_busy);
        } catch (const db::Failure& broken) {
            using enum Refusal::Kind;
            if (broken.disk_full()) return failure(unavailable, "api.disk_full", broken.what(), retry_disk);
            if (broken.overloaded()) return failure(unavailable, "api.busy", broken.what(), retry_busy);
            if (broken.connection_lost())
                return failure(unavailable, "api.database_gone", broken.what(), retry_database);
            return failed(broken.what());
        } catch (const std::exception& error) {
            return failed(error.what());
        }
    }

    std::expected<http::Response, Problem> serve() {
        if (const auto token = request_.cookie(session_cookie); !token.empty()) who_ = site_.sessions.find(token);
        if (who_ && !who_->language.empty()) language_ = i18n::Texts::negotiate(who_->language);
        if (auto stopped = gate(route_, request_, who_.get(), site_.origin))
            return std::unexpected(*std::move(stopped));
        if (const auto known = check_query(request_, route_); !known) return refused(known.error());
        auto body = parse_body();
        if (!body) return refused(std::move(body).error());
        return route_.talk ? exchange(*body) : work(*body);
    }

    Result<Json> parse_body() const {
        if (!route_.writes() || (request_.body.empty() && route_.input == nullptr)) return Json(boost::json::object{});
        JsonLimits limits;
        if (route_.body_bytes != 0) limits.bytes = route_.body_bytes;
        Json body = TRY(parse_json(request_.body, limits));
        const bool nothing = body.is_object() && body.get_object().empty();
        if (route_.input == nullptr && !nothing) return invalid("api.body_unexpected");
        return body;
    }

    std::expected<http::Response, Problem> exchange(const Json& body) {
        Exchange talk{.request = request_, .who = who_, .body = body};
        auto told = route_.talk(talk);
        if (!told) {
            Problem problem = problem_of(std::move(told).error());
            extra_ = std::move(talk.headers);  // a refused sign-in may still set the device's cookie
            return std::unexpected(std::move(problem));
        }
        http::Response response = json(route_.success, *std::move(told));
        for (auto& header : talk.headers) response.headers.push_back(std::move(header));
        return response;
    }

    std::expected<http::Response, Problem> work(const Json& body) {
        const Context context{request_};
        const work::Act act = [&](Work& work) -> Result<work::Answer> {
            return work::Answer{.status = route_.success, .body = TRY(route_.run(work, context, body))};
        };
        const access::Actor& actor = who_ ? who_->actor : nobody();
        Result<work::Answer> answer = write_or_read(actor, act);
        if (!answer) return refused(std::move(answer).error());
        http::Response response = json(answer->status, std::move(answer->body));
        if (answer->replayed) response.set("idempotency-replayed", "true");
        return response;
    }

    Result<work::Answer> write_or_read(const access::Actor& actor, const work::Act& act) {
        if (!route_.writes()) {
            const db::Mode mode = route_.kind == Kind::snapshot ? db::Mode::snapshot : db::Mode::read;
            return work::read(site_.services, actor, request_.trace, mode, act);
        }
        work::Idempotency once{.key = TRY(idempotency_key(request_)), .route = {}, .body_digest = {}};
        if (!who_) once.key.clear();  // keys belong to an actor; nobody's would be everybody's
        if (route_.secret_answer) once.key.clear();
        if (!once.key.empty()) {
            once.route = route_.operation + " " + request_.path;
            once.body_digest = sm3_hex(request_.body);
        }
        return work::write(site_.services, actor, request_.trace, once, act);
    }

    static const access::Actor& nobody() {  // signed out, on an open route: no rights at all
        static const access::Actor actor;
        return actor;
    }
    static http::Response json(int status, std::string body) {
        http::Response response = http::Response::json(status, std::move(body));
        response.set("cache-control", "no-store");
        return response;
    }
    static Problem problem_of(Refusal refusal) { return {.status = 0, .refusal = std::move(refusal)}; }
    static std::unexpected<Problem> refused(Refusal refusal) { return std::unexpected(problem_of(std::move(refusal))); }

    void tell(std::string_view what) const {
        if (site_.failed) site_.failed(request_, route_.operation, what);
    }
    std::unexpected<Problem> failure(Refusal::Kind kind, std::string_view key, std::string_view what, int retry_after) {
        tell(what);
        return refused({.kind = kind, .key = std::string(key), .retry_after_s = retry_after});
    }
    std::unexpected<Problem> failed(std::string_view what) {
        tell(what);
        return std::unexpected(
            Problem{.status = 500, .refusal = {.key = "api.failed", .args = {{"trace", request_.trace}}}});
    }

    http::Response words(const Problem& what) {
        http::Response response = what.status == 0
                                      ? problem(what.refusal, site_.texts, language_, request_.trace)
                                      : problem(what.status, what.refusal, site_.texts, language_, request_.trace);
        for (auto& header : extra_) response.headers.push_back(std::move(header));
        return response;
    }

    const Route& route_;
    const Site& site_;
    http::Request& request_;
    std::string_view language_;
    std::shared_ptr<const access::Signed> who_;
    std::vector<http::Header> extra_;
};

}  // namespace

void mount(http::Router& router, const std::vector<Route>& routes, const Site& site) {
    for (const Route& route : routes) {
        if (!route.run == !route.talk) throw std::logic_error(route.operation + ": a route has either run or talk");
        http::Handler handler;
        handler.run = [&route, &site](http::Request& request) { return Call(route, site, request).answer(); };
        handler.heavy = route.heavy;
        handler.body_bytes = route.body_bytes;
        router.add(route.writes() ? http::Method::post : http::Method::get, route.path, std::move(handler));
    }
}

}  // namespace tongguan::api
