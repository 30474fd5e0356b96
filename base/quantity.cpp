#include "base/quantity.h"

#include <array>
#include <charconv>
#include <cstddef>

namespace tongguan {
namespace {

constexpr std::int64_t limit = 9'000'000'000'000'000;  // 90 trillion yuan in fen, 90 trillion ㎡ in hundredths

std::string hundredths_text(std::int64_t number) {
    std::array<char, 24> buffer{};
    const auto magnitude = number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
    char* at = buffer.data();
    if (number < 0) *at++ = '-';
    at = std::to_chars(at, buffer.data() + buffer.size(), magnitude / 100).ptr;
    *at++ = '.';
    *at++ = static_cast<char>('0' + magnitude / 10 % 10);
    *at++ = static_cast<char>('0' + magnitude % 10);
    return {buffer.data(), at};
}

bool digit(char c) { return c >= '0' && c <= '9'; }

// -?(0|[1-9][0-9]*)(\.[0-9]{1,2})? — one spelling of the whole part, so that two amounts are equal when they look it.
Result<std::int64_t> parse_hundredths(std::string_view text, std::string_view shape, std::string_view range) {
    const bool minus = text.starts_with('-');
    if (minus) text.remove_prefix(1);
    std::size_t whole = 0;
    while (whole < text.size() && digit(text[whole])) ++whole;
    if (whole == 0 || (whole > 1 && text[0] == '0')) return invalid(shape);
    std::string_view fraction = text.substr(whole);
    if (!fraction.empty()) {
        if (fraction[0] != '.') return invalid(shape);
        fraction.remove_prefix(1);
        if (fraction.empty() || fraction.size() > 2) return invalid(shape);
        for (const char c : fraction) {
            if (!digit(c)) return invalid(shape);
        }
    }
    std::int64_t number = 0;
    if (whole > 14) return invalid(range);
    for (std::size_t i = 0; i < whole; ++i) number = number * 10 + (text[i] - '0');
    for (std::size_t i = 0; i < 2; ++i) number = number * 10 + (i < fraction.size() ? fraction[i] - '0' : 0);
    if (number > limit) return invalid(range);
    return minus ? -number : number;
}

}  // namespace

std::string to_string(Money money) { return hundredths_text(money.fen); }
std::string to_string(Area area) { return hundredths_text(area.hundredths); }

Result<Money> parse_money(std::string_view text) {
    return Money{TRY(parse_hundredths(text, "base.quantity.money", "base.quantity.money_range"))};
}

Result<Area> parse_area(std::string_view text) {
    const Area area{TRY(parse_hundredths(text, "base.quantity.area", "base.quantity.area_range"))};
    if (area.hundredths < 0) return invalid("base.quantity.area_range");
    return area;
}

}  // namespace tongguan
