#include "platform/http/trace.h"

#include <algorithm>
#include <cstdint>
#include <random>

namespace tongguan::http {

namespace {

bool is_lower_hex(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool is_zero(std::string_view text) { return text.find_first_not_of('0') == std::string_view::npos; }

// Ids need to be different, not secret: a generator per thread, seeded by the system.
std::uint64_t random_bits() {
    thread_local std::mt19937_64 generator = [] {
        std::random_device device;
        std::seed_seq seed{device(), device(), device(), device()};
        return std::mt19937_64(seed);
    }();
    return generator();
}

}  // namespace

// version "-" trace-id "-" parent-id "-" flags; a later version may add more after another dash.
std::string trace_of(std::string_view parent) {
    constexpr std::size_t length = 2 + 1 + 32 + 1 + 16 + 1 + 2;
    if (parent.size() >= length && parent[2] == '-' && parent[35] == '-' && parent[52] == '-') {
        const std::string_view version = parent.substr(0, 2);
        const std::string_view trace = parent.substr(3, 32);
        const std::string_view span = parent.substr(36, 16);
        const bool ends = version == "00" ? parent.size() == length : parent.size() == length || parent[length] == '-';
        if (version != "ff" && ends && is_lower_hex(version) && is_lower_hex(trace) && is_lower_hex(span) &&
            is_lower_hex(parent.substr(53, 2)) && !is_zero(trace) && !is_zero(span))
            return std::string(trace);
    }
    std::string text(32, '0');
    do {
        for (std::size_t half = 0; half < 2; ++half) {
            std::uint64_t bits = random_bits();
            for (std::size_t i = 0; i < 16; ++i, bits >>= 4) text[half * 16 + i] = "0123456789abcdef"[bits & 15];
        }
    } while (is_zero(text));
    return text;
}

}  // namespace tongguan::http
