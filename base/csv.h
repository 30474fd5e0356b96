// Dated data files: comma-separated, first line names the columns, no quoting, UTF-8. Ours only, never a stranger's.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tongguan {

// One map per line, column → value. Throws std::runtime_error on a line with another number of columns.
std::vector<std::map<std::string, std::string, std::less<>>> read_csv(std::string_view csv);

std::vector<std::string> split(std::string_view text, char separator);  // "a|b" → a, b; "" → nothing

}  // namespace tongguan
