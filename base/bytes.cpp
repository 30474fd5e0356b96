#include "base/bytes.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <array>
#include <cstdint>
#include <limits>
#include <stdexcept>

namespace tongguan {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::string_view url_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

constexpr std::array<std::int8_t, 256> reversed(std::string_view alphabet) {
    std::array<std::int8_t, 256> table{};
    table.fill(-1);
    for (std::size_t i = 0; i < alphabet.size(); ++i) {
        table[static_cast<unsigned char>(alphabet[i])] = static_cast<std::int8_t>(i);
    }
    return table;
}
constexpr auto url_values = reversed(url_alphabet);

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

unsigned byte_at(std::string_view bytes, std::size_t i) { return static_cast<unsigned char>(bytes[i]); }

}  // namespace

std::string random_bytes(std::size_t count) {
    std::string out(count, '\0');
    if (count > static_cast<std::size_t>(std::numeric_limits<int>::max())) throw std::invalid_argument("random_bytes");
    if (RAND_bytes(reinterpret_cast<unsigned char*>(out.data()), static_cast<int>(count)) != 1) {
        throw std::runtime_error("the system's random generator gives no bytes");
    }
    return out;
}

bool constant_time_equal(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string hex(std::string_view bytes) {
    std::string out(bytes.size() * 2, '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        out[2 * i] = hex_digits[byte_at(bytes, i) >> 4];
        out[2 * i + 1] = hex_digits[byte_at(bytes, i) & 15];
    }
    return out;
}

std::optional<std::string> from_hex(std::string_view text) {
    if (text.size() % 2 != 0) return std::nullopt;
    std::string out(text.size() / 2, '\0');
    for (std::size_t i = 0; i < out.size(); ++i) {
        const int high = hex_value(text[2 * i]);
        const int low = hex_value(text[2 * i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        out[i] = static_cast<char>(high * 16 + low);
    }
    return out;
}

std::string base64url(std::string_view bytes) {
    std::string out;
    out.reserve((bytes.size() * 4 + 2) / 3);
    unsigned bits = 0;
    unsigned held = 0;  // bits not yet written, in the low end
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        held = (held << 8) | byte_at(bytes, i);
        for (bits += 8; bits >= 6; bits -= 6) out += url_alphabet[(held >> (bits - 6)) & 63];
        held &= (1u << bits) - 1;
    }
    if (bits > 0) out += url_alphabet[(held << (6 - bits)) & 63];
    return out;
}

std::optional<std::string> from_base64url(std::string_view text) {
    if (text.size() % 4 == 1) return std::nullopt;
    std::string out;
    out.reserve(text.size() * 3 / 4);
    unsigned bits = 0;
    unsigned held = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int value = url_values[byte_at(text, i)];
        if (value < 0) return std::nullopt;
        held = (held << 6) | static_cast<unsigned>(value);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            out += static_cast<char>((held >> bits) & 255);
        }
        held &= (1u << bits) - 1;
    }
    if (held != 0) return std::nullopt;
    return out;
}

void append_canonical(std::string& out, std::int64_t number) {
    const auto value = static_cast<std::uint64_t>(number);
    for (unsigned shift = 64; shift > 0; shift -= 8) out += static_cast<char>((value >> (shift - 8)) & 255U);
}

void append_canonical(std::string& out, std::string_view text) {
    append_canonical(out, static_cast<std::int64_t>(text.size()));
    out += text;
}

}  // namespace tongguan
