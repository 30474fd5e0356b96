// The secrets a browser or a person is handed: session and device tokens, CSRF tokens, one-time codes. Only digests
// of them are kept.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tongguan::access {

inline constexpr std::size_t token_bytes = 32;  // 256 random bits, 43 characters of base64url
inline constexpr std::size_t code_length = 10;  // 50 random bits in Crockford's base 32, said and typed by people

std::string new_token();
// Nothing when the text cannot be one of our tokens: strangers' cookies never reach the database.
std::optional<std::string> token_digest(std::string_view token);

std::string new_code();  // "7KXQ2-M4T9C"
std::string code_digest(std::int64_t id,
                        std::string_view code);  // as it is typed: case, blanks and hyphens do not count

}  // namespace tongguan::access
