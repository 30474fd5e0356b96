#include "platform/telemetry/trace.h"

#include <algorithm>

#include "base/bytes.h"

namespace tongguan::telemetry {
namespace {

constexpr std::size_t header_size = 55;  // 2 + 1 + 32 + 1 + 16 + 1 + 2

int digit(char c) {  // lower case only: HEXDIGLC of §3.2.2
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

template <std::size_t N>
bool read(std::string_view text, std::array<std::uint8_t, N>& bytes) {
    for (std::size_t i = 0; i < N; ++i) {
        const int high = digit(text[2 * i]);
        const int low = digit(text[2 * i + 1]);
        if (high < 0 || low < 0) return false;
        bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return true;
}

template <std::size_t N>
bool all_zero(const std::array<std::uint8_t, N>& bytes) {
    return std::ranges::all_of(bytes, [](std::uint8_t byte) { return byte == 0; });
}

template <std::size_t N>
void fill(std::array<std::uint8_t, N>& bytes) {
    do {
        std::ranges::transform(random_bytes(N), bytes.begin(), [](char c) { return static_cast<std::uint8_t>(c); });
    } while (all_zero(bytes));  // once in 2^64: the generator is broken before this is a loop
}

template <std::size_t N>
std::string text(const std::array<std::uint8_t, N>& bytes) {
    return hex({reinterpret_cast<const char*>(bytes.data()), N});
}

}  // namespace

std::string TraceParent::trace_text() const { return text(trace_id); }

std::string TraceParent::header() const {
    return "00-" + text(trace_id) + "-" + text(parent_id) + (sampled ? "-01" : "-00");
}

TraceParent TraceParent::child() const {
    TraceParent next = *this;
    fill(next.parent_id);
    return next;
}

std::optional<TraceParent> parse_traceparent(std::string_view header) {
    if (header.size() < header_size) return std::nullopt;
    std::array<std::uint8_t, 1> version{};
    std::array<std::uint8_t, 1> flags{};
    TraceParent parent;
    if (!read(header.substr(0, 2), version) || version[0] == 0xff) return std::nullopt;
    // Version 00 ends here; a later one may go on behind another dash (§4.3).
    if (header.size() > header_size && (version[0] == 0 || header[header_size] != '-')) return std::nullopt;
    if (header[2] != '-' || header[35] != '-' || header[52] != '-') return std::nullopt;
    if (!read(header.substr(3), parent.trace_id) || all_zero(parent.trace_id)) return std::nullopt;
    if (!read(header.substr(36), parent.parent_id) || all_zero(parent.parent_id)) return std::nullopt;
    if (!read(header.substr(53), flags)) return std::nullopt;
    parent.sampled = (flags[0] & 1) != 0;
    return parent;
}

TraceParent new_trace() {
    TraceParent trace;
    fill(trace.trace_id);
    fill(trace.parent_id);
    return trace;
}

}  // namespace tongguan::telemetry
