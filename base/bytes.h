// Raw bytes: where secrets come from, how they are compared and how they are spelled in a URL, a header or a file.
// One place, so that nobody compares a token with == or draws one from anything but the operating system's generator.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tongguan {

std::string random_bytes(std::size_t count);  // raw bytes of the CSPRNG; throws std::runtime_error when it has none

// Time depends on the lengths only. Different lengths are unequal.
bool constant_time_equal(std::string_view a, std::string_view b);

std::string hex(std::string_view bytes);                     // lower case
std::optional<std::string> from_hex(std::string_view text);  // either case; nothing on any other character
std::string base64url(std::string_view bytes);               // RFC 4648 §5, without padding
// Strict: no padding, no white space, no other alphabet, unused bits zero, so each value has one spelling.
std::optional<std::string> from_base64url(std::string_view text);

// Canonical forms, to be digested: a number in eight big-endian bytes, a text behind its length, so that no two lists
// of fields ever give the same bytes.
void append_canonical(std::string& out, std::int64_t number);
void append_canonical(std::string& out, std::string_view text);

}  // namespace tongguan
