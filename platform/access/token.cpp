#include "platform/access/token.h"

#include "base/bytes.h"
#include "base/sm3.h"

namespace tongguan::access {

std::string new_token() { return base64url(random_bytes(token_bytes)); }

std::optional<std::string> token_digest(std::string_view token) {
    const auto bytes = from_base64url(token);
    if (!bytes || bytes->size() != token_bytes) return std::nullopt;
    return sm3(token);
}

std::string new_code() {
    constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";  // no I, L, O, U
    std::string code;
    for (const char byte : random_bytes(code_length)) {
        if (code.size() == code_length / 2) code += '-';
        code += alphabet[static_cast<unsigned char>(byte) % alphabet.size()];  // 256 is a multiple of 32: no bias
    }
    return code;
}

std::string code_digest(std::int64_t id, std::string_view code) {
    std::string plain;
    append_canonical(plain, id);
    for (char c : code) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        if (c == 'O') c = '0';
        if (c == 'I' || c == 'L') c = '1';
        if (c != '-' && c != ' ') plain += c;
    }
    return std::string(sm3(plain));
}

}  // namespace tongguan::access
