#include "platform/http/target.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace tongguan::http {

namespace {

constexpr Fault bad_target{400, "http.bad_target"};
constexpr Fault bad_query{400, "http.bad_query"};

constexpr int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool same_ignoring_case(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::ranges::equal(a, b, {}, lower, lower);
}

// Decodes %XX (and '+' in a query). False on a broken escape.
bool decode(std::string_view text, bool plus_is_space, std::string& out) {
    out.clear();
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '+' && plus_is_space) {
            out += ' ';
        } else if (c != '%') {
            out += c;
        } else {
            if (i + 2 >= text.size()) return false;
            const int high = hex_digit(text[i + 1]);
            const int low = hex_digit(text[i + 2]);
            if (high < 0 || low < 0) return false;
            out += static_cast<char>(high * 16 + low);
            i += 2;
        }
    }
    return true;
}

bool still_encoded(std::string_view text) {
    for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1))
        if (at + 2 < text.size() && hex_digit(text[at + 1]) >= 0 && hex_digit(text[at + 2]) >= 0) return true;
    return false;
}

bool has_any_control(std::string_view text) {
    return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

// Each segment on its own: not empty (but the last may be, "/a/"), not "." or "..".
bool climbs_or_stutters(std::string_view path) {
    std::size_t start = 1;
    while (start <= path.size()) {
        const std::size_t end = std::min(path.find('/', start), path.size());
        const std::string_view segment = path.substr(start, end - start);
        if (segment == "." || segment == "..") return true;
        if (segment.empty() && end != path.size()) return true;
        start = end + 1;
    }
    return false;
}

bool is_plain_path(std::string_view path) {
    return std::ranges::all_of(path, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '_' ||
               c == '-';
    });
}

std::optional<Fault> read_path(std::string_view raw, std::string& path) {
    if (raw.empty() || raw.front() != '/') return bad_target;
    if (is_plain_path(raw)) {
        if (raw.find("//") != std::string_view::npos) return bad_target;
        path.assign(raw);
        return std::nullopt;
    }
    // An encoded slash or backslash would be one segment to us and two to the next reader.
    for (std::size_t at = raw.find('%'); at != std::string_view::npos; at = raw.find('%', at + 1)) {
        const std::string_view code = raw.substr(at + 1, 2);
        if (same_ignoring_case(code, "2f") || same_ignoring_case(code, "5c")) return bad_target;
    }
    if (!decode(raw, false, path)) return bad_target;
    if (still_encoded(path) || has_any_control(path) || path.find('\\') != std::string::npos) return bad_target;
    if (!is_utf8(path) || has_control(path) || climbs_or_stutters(path)) return bad_target;
    return std::nullopt;
}

// "http://host/path?query" → the part from the path on; the authority goes to `authority`.
bool split_absolute(std::string_view target, std::string_view& authority, std::string_view& rest) {
    for (const std::string_view scheme : {std::string_view("http://"), std::string_view("https://")}) {
        if (target.size() < scheme.size() || !same_ignoring_case(target.substr(0, scheme.size()), scheme)) continue;
        target.remove_prefix(scheme.size());
        const std::size_t end = target.find_first_of("/?");
        authority = target.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view{} : target.substr(end);
        return true;
    }
    return false;
}

}  // namespace

bool is_host(std::string_view host) {
    if (host.empty() || host.size() > 255 + 6) return false;
    std::size_t name_end = 0;
    if (host.front() == '[') {
        name_end = host.find(']');
        if (name_end == std::string_view::npos || name_end < 3) return false;
        const std::string_view address = host.substr(1, name_end - 1);
        if (!std::ranges::all_of(address, [](char c) { return hex_digit(c) >= 0 || c == ':' || c == '.'; }))
            return false;
        ++name_end;
    } else {
        name_end = std::min(host.find(':'), host.size());
        if (name_end == 0) return false;
        for (const char c : host.substr(0, name_end)) {
            const bool fine = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                              c == '.' || c == '_';
            if (!fine) return false;
        }
    }
    if (name_end == host.size()) return true;
    const std::string_view port = host.substr(name_end);
    if (port.size() < 2 || port.size() > 6 || port.front() != ':') return false;
    return std::ranges::all_of(port.substr(1), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<Fault> read_query(std::string_view text, std::size_t max_params, Pairs& query) {
    std::string decoded;
    while (!text.empty()) {
        const std::size_t end = text.find('&');
        const std::string_view piece = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
        if (piece.empty()) continue;
        if (query.size() == max_params) return bad_query;
        const std::size_t equals = std::min(piece.find('='), piece.size());
        auto& [name, value] = query.emplace_back();
        for (const auto& [raw, to] : {std::pair{piece.substr(0, equals), &name},
                                      std::pair{piece.substr(std::min(equals + 1, piece.size())), &value}}) {
            if (!decode(raw, true, decoded) || !is_utf8(decoded) || has_control(decoded)) return bad_query;
            to->swap(decoded);
        }
        if (name.empty()) return bad_query;
    }
    return std::nullopt;
}

std::optional<Fault> read_target(std::string_view target, std::string_view host, std::size_t max_params,
                                 std::string& path, Pairs& query) {
    if (target.find('#') != std::string_view::npos) return bad_target;
    std::string_view rest = target;
    if (!target.empty() && target.front() != '/') {
        std::string_view authority;
        if (!split_absolute(target, authority, rest) || !is_host(authority)) return bad_target;
        if (!same_ignoring_case(authority, host)) return bad_target;
        if (rest.empty()) rest = "/";
        if (rest.front() == '?') {  // http://host?x=1 has an empty path, which means "/"
            path = "/";
            return read_query(rest.substr(1), max_params, query);
        }
    }
    const std::size_t mark = rest.find('?');
    if (const auto fault = read_path(rest.substr(0, mark), path)) return fault;
    if (mark == std::string_view::npos) return std::nullopt;
    return read_query(rest.substr(mark + 1), max_params, query);
}

}  // namespace tongguan::http
