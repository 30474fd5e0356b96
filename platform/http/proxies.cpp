#include "platform/http/proxies.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <optional>

namespace tongguan::http {

namespace {

std::optional<std::array<std::uint8_t, 16>> bytes_of(std::string_view text, bool& v4) {
    const std::string address(text);
    std::array<std::uint8_t, 16> bytes{};
    if (inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1) {
        v4 = false;
        return bytes;
    }
    bytes[10] = bytes[11] = 0xFF;
    if (inet_pton(AF_INET, address.c_str(), bytes.data() + 12) != 1) return std::nullopt;
    v4 = true;
    return bytes;
}

bool is_loopback(std::string_view address) {
    bool v4 = false;
    const auto bytes = bytes_of(address, v4);
    if (!bytes) return false;
    if (v4) return (*bytes)[12] == 127;  // 127.0.0.0/8
    in6_addr v6{};
    std::memcpy(&v6, bytes->data(), sizeof v6);
    return IN6_IS_ADDR_LOOPBACK(&v6) || (IN6_IS_ADDR_V4MAPPED(&v6) && (*bytes)[12] == 127);
}

std::string_view trim(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

}  // namespace

Result<Proxies> Proxies::parse(const std::vector<std::string>& addresses) {
    Proxies proxies;
    for (const std::string& value : addresses) {
        const std::string_view text = value;
        const std::size_t slash = std::min(text.find('/'), text.size());
        bool v4 = false;
        const auto bytes = bytes_of(text.substr(0, slash), v4);
        unsigned bits = v4 ? 32 : 128;
        bool fine = bytes.has_value();
        if (fine && slash != text.size()) {
            const unsigned most = bits;
            const auto [end, error] = std::from_chars(text.data() + slash + 1, text.data() + text.size(), bits);
            fine = error == std::errc{} && end == text.data() + text.size() && bits <= most;
        }
        if (!fine) return invalid("http.proxy_unreadable", {{"value", value}});
        proxies.networks_.push_back({*bytes, v4 ? bits + 96 : bits});
    }
    return proxies;
}

bool Proxies::trusts(std::string_view address) const {
    if (networks_.empty()) return false;
    bool v4 = false;
    const auto bytes = bytes_of(address, v4);
    if (!bytes) return false;
    for (const Network& network : networks_) {
        unsigned same = 0;
        while (same < network.bits && (((*bytes)[same / 8] ^ network.bytes[same / 8]) & (0x80u >> same % 8)) == 0)
            ++same;
        if (same == network.bits) return true;
    }
    return false;
}

void Proxies::apply(Request& request) const {
    std::string chain;  // several headers are one list (RFC 9110 §5.3)
    std::string_view scheme;
    for (const auto& [name, value] : request.headers) {
        if (name == "x-forwarded-for") chain.append(chain.empty() ? "" : ",").append(value);
        if (name == "x-forwarded-proto") scheme = value;  // the last one is the nearest proxy's
    }
    if (const std::size_t comma = scheme.rfind(','); comma != std::string_view::npos) scheme = scheme.substr(comma + 1);
    if (!scheme.empty()) request.secure = trim(scheme) == "https";
    std::string_view rest = chain;
    while (!rest.empty()) {
        const std::size_t comma = rest.rfind(',');
        const std::string_view address = trim(comma == std::string_view::npos ? rest : rest.substr(comma + 1));
        rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(0, comma);
        bool v4 = false;
        if (!bytes_of(address, v4)) return;  // what is no address ends the chain we can believe
        request.remote = address;
        if (!trusts(address)) return;
    }
}

bool Proxies::inside(const Request& request) const {
    if (trusts(request.remote)) return true;
    const bool handed_on = !request.header("x-forwarded-for").empty() || !request.header("forwarded").empty();
    return !handed_on && is_loopback(request.remote);
}

}  // namespace tongguan::http
