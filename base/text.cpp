#include "base/text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <vector>

namespace tongguan {
namespace {

constexpr std::uint64_t high_bits = 0x8080808080808080;

unsigned at(std::string_view bytes, std::size_t i) { return static_cast<unsigned char>(bytes[i]); }
bool continues(std::string_view bytes, std::size_t i) { return (at(bytes, i) & 0xC0) == 0x80; }

// Length of the well-formed sequence at `i` (Unicode 15 table 3-7), 0 when there is none.
std::size_t sequence(std::string_view bytes, std::size_t i) {
    const unsigned lead = at(bytes, i);
    const std::size_t left = bytes.size() - i;
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return left >= 2 && continues(bytes, i + 1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        if (left < 3 || !continues(bytes, i + 1) || !continues(bytes, i + 2)) return 0;
        if (lead == 0xE0 && at(bytes, i + 1) < 0xA0) return 0;  // overlong
        if (lead == 0xED && at(bytes, i + 1) > 0x9F) return 0;  // surrogates
        return 3;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        if (left < 4 || !continues(bytes, i + 1) || !continues(bytes, i + 2) || !continues(bytes, i + 3)) return 0;
        if (lead == 0xF0 && at(bytes, i + 1) < 0x90) return 0;  // overlong
        if (lead == 0xF4 && at(bytes, i + 1) > 0x8F) return 0;  // past U+10FFFF
        return 4;
    }
    return 0;
}

constexpr std::string_view ideographic_space = "\xE3\x80\x80";  // U+3000

bool ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

}  // namespace

bool is_utf8(std::string_view bytes) {
    std::size_t i = 0;
    while (i < bytes.size()) {
        if (bytes.size() - i >= 8) {  // eight ASCII bytes at a time
            std::uint64_t word = 0;
            std::memcpy(&word, bytes.data() + i, 8);
            if ((word & high_bits) == 0) {
                i += 8;
                continue;
            }
        }
        const std::size_t length = sequence(bytes, i);
        if (length == 0) return false;
        i += length;
    }
    return true;
}

bool has_control(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const unsigned c = at(text, i);
        if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F) return true;
        // C1 is U+0080…U+009F: C2 80 … C2 9F
        if (c == 0xC2 && i + 1 < text.size() && at(text, i + 1) < 0xA0) return true;
    }
    return false;
}

std::size_t code_points(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return count;
}

std::string_view trimmed(std::string_view text) {
    for (bool more = true; more && !text.empty();) {
        more = false;
        if (ascii_space(text.front())) {
            text.remove_prefix(1);
            more = true;
        } else if (text.starts_with(ideographic_space)) {
            text.remove_prefix(ideographic_space.size());
            more = true;
        }
    }
    for (bool more = true; more && !text.empty();) {
        more = false;
        if (ascii_space(text.back())) {
            text.remove_suffix(1);
            more = true;
        } else if (text.ends_with(ideographic_space)) {
            text.remove_suffix(ideographic_space.size());
            more = true;
        }
    }
    return text;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
    // Three rows of the optimal string alignment table; two neighbours swapped count as one slip of the finger.
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> above(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, replaced});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = std::min(row[j], before[j - 2] + 1);
            }
        }
        std::swap(before, above);
        std::swap(above, row);
    }
    return above[b.size()];
}

}  // namespace tongguan
