// Text as people type it: UTF-8, checked at the edge, compared folded, found by pinyin.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tongguan {

bool is_utf8(std::string_view bytes);             // strict: no overlong forms, no surrogates, nothing past U+10FFFF
bool has_control(std::string_view text);          // NUL and C0/C1 controls other than tab, line feed, carriage return
std::size_t code_points(std::string_view text);   // of valid UTF-8
std::string_view trimmed(std::string_view text);  // ASCII and ideographic spaces off both ends
std::string folded(std::string_view text);        // NFKC, case-folded, trimmed: what equality of names is tested on
std::string pinyin(std::string_view text);  // "张三" → "zhang san" (ICU Han-Latin); ü after l and n is v: 绿 → "lv"
std::string pinyin_initials(std::string_view text);  // "张三" → "zs"

// Insertions, deletions, replacements and swaps of neighbours, in bytes.
std::size_t edit_distance(std::string_view a, std::string_view b);

inline constexpr std::size_t nearest_bytes = 64;  // longer words are not typing mistakes and get no suggestion

// The candidate nearest to `word` (edit distance, at most a third of its length); empty when none is near.

template <class Range>
std::string_view nearest(std::string_view word, const Range& candidates) {
    std::string_view best;
    if (word.size() > nearest_bytes) return best;
    std::size_t best_distance = word.size() / 3 + 1;  // one past the farthest that is still near
    for (const auto& candidate : candidates) {
        if (std::string_view(candidate).size() > word.size() + best_distance) continue;
        const std::size_t distance = edit_distance(word, candidate);
        if (distance < best_distance) {
            best_distance = distance;
            best = candidate;
            if (distance == 0) break;
        }
    }
    return best;
}

}  // namespace tongguan
