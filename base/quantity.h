// Amounts that are never floating point: money in fen, area in hundredths of a square metre.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tongguan {

struct Money {
    std::int64_t fen = 0;
    friend constexpr auto operator<=>(Money, Money) = default;
    friend constexpr Money operator+(Money a, Money b) { return {a.fen + b.fen}; }
    friend constexpr Money operator-(Money a, Money b) { return {a.fen - b.fen}; }
};
struct Area {
    std::int64_t hundredths = 0;  // 0.01 ㎡
    friend constexpr auto operator<=>(Area, Area) = default;
    friend constexpr Area operator+(Area a, Area b) { return {a.hundredths + b.hundredths}; }
};

std::string to_string(Money money);                // "1234.50"
std::string to_string(Area area);                  // "24.17"
Result<Money> parse_money(std::string_view text);  // "1234.5" yuan; at most two decimals, within ±90 trillion yuan
Result<Area> parse_area(std::string_view text);

}  // namespace tongguan
