// Numbers as a Chinese report prints them. The printed word is tested against the records (design §1.10):
// 余 = above the printed figure and below its next step; 近 = just below it; 以上 = at least it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace tongguan {

enum class Form : std::uint8_t { exact, over, nearly, at_least };  // "", 余, 近, 以上

// What a figure prints as: `step` is the size of the last printed digit in the figure's own unit
// (13 482 with step 1000 and Form::over → "1.3万余"; 97 % with floor 95 and Form::at_least → "95以上").
struct Printed {
    std::string text;   // "1.3万余", "近50", "95%以上", "24.17万", "723"
    std::int64_t base;  // the printed figure as a number, same scale as the value
};

// Values are scaled integers: `value` / 10^`decimals` is the number. Floors for over, ceils for nearly, rounds half up
// for exact. Returns nothing when the value cannot be said truthfully in that form (13 000 exactly is not 1.3万余).
std::optional<Printed> print_number(std::int64_t value, int decimals, std::int64_t step, Form form);
bool truthful(std::int64_t value, std::int64_t base, std::int64_t step, Form form);

std::string chinese_digits(std::int64_t value);  // 18 → "十八", 2021 → "二千零二十一"; 0 ≤ value < 10^12
std::string grouped(std::int64_t value);         // 13482 → "13,482"

}  // namespace tongguan
