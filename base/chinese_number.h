// Numbers as a Chinese report prints them. The printed word is tested against the records (design §1.10):
// 余 = above the printed figure and below its next step; 近 = just below it; 以上 = at least it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tongguan {

enum class Form : std::uint8_t { exact, over, nearly, at_least };  // "", 余, 近, 以上

// What a figure prints as. `step` is the size of the last printed digit, scaled like the value
// (13 482 with step 1000 and Form::over → "1.3万余"; 9714 with two decimals and step 500, Form::at_least → "95以上").
struct Printed {
    std::string text;   // "1.3万余", "近50", "95%以上", "24.17万", "723"
    std::int64_t base;  // the printed figure as a number, same scale as the value
};

// Values are scaled integers: `value` / 10^`decimals` is the number (0 ≤ decimals ≤ 6, |value| ≤ 10^17, 0 < step ≤
// 10^17). Floors for over and at_least, ceils for nearly, rounds half up for exact. Returns nothing when the value
// cannot be said truthfully in that form (13 000 exactly is not 1.3万余). 万 and 亿 are used from 10 000 and 10^8 when
// the figure then has at most two decimals. 余 stands before 万 when the digits it blurs are larger (170余万, 316万余).
// `unit` is written where Chinese puts it: 1.3万余件, 95%以上, 近50场.
std::optional<Printed> print_number(std::int64_t value, int decimals, std::int64_t step, Form form,
                                    std::string_view unit = {});
// Whether `base` may be printed for `value`: exact |value − base| ≤ step/2 (half up); over base < value < base + step;
// nearly base − step/2 ≤ value < base; at_least value ≥ base > 0.
bool truthful(std::int64_t value, std::int64_t base, std::int64_t step, Form form);

std::string chinese_digits(std::int64_t value);  // 18 → "十八", 2021 → "二千零二十一"; 0 ≤ value < 10^12
std::string grouped(std::int64_t value);         // 13482 → "13,482"

}  // namespace tongguan
