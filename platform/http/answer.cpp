#include "platform/http/answer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstring>

namespace tongguan::http {

namespace {

// Everything is our own files: no script, style or style attribute stands in a page's text (ADR 14).
constexpr std::string_view security_headers =
    "content-security-policy: default-src 'self'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; object-src 'none'; "
    "base-uri 'none'; frame-ancestors 'none'; form-action 'self'\r\n"
    "x-content-type-options: nosniff\r\n"
    "referrer-policy: same-origin\r\n"
    "cross-origin-opener-policy: same-origin\r\n"
    "cross-origin-resource-policy: same-origin\r\n"
    "permissions-policy: camera=(self), geolocation=(self), microphone=(), payment=(), usb=()\r\n";
constexpr std::string_view strict_transport = "strict-transport-security: max-age=31536000; includeSubDomains\r\n";

constexpr std::array<std::string_view, 9> own_business = {
    "content-length", "transfer-encoding",        "connection", "keep-alive", "date", "upgrade", "trailer",
    "server",         "strict-transport-security"};

constexpr bool is_token_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool is_safe(const Header& header) {
    if (header.name.empty() || !std::ranges::all_of(header.name, is_token_char)) return false;
    return std::ranges::none_of(header.value, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\t') || byte == 0x7F;
    });
}

bool equals_lower(std::string_view name, std::string_view lower_name) {
    return name.size() == lower_name.size() && std::ranges::equal(name, lower_name, {}, [](char c) {
               return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
           });
}

void append_number(std::string& out, std::uint64_t number) {
    std::array<char, 20> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out.append(digits.data(), end);
}

}  // namespace

bool has_no_body(int status) { return (status >= 100 && status < 200) || status == 204 || status == 304; }

std::string_view reason_of(int status) {
    switch (status) {
        case 100:
            return "Continue";
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 202:
            return "Accepted";
        case 204:
            return "No Content";
        case 206:
            return "Partial Content";
        case 301:
            return "Moved Permanently";
        case 302:
            return "Found";
        case 303:
            return "See Other";
        case 304:
            return "Not Modified";
        case 307:
            return "Temporary Redirect";
        case 308:
            return "Permanent Redirect";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 406:
            return "Not Acceptable";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 410:
            return "Gone";
        case 411:
            return "Length Required";
        case 412:
            return "Precondition Failed";
        case 413:
            return "Content Too Large";
        case 414:
            return "URI Too Long";
        case 415:
            return "Unsupported Media Type";
        case 416:
            return "Range Not Satisfiable";
        case 417:
            return "Expectation Failed";
        case 422:
            return "Unprocessable Content";
        case 428:
            return "Precondition Required";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 501:
            return "Not Implemented";
        case 502:
            return "Bad Gateway";
        case 503:
            return "Service Unavailable";
        case 504:
            return "Gateway Timeout";
        case 505:
            return "HTTP Version Not Supported";
        default:
            return "Status";
    }
}

std::string imf_date(std::int64_t second) {
    using namespace std::chrono;
    static constexpr std::array<std::string_view, 7> weekdays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const sys_seconds at{seconds{second}};
    const sys_days day = floor<days>(at);
    const year_month_day ymd{day};
    const hh_mm_ss time{at - day};
    std::string text;
    const auto two = [&text](unsigned number) {
        text += static_cast<char>('0' + number / 10 % 10);
        text += static_cast<char>('0' + number % 10);
    };
    text.append(weekdays[weekday{day}.c_encoding()]).append(", ");
    two(static_cast<unsigned>(ymd.day()));
    text.append(" ").append(months[static_cast<unsigned>(ymd.month()) - 1]).append(" ");
    const auto year = static_cast<unsigned>(static_cast<int>(ymd.year()));
    two(year / 100);
    two(year % 100);
    text += ' ';
    two(static_cast<unsigned>(time.hours().count()));
    text += ':';
    two(static_cast<unsigned>(time.minutes().count()));
    text += ':';
    two(static_cast<unsigned>(time.seconds().count()));
    return text.append(" GMT");
}

std::string_view AnswerHead::date(Instant now) {
    const std::int64_t second = std::chrono::floor<std::chrono::seconds>(now.at).time_since_epoch().count();
    if (second != second_) {
        second_ = second;
        const std::string text = imf_date(second);
        std::memcpy(date_, text.data(), std::min(text.size(), sizeof date_));
    }
    return {date_, 29};
}

void AnswerHead::write(std::string& out, const Response& response, const AnswerShape& shape, Instant now) {
    out.append("HTTP/1.1 ");
    append_number(out, static_cast<std::uint64_t>(response.status));
    out.append(" ").append(reason_of(response.status)).append("\r\ndate: ").append(date(now)).append("\r\n");
    if (!has_no_body(response.status)) {
        if (shape.framing == Framing::length) {
            out.append("content-length: ");
            append_number(out, shape.length);
            out.append("\r\n");
        } else if (shape.framing == Framing::chunked) {
            out.append("transfer-encoding: chunked\r\n");
        }
    }
    if (!shape.keep_alive)
        out.append("connection: close\r\n");
    else if (!shape.http_1_1)
        out.append("connection: keep-alive\r\n");
    out.append(security_headers);
    if (shape.secure) out.append(strict_transport);
    bool cache_said = false;
    for (const auto& header : response.headers) {
        if (!is_safe(header)) {
            dropped_.fetch_add(1, std::memory_order_relaxed);
            continue;
        }
        if (std::ranges::any_of(own_business, [&](std::string_view name) { return equals_lower(header.name, name); }))
            continue;
        cache_said = cache_said || equals_lower(header.name, "cache-control");
        out.append(header.name).append(": ").append(header.value).append("\r\n");
    }
    // An answer that says nothing of caching holds some person's records: no cache may keep it.
    if (!cache_said) out.append("cache-control: no-store\r\n");
    out.append("\r\n");
}

}  // namespace tongguan::http
