// A file that was embedded at build time (migrations, texts, dated data).
#pragma once

#include <string_view>

namespace tongguan {

struct Asset {
    std::string_view path;  // relative to its folder: "migrations/0001_cases.sql"
    std::string_view content;
};

}  // namespace tongguan
