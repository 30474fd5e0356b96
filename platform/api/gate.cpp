#include "platform/api/gate.h"

#include "base/bytes.h"
#include "platform/access/roles.h"

namespace tongguan::api {

namespace {

constexpr std::size_t longest_idempotency_key = 128;  // of an Idempotency-Key

Problem forbids(std::string_view key, Refusal::Args args = {}) {
    return {.refusal = {.kind = Refusal::Kind::forbidden, .key = std::string(key), .args = std::move(args)}};
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

// RFC 6454 §7; a browser that sends no Origin sends a Referer, of which only scheme and authority count.
std::string origin_of(const http::Request& request) {
    if (const auto origin = request.header("origin"); !origin.empty()) return lower(origin);
    const std::string_view referer = request.header("referer");
    const std::size_t scheme = referer.find("://");
    if (scheme == std::string_view::npos) return {};
    return lower(referer.substr(0, referer.find_first_of("/?#", scheme + 3)));
}

bool from_this_site(const http::Request& request, std::string_view origin) {
    const std::string from = origin_of(request);
    if (!origin.empty()) return from == lower(origin);
    return from == (request.secure ? "https://" : "http://") + lower(request.header("host"));
}

bool is_json(std::string_view content_type) {
    const std::string type = lower(content_type.substr(0, content_type.find(';')));
    const std::string_view trimmed = std::string_view(type).substr(0, type.find_last_not_of(" \t") + 1);
    return trimmed == "application/json";
}

}  // namespace

std::optional<Problem> gate(const Route& route, const http::Request& request, const access::Signed* who,
                            std::string_view origin) {
    if (who == nullptr && !route.open)
        return Problem{.refusal = {.kind = Refusal::Kind::unauthenticated, .key = "access.signed_out"}};
    if (route.writes()) {
        if (!from_this_site(request, origin)) return forbids("access.foreign_origin");
        // An open route knows no session whose token could be asked for; a foreign page cannot send this content type
        // without being asked for its origin first (Fetch §3.2, CORS-safelisted request-header).
        if (!route.open && !constant_time_equal(request.header("x-csrf-token"), who->csrf))
            return forbids("access.csrf");
        const bool has_body = route.input != nullptr || !request.body.empty();
        if ((route.open || has_body) && !is_json(request.header("content-type")))
            return Problem{.status = 415, .refusal = {.kind = Refusal::Kind::invalid, .key = "api.not_json"}};
    }
    if (route.open) return std::nullopt;
    if (who->must_change_password && !(route.permission == access::may::own_session))
        return forbids("access.must_change_password");
    if (!route.permission.key.empty() && !who->actor.may(route.permission))
        return forbids("access.no_right", {{"permission", std::string(route.permission.key)}});
    return std::nullopt;
}

Result<std::string> idempotency_key(const http::Request& request) {
    std::string_view key = request.header("idempotency-key");
    for (const auto& [name, value] : request.headers)  // "" is not the same as none
        if (name == "idempotency-key" && (value.empty() || value.size() > longest_idempotency_key))
            return invalid("api.idempotency_key", {{"max", std::to_string(longest_idempotency_key)}},
                           "idempotency-key");
    for (const char c : key)
        if (c < '!' || c > '~')
            return invalid("api.idempotency_key", {{"max", std::to_string(longest_idempotency_key)}},
                           "idempotency-key");
    return std::string(key);
}

}  // namespace tongguan::api
