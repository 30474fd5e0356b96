// All indicators of this build by key, and what is done with any of them: print, hide small sums, open.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "platform/indicator/indicator.h"

namespace tongguan::indicator {

class Catalogue {
public:
    Catalogue() = default;
    explicit Catalogue(std::vector<Indicator> indicators);  // throws std::logic_error on a key that stands twice
    const Indicator* find(std::string_view key) const;
    const std::vector<Indicator>& all() const { return indicators_; }

private:
    std::vector<Indicator> indicators_;  // sorted by key
};

// Fewer records than this could name a person: the sum is hidden from a reader who may not see the rows themselves, and
// so is a share over so few (of a hundred cases, three may have been rated).
inline constexpr std::int64_t small_sum = 5;
bool hidden_from(const Reading& reading);

// The figure as a report prints it; nothing when the records do not bear the form out ("1.3万余" of 12 000).
// Where the form's step does not fit (small data), the figure is printed exactly and the slot says so. A share carries
// its sign, because Chinese puts it inside the words: 95%以上.
struct PrintedReading {
    std::string text;
    bool form_fits = true;                        // false: printed exactly, since the form would not be true
    std::optional<std::int64_t> least{}, most{};  // the readings these words allow, both included; none = no such end
};
PrintedReading printed(const Indicator& indicator, const Reading& reading);

// "97.35" for 9735 with two decimals; trailing zeros of a share are kept.
std::string exact(std::int64_t value, int decimals);
std::string printed(const Note& note);  // "12", "93.61%"

}  // namespace tongguan::indicator
