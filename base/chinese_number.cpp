#include "base/chinese_number.h"

// tidy: allow-file texts – the Chinese figures themselves are what this file is about
#include <array>
#include <charconv>
#include <stdexcept>

namespace tongguan {
namespace {

constexpr std::int64_t bound = 100'000'000'000'000'000;  // 10^17: twice a value plus a step still fits 63 bits

std::int64_t power_of_ten(int n) {
    std::int64_t power = 1;
    for (; n > 0; --n) power *= 10;
    return power;
}

std::int64_t floor_to(std::int64_t value, std::int64_t step) {
    std::int64_t quotient = value / step;
    if (value % step < 0) --quotient;
    return quotient * step;
}

std::int64_t printed_base(std::int64_t value, std::int64_t step, Form form) {
    switch (form) {
        case Form::exact:
            return floor_to(2 * value + step, 2 * step) / 2;
        case Form::nearly:
            return floor_to(value + step - 1, step);
        case Form::over:
        case Form::at_least:
            break;
    }
    return floor_to(value, step);
}

// The largest of 亿, 万, 1 in which `base` has at most two decimals more than its step allows.
struct Magnitude {
    std::int64_t size;
    std::string_view word;
};
Magnitude magnitude_of(std::int64_t base, std::int64_t step, std::int64_t scale) {
    for (const Magnitude m : {Magnitude{100'000'000, "亿"}, Magnitude{10'000, "万"}}) {
        if (base >= m.size * scale && step >= m.size / 100 * scale && base % (m.size / 100 * scale) == 0) return m;
    }
    return {1, ""};
}

// `number` / `scale` without trailing zeros; `scale` is a power of ten.
std::string decimal_text(std::int64_t number, std::int64_t scale) {
    std::string out = number < 0 ? "-" : "";
    const std::int64_t magnitude = number < 0 ? -number : number;
    out += std::to_string(magnitude / scale);
    std::int64_t rest = magnitude % scale;
    if (rest != 0) out += '.';
    while (rest != 0) {
        rest *= 10;
        out += static_cast<char>('0' + rest / scale);
        rest %= scale;
    }
    return out;
}

constexpr std::array<std::string_view, 10> digit_words{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

// 1 ≤ group < 10000. `lead`: something larger stands before it, so a missing thousand is said as 零.
void add_group(std::string& out, std::int64_t group, bool lead) {
    constexpr std::array<std::pair<std::int64_t, std::string_view>, 4> places{
        {{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}}};
    bool gap = false;
    bool said = lead;
    for (const auto& [size, word] : places) {
        const auto digit = static_cast<std::size_t>(group / size % 10);
        if (digit == 0) {
            gap = true;
            continue;
        }
        if (said && gap) out += digit_words[0];
        gap = false;
        if (!(digit == 1 && size == 10 && !said)) out += digit_words[digit];  // 十八, but 一百一十八
        out += word;
        said = true;
    }
}

}  // namespace

bool truthful(std::int64_t value, std::int64_t base, std::int64_t step, Form form) {
    if (step <= 0 || step > bound || value > bound || value < -bound || base > bound || base < -bound) return false;
    switch (form) {
        case Form::exact:
            return 2 * base - step <= 2 * value && 2 * value < 2 * base + step;
        case Form::over:
            return base > 0 && base < value && value < base + step;
        case Form::nearly:
            return base > 0 && 2 * base - step <= 2 * value && value < base;
        case Form::at_least:
            return base > 0 && value >= base;
    }
    return false;
}

std::optional<Printed> print_number(std::int64_t value, int decimals, std::int64_t step, Form form,
                                    std::string_view unit) {
    if (decimals < 0 || decimals > 6 || step <= 0 || step > bound || value > bound || value < -bound) return {};
    const std::int64_t base = printed_base(value, step, form);
    if (!truthful(value, base, step, form)) return {};
    const std::int64_t scale = power_of_ten(decimals);
    const Magnitude magnitude = magnitude_of(base, step, scale);
    const std::string number = decimal_text(base, magnitude.size * scale);
    std::string text;
    const auto say = [&](auto... parts) { ((text += parts), ...); };
    switch (form) {
        case Form::exact:
            say(number, magnitude.word, unit);
            break;
        case Form::nearly:
            say("近", number, magnitude.word, unit);
            break;
        case Form::at_least:
            say(number, magnitude.word, unit, "以上");
            break;
        case Form::over:
            if (step > magnitude.size * scale) {
                say(number, "余", magnitude.word, unit);
            } else {
                say(number, magnitude.word, "余", unit);
            }
            break;
    }
    return Printed{.text = std::move(text), .base = base};
}

std::string chinese_digits(std::int64_t value) {
    if (value < 0 || value >= 1'000'000'000'000) throw std::invalid_argument("chinese_digits: 0 … 10^12");
    if (value == 0) return std::string(digit_words[0]);
    constexpr std::array<std::pair<std::int64_t, std::string_view>, 3> groups{
        {{100'000'000, "亿"}, {10'000, "万"}, {1, ""}}};
    std::string out;
    bool empty_between = false;  // a whole group of zeros: 一亿零一
    for (const auto& [size, word] : groups) {
        const std::int64_t group = value / size % 10'000;
        if (group == 0) {
            empty_between = !out.empty();
            continue;
        }
        if (empty_between && group >= 1000) out += digit_words[0];
        empty_between = false;
        add_group(out, group, !out.empty());
        out += word;
    }
    return out;
}

std::string grouped(std::int64_t value) {
    std::string digits = std::to_string(value);
    const std::size_t first = value < 0 ? 1 : 0;
    for (std::size_t at = digits.size(); at > first + 3;) digits.insert(at -= 3, 1, ',');
    return digits;
}

}  // namespace tongguan
