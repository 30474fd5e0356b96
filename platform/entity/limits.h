// The bounds of what a description lets in when its fields name none.
#pragma once

#include <cstddef>
#include <cstdint>

namespace tongguan::entity::limits {

inline constexpr std::int64_t text_code_points = 200;      // also: longer texts may hold line breaks
inline constexpr std::int64_t word_code_points = 200;      // one word of Type::words
inline constexpr std::int64_t items = 200;                 // list, words, ids
inline constexpr std::int64_t document_bytes = 64 * 1024;  // of Type::document
inline constexpr std::size_t faults = 100;                 // reported of one input; more are left out
inline constexpr std::size_t form_fields = 200;            // of a form kept as data
inline constexpr std::size_t form_choices = 500;           // of one of its fields

}  // namespace tongguan::entity::limits
