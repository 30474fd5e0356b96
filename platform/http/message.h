// A request and a response as handlers see them. No Boost here.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace tongguan::http {

enum class Method : std::uint8_t { get, head, post, put, patch, delete_, options, other };

struct Header {
    std::string name;
    std::string value;
};  // names in lower case

struct Request {
    Method method = Method::get;
    std::string target;                                      // as sent: path and query
    std::string path;                                        // decoded, normalised; refused earlier when it climbs
    std::vector<std::pair<std::string, std::string>> query;  // decoded, in order
    std::vector<Header> headers;
    std::string body;                                         // within the route's limit
    std::vector<std::pair<std::string, std::string>> params;  // of the route's {name} segments
    std::string remote;   // peer address, or the forwarded one from a configured proxy
    bool secure = false;  // TLS, or said so by a configured proxy
    std::string trace;    // 32 hex: from traceparent, else new

    std::string_view header(std::string_view lower_name) const;
    std::string_view cookie(std::string_view name) const;
    std::string_view param(std::string_view name) const;
    std::optional<std::string_view> query_value(std::string_view name) const;
};

struct Response {
    int status = 200;
    std::vector<Header> headers;  // content-length, date and the security headers are the server's business
    std::string body;
    std::string_view static_body{};  // a body that outlives the response (static files)
    // A streamed body: called on a worker until it returns false; each call appends one chunk and the next is asked
    // for only when the reader has taken it. An exception cuts the connection, so that no reader takes half for whole.
    std::function<bool(std::string& chunk)> stream{};

    static Response json(int status, std::string body);
    static Response text(int status, std::string body);
    Response& set(std::string_view name, std::string value) {
        headers.push_back({std::string(name), std::move(value)});
        return *this;
    }
};

std::string_view name_of(Method method);  // "GET"; "OTHER" for what we do not know

// RFC 9457. Rendered by platform/api in the reader's language; the transport itself uses it for 400, 408, 413, 431,
// 503.
Response problem(int status, std::string_view key, std::string_view title, std::string_view detail = {},
                 std::string_view trace = {});

}  // namespace tongguan::http
