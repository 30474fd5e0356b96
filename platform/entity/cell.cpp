#include "platform/entity/cell.h"

#include <bit>
#include <cstring>
#include <stdexcept>
#include <string>

namespace tongguan::entity {

namespace {

// PostgreSQL counts days and microseconds from 2000-01-01T00:00Z (src/include/datatype/timestamp.h).
constexpr std::chrono::sys_days postgres_epoch{std::chrono::year{2000} / std::chrono::January / 1};

[[noreturn]] void bad(const char* what, int size) {
    throw std::logic_error(std::string("a column is not a binary ") + what + " (" + std::to_string(size) + " bytes)");
}

template <class Number>
Number big_endian(const char* bytes) {
    static_assert(std::endian::native == std::endian::little, "the servers we build for");
    Number number;
    std::memcpy(&number, bytes, sizeof number);
    if constexpr (sizeof(Number) == 2)
        return static_cast<Number>(__builtin_bswap16(static_cast<std::uint16_t>(number)));
    else if constexpr (sizeof(Number) == 4)
        return static_cast<Number>(__builtin_bswap32(static_cast<std::uint32_t>(number)));
    else
        return static_cast<Number>(__builtin_bswap64(static_cast<std::uint64_t>(number)));
}

// Walks a one-dimensional array without NULLs: header (dimensions, null flag, element type), extent, then each
// element with its length (src/backend/utils/adt/arrayfuncs.c, array_send).
template <class Each>
void each_element(const Cell& cell, Each&& each) {
    constexpr int header = 12;
    constexpr int extent = 8;
    if (cell.size < header) bad("array", cell.size);
    const auto dimensions = big_endian<std::int32_t>(cell.bytes);
    if (dimensions == 0) return;
    if (dimensions != 1 || cell.size < header + extent) bad("array of one dimension", cell.size);
    const auto count = big_endian<std::int32_t>(cell.bytes + header);
    const char* at = cell.bytes + header + extent;
    const char* const end = cell.bytes + cell.size;
    for (std::int32_t i = 0; i < count; ++i) {
        if (end - at < 4) bad("array", cell.size);
        const auto length = big_endian<std::int32_t>(at);
        at += 4;
        if (length < 0 || end - at < length) bad("array without NULLs", cell.size);
        each(Cell{at, length});
        at += length;
    }
}

}  // namespace

std::int64_t Cell::integer() const {
    switch (bytes == nullptr ? 0 : size) {
        case 8:
            return big_endian<std::int64_t>(bytes);
        case 4:
            return big_endian<std::int32_t>(bytes);
        case 2:
            return big_endian<std::int16_t>(bytes);
        default:
            bad("integer", size);
    }
}

bool Cell::boolean() const {
    if (bytes == nullptr || size != 1) bad("boolean", size);
    return *bytes != 0;
}

Date Cell::date() const {
    if (bytes == nullptr || size != 4) bad("date", size);
    return Date{postgres_epoch + std::chrono::days{big_endian<std::int32_t>(bytes)}};
}

Instant Cell::instant() const {
    if (bytes == nullptr || size != 8) bad("timestamptz", size);
    return Instant{std::chrono::sys_time<Duration>{postgres_epoch} + Duration{big_endian<std::int64_t>(bytes)}};
}

std::string_view Cell::json() const {
    if (bytes == nullptr) bad("json", size);
    // jsonb is sent as version 1 and its text (src/backend/utils/adt/jsonb.c, jsonb_send); json has no such byte.
    const std::string_view all = text();
    return all.starts_with('\1') ? all.substr(1) : all;
}

std::vector<std::int64_t> Cell::integers() const {
    std::vector<std::int64_t> all;
    if (!is_null()) each_element(*this, [&](const Cell& element) { all.push_back(element.integer()); });
    return all;
}

std::vector<std::string> Cell::texts() const {
    std::vector<std::string> all;
    if (!is_null()) each_element(*this, [&](const Cell& element) { all.emplace_back(element.text()); });
    return all;
}

}  // namespace tongguan::entity
