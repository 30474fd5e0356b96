// One value as PostgreSQL sends it: binary format, big-endian, or NULL. Decoding is a few instructions and never
// allocates; a wrong width is a bug of a statement and throws.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace tongguan::entity {

struct Cell {
    const char* bytes = nullptr;  // nullptr = NULL
    int size = 0;

    bool is_null() const { return bytes == nullptr; }
    std::int64_t integer() const;  // int2, int4, int8
    bool boolean() const;
    std::string_view text() const { return {bytes, static_cast<std::size_t>(size)}; }
    Date date() const;                           // date: days since 2000-01-01
    Instant instant() const;                     // timestamptz: microseconds since 2000-01-01
    std::string_view json() const;               // jsonb: version byte taken off; json as it is
    std::vector<std::int64_t> integers() const;  // int8[]
    std::vector<std::string> texts() const;      // text[]
};

}  // namespace tongguan::entity
