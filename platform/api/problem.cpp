// A refusal in words: RFC 9457 problem details in the reader's language.
#include "platform/api/dispatch.h"
#include "platform/i18n/texts.h"

namespace tongguan::api {

namespace {

int status_of(Refusal::Kind kind) {
    switch (kind) {
        case Refusal::Kind::invalid:
            return 422;
        case Refusal::Kind::not_found:
            return 404;
        case Refusal::Kind::forbidden:
            return 403;
        case Refusal::Kind::conflict:
            return 409;
        case Refusal::Kind::unauthenticated:
            return 401;
        case Refusal::Kind::throttled:
            return 429;
        case Refusal::Kind::unavailable:
            return 503;
    }
    return 500;
}

std::string said(const Refusal& refusal, const i18n::Texts& texts, std::string_view language) {
    Refusal::Args args = refusal.args;
    for (auto& [name, value] : args) {
        if (i18n::Texts::is_typed(name)) continue;  // even when it looks like a text key
        if (texts.has(language, value))
            value = texts.text(language, value);
        else if (name == "permission" && texts.has(language, "permission." + value))
            value = texts.text(language, "permission." + value);
    }
    return texts.text(language, refusal.key, args);
}

void write_args(JsonWriter& out, const Refusal& refusal) {
    if (refusal.args.empty()) return;
    out.key("args").begin_object();
    for (const auto& [name, value] : refusal.args) out.key(name).value(std::string_view(value));
    out.end_object();
}

void write_error(JsonWriter& out, const Refusal& refusal, const i18n::Texts& texts, std::string_view language) {
    out.begin_object();
    out.member("field", std::string_view(refusal.field)).member("key", std::string_view(refusal.key));
    out.member("detail", std::string_view(said(refusal, texts, language)));
    write_args(out, refusal);
    out.end_object();
}

}  // namespace

http::Response problem(int status, const Refusal& refusal, const i18n::Texts& texts, std::string_view language,
                       std::string_view trace) {
    http::Response response{.status = status, .headers = {}, .body = {}};
    response.set("content-type", "application/problem+json").set("content-language", std::string(language));
    response.set("cache-control", "no-store");
    if (refusal.retry_after_s != 0) response.set("retry-after", std::to_string(refusal.retry_after_s));
    if (status == 401) response.set("www-authenticate", "Session realm=\"tongguan\"");  // RFC 9110 §15.5.2
    JsonWriter out(response.body);
    out.begin_object();
    out.member("type", std::string_view("urn:tongguan:" + refusal.key));
    out.member("title", std::string_view(texts.text(language, "api.status." + std::to_string(status))));
    out.member("status", status).member("detail", std::string_view(said(refusal, texts, language)));
    out.member("key", std::string_view(refusal.key));
    write_args(out, refusal);
    if (!refusal.field.empty()) out.member("field", std::string_view(refusal.field));
    if (!refusal.field.empty() || !refusal.also.empty()) {
        out.key("errors").begin_array();
        write_error(out, refusal, texts, language);
        for (const Refusal& other : refusal.also) write_error(out, other, texts, language);
        out.end_array();
    }
    if (!trace.empty()) out.member("trace", trace);
    out.end_object();
    return response;
}

http::Response problem(const Refusal& refusal, const i18n::Texts& texts, std::string_view language,
                       std::string_view trace) {
    return problem(status_of(refusal.kind), refusal, texts, language, trace);
}

}  // namespace tongguan::api
