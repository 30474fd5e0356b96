// SM3 (GB/T 32905-2016), HMAC over it, and random bytes from the operating system. The one file beneath that sees
// OpenSSL's digests; access, audit and work stand on it.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace tongguan::digest {

using Digest = std::array<unsigned char, 32>;

Digest sm3(std::string_view bytes);
Digest sm3(std::initializer_list<std::string_view> parts);  // of the parts one after another
Digest hmac_sm3(std::string_view key, std::initializer_list<std::string_view> parts);

inline std::string_view view(const Digest& digest) {
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}
bool equal(std::string_view a, std::string_view b);  // in time that depends on the lengths only

std::string random_bytes(std::size_t count);  // throws when the operating system has none to give
std::string hex(std::string_view bytes);
std::string base64url(std::string_view bytes);  // RFC 4648 section 5, without padding

// For canonical forms: numbers in eight big-endian bytes, texts behind their length, so that no two lists of fields
// ever give the same bytes.
void append_number(std::string& out, std::int64_t number);
void append_text(std::string& out, std::string_view text);

}  // namespace tongguan::digest
