// The settings file, flattened: [session] idle_minutes = 30 is session_idle_minutes = 30.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tongguan::config {

struct FileEntry {
    std::string key, text;
    unsigned line;
};

// Refuses config.file_malformed (args line, reason) and config.not_a_value (lists, dates, fractions).
Result<std::vector<FileEntry>> flatten_toml(std::string_view content);

}  // namespace tongguan::config
