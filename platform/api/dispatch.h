// From the route table to HTTP: session, CSRF, permission, idempotency, limits, problems in the reader's language.
#pragma once

#include <string>
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

struct Site {
    const Services& services;
    access::Sessions& sessions;
    const i18n::Texts& texts;
    std::string origin{};  // the one origin that may write, e.g. https://tongguan.hangzhou.gov.cn; empty = the Host it was asked under
};

// Adds a handler per route. The routes and the site must outlive the router.
void mount(http::Router& router, const std::vector<Route>& routes, const Site& site);

// A refusal as RFC 9457 in the reader's language: 422/404/403/409, key, args, field errors, trace.
http::Response problem(const Refusal& refusal, const i18n::Texts& texts, std::string_view language, std::string_view trace);

// OpenAPI 3.1 of the whole table.
std::string openapi(const std::vector<Route>& routes, const i18n::Texts& texts, std::string_view version);

}  // namespace tongguan::api
