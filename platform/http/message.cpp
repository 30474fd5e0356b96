#include "platform/http/message.h"

#include "base/json.h"

namespace tongguan::http {

std::string_view Request::header(std::string_view lower_name) const {
    for (const auto& [name, value] : headers)
        if (name == lower_name) return value;
    return {};
}

// RFC 6265 §5.2 as browsers send it: "a=1; b=2". The first of two with one name wins.
std::string_view Request::cookie(std::string_view wanted) const {
    for (const auto& [name, value] : headers) {
        if (name != "cookie") continue;
        std::string_view rest = value;
        while (!rest.empty()) {
            const std::size_t end = rest.find(';');
            std::string_view pair = rest.substr(0, end);
            rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
            while (!pair.empty() && pair.front() == ' ') pair.remove_prefix(1);
            while (!pair.empty() && pair.back() == ' ') pair.remove_suffix(1);
            const std::size_t equals = pair.find('=');
            if (equals == std::string_view::npos || pair.substr(0, equals) != wanted) continue;
            return pair.substr(equals + 1);
        }
    }
    return {};
}

std::string_view Request::param(std::string_view wanted) const {
    for (const auto& [name, value] : params)
        if (name == wanted) return value;
    return {};
}

std::optional<std::string_view> Request::query_value(std::string_view wanted) const {
    for (const auto& [name, value] : query)
        if (name == wanted) return value;
    return std::nullopt;
}

Response Response::json(int status, std::string body) {
    Response response{.status = status, .headers = {}, .body = std::move(body)};
    response.set("content-type", "application/json");
    return response;
}

Response Response::text(int status, std::string body) {
    Response response{.status = status, .headers = {}, .body = std::move(body)};
    response.set("content-type", "text/plain; charset=utf-8");
    return response;
}

std::string_view name_of(Method method) {
    switch (method) {
        case Method::get:
            return "GET";
        case Method::head:
            return "HEAD";
        case Method::post:
            return "POST";
        case Method::put:
            return "PUT";
        case Method::patch:
            return "PATCH";
        case Method::delete_:
            return "DELETE";
        case Method::options:
            return "OPTIONS";
        case Method::other:
            break;
    }
    return "OTHER";
}

Response problem(int status, std::string_view key, std::string_view title, std::string_view detail,
                 std::string_view trace) {
    Response response{.status = status, .headers = {}, .body = {}};
    response.set("content-type", "application/problem+json");
    JsonWriter writer(response.body);
    writer.begin_object()
        .member("type", std::string_view("urn:tongguan:" + std::string(key)))
        .member("title", title)
        .member("status", status);
    if (!detail.empty()) writer.member("detail", detail);
    writer.member("key", key);
    if (!trace.empty()) writer.member("trace", trace);
    writer.end_object();
    return response;
}

}  // namespace tongguan::http
