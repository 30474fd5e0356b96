// From the route table to HTTP: session, CSRF, permission, idempotency, limits, problems in the reader's language.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/api/route.h"
#include "platform/http/server.h"

namespace tongguan::access {
class Sessions;
}
namespace tongguan::i18n {
class Texts;
}

namespace tongguan::api {

inline constexpr std::string_view session_cookie = "__Host-tongguan";

struct Site {
    const Services& services;
    access::Sessions& sessions;
    const i18n::Texts& texts;
    std::string
        // the one origin that may write, e.g. https://tongguan.hangzhou.gov.cn; empty = the Host it was asked under
        origin{};
    // What nobody can act on, for the log: never shown to the reader, who gets the trace.
    std::function<void(const http::Request&, std::string_view operation, std::string_view what)> failed{};
    // Somebody signed in asked for what his post does not carry: for the audit.
    std::function<void(const access::Actor&, const http::Request&, std::string_view operation)> denied{};
};

// Adds a handler per route. The routes and the site must outlive the router.
void mount(http::Router& router, const std::vector<Route>& routes, const Site& site);

// A refusal as RFC 9457 in the reader's language: the status of its kind, key, args, field errors, trace, Retry-After.
// An argument that is itself a text key (`label` of a field, `permission`) is said in that language too.
http::Response problem(const Refusal& refusal, const i18n::Texts& texts, std::string_view language,
                       std::string_view trace);
http::Response problem(int status, const Refusal& refusal, const i18n::Texts& texts, std::string_view language,
                       std::string_view trace);

// OpenAPI 3.1 of the whole table, for GET /api/openapi.json and the generated client.
std::string openapi(const std::vector<Route>& routes, const i18n::Texts& texts, std::string_view version);

}  // namespace tongguan::api
