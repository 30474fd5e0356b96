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

bool hidden_from(const Reading& reading) { return reading.records < small_sum && reading.visible < reading.records; }

std::string exact(std::int64_t value, int decimals) {
    if (decimals == 0) return grouped(value);
    std::int64_t scale = 1;
    for (int i = 0; i < decimals; ++i) scale *= 10;
    const std::int64_t magnitude = value < 0 ? -value : value;
    std::string fraction = std::to_string(magnitude % scale);
    fraction.insert(0, static_cast<std::size_t>(decimals) - fraction.size(), '0');
    return (value < 0 ? "-" : "") + grouped(magnitude / scale) + "." + fraction;
}

PrintedReading printed(const Indicator& indicator, const Reading& reading) {
    // An office's report would say 「1.3万余」 of 13 482; of 48 it says 48.
    if (reading.value >= indicator.step) {
        if (auto said =
                print_number(reading.value, indicator.decimals, indicator.step, indicator.form, indicator.symbol))
            return {said->text, true};
    }
    return {exact(reading.value, indicator.decimals) + std::string(indicator.symbol), indicator.form == Form::exact};
}

}  // namespace tongguan::indicator
