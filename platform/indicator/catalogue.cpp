#include "platform/indicator/catalogue.h"

#include <algorithm>
#include <stdexcept>

namespace tongguan::indicator {

Period Period::year(int year) { return {make_date(year, 1, 1), make_date(year, 12, 31)}; }

Catalogue::Catalogue(std::vector<Indicator> indicators) : indicators_(std::move(indicators)) {
    std::ranges::sort(indicators_, {}, &Indicator::key);
    const auto twice = std::ranges::adjacent_find(indicators_, {}, &Indicator::key);
    if (twice != indicators_.end()) throw std::logic_error("indicator declared twice: " + std::string(twice->key));
}

const Indicator* Catalogue::find(std::string_view key) const {
    const auto found = std::ranges::lower_bound(indicators_, key, {}, &Indicator::key);
    return found != indicators_.end() && found->key == key ? &*found : nullptr;
}

bool hidden_from(const Reading& reading) {
    const bool few_behind_share = reading.denominator && *reading.denominator > 0 && *reading.denominator < small_sum;
    return reading.visible < reading.records && (reading.records < small_sum || few_behind_share);
}

std::string exact(std::int64_t value, int decimals) {
    if (decimals == 0) return grouped(value);
    std::int64_t scale = 1;
    for (int i = 0; i < decimals; ++i) scale *= 10;
    const std::int64_t magnitude = value < 0 ? -value : value;
    std::string fraction = std::to_string(magnitude % scale);
    fraction.insert(0, static_cast<std::size_t>(decimals) - fraction.size(), '0');
    return (value < 0 ? "-" : "") + grouped(magnitude / scale) + "." + fraction;
}

std::string printed(const Note& note) { return exact(note.value, note.decimals) + std::string(note.symbol); }

namespace {

// What the printed words promise about the reading, as base/chinese_number.h tests it.
PrintedReading with_bounds(const Printed& said, std::int64_t step, Form form) {
    PrintedReading made{.text = said.text};
    switch (form) {
        case Form::over:
            made.least = said.base + 1;
            made.most = said.base + step - 1;
            break;
        case Form::nearly:
            made.least = said.base - step / 2;
            made.most = said.base - 1;
            break;
        case Form::at_least:
            made.least = said.base;
            break;
        case Form::exact:
            made.least = said.base - step / 2;
            made.most = said.base + (step - 1) / 2;
            break;
    }
    return made;
}

}  // namespace

PrintedReading printed(const Indicator& indicator, const Reading& reading) {
    const std::string_view sign = indicator.symbol;
    // An office's report would say 「1.3万余」 of 13 482; of 48 it says 48.
    if (reading.value >= indicator.step) {
        if (const auto said = print_number(reading.value, indicator.decimals, indicator.step, indicator.form, sign))
            return with_bounds(*said, indicator.step, indicator.form);
    }
    return {.text = exact(reading.value, indicator.decimals) + std::string(sign),
            .form_fits = indicator.form == Form::exact};
}

}  // namespace tongguan::indicator
