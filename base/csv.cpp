#include "base/csv.h"

#include <stdexcept>

namespace tongguan {

namespace {

std::vector<std::string> cells(std::string_view line, char separator) {
    std::vector<std::string> found;
    std::size_t start = 0;
    while (true) {
        const std::size_t stop = line.find(separator, start);
        found.emplace_back(line.substr(start, stop == std::string_view::npos ? stop : stop - start));
        if (stop == std::string_view::npos) return found;
        start = stop + 1;
    }
}

}  // namespace

std::vector<std::string> split(std::string_view text, char separator) {
    if (text.empty()) return {};
    return cells(text, separator);
}

std::vector<std::map<std::string, std::string, std::less<>>> read_csv(std::string_view csv) {
    std::vector<std::string> names;
    std::vector<std::map<std::string, std::string, std::less<>>> lines;
    std::size_t number = 0;
    for (const std::string& line : cells(csv, '\n')) {
        ++number;
        if (line.empty()) continue;
        auto values = cells(line, ',');
        if (names.empty()) {
            names = std::move(values);
            continue;
        }
        if (values.size() != names.size())
            throw std::runtime_error("csv line " + std::to_string(number) + ": wrong number of columns");
        auto& row = lines.emplace_back();
        for (std::size_t i = 0; i < names.size(); ++i) row.emplace(names[i], std::move(values[i]));
    }
    return lines;
}

}  // namespace tongguan
