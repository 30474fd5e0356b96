#include "platform/digest/digest.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <memory>
#include <stdexcept>

namespace tongguan::digest {

namespace {

struct Free {
    void operator()(EVP_MD* md) const { EVP_MD_free(md); }
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    void operator()(EVP_MAC* mac) const { EVP_MAC_free(mac); }
    void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
};

void check(bool good, const char* what) {
    if (!good) throw std::runtime_error(std::string("openssl: ") + what);
}

// Fetching an algorithm costs more than digesting a token, so each is fetched once.
const EVP_MD* sm3_algorithm() {
    static const std::unique_ptr<EVP_MD, Free> md(EVP_MD_fetch(nullptr, "SM3", nullptr));
    check(md != nullptr, "SM3 is not offered");
    return md.get();
}
EVP_MAC* hmac_algorithm() {
    static const std::unique_ptr<EVP_MAC, Free> mac(EVP_MAC_fetch(nullptr, "HMAC", nullptr));
    check(mac != nullptr, "HMAC is not offered");
    return mac.get();
}
const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

}  // namespace

Digest sm3(std::string_view bytes) { return sm3({bytes}); }

Digest sm3(std::initializer_list<std::string_view> parts) {
    thread_local const std::unique_ptr<EVP_MD_CTX, Free> context(EVP_MD_CTX_new());
    Digest digest{};
    check(EVP_DigestInit_ex(context.get(), sm3_algorithm(), nullptr) == 1, "digest init");
    for (const auto part : parts) check(EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1, "digest update");
    check(EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) == 1, "digest final");
    return digest;
}

Digest hmac_sm3(std::string_view key, std::initializer_list<std::string_view> parts) {
    const std::unique_ptr<EVP_MAC_CTX, Free> context(EVP_MAC_CTX_new(hmac_algorithm()));
    std::string name = "SM3";
    const OSSL_PARAM params[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name.data(), name.size()),
                                 OSSL_PARAM_construct_end()};
    check(EVP_MAC_init(context.get(), bytes_of(key), key.size(), params) == 1, "mac init");
    for (const auto part : parts) check(EVP_MAC_update(context.get(), bytes_of(part), part.size()) == 1, "mac update");
    Digest digest{};
    std::size_t length = 0;
    check(EVP_MAC_final(context.get(), digest.data(), &length, digest.size()) == 1, "mac final");
    return digest;
}

bool equal(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string random_bytes(std::size_t count) {
    std::string bytes(count, '\0');
    check(RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) == 1, "no random bytes");
    return bytes;
}

std::string hex(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        out += digits[byte >> 4U];
        out += digits[byte & 0xFU];
    }
    return out;
}

std::string base64url(std::string_view bytes) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string out;
    out.reserve((bytes.size() * 4 + 2) / 3);
    std::uint32_t bits = 0;
    unsigned held = 0;
    for (const char c : bytes) {
        bits = (bits << 8U) | static_cast<unsigned char>(c);
        held += 8;
        while (held >= 6) {
            held -= 6;
            out += alphabet[(bits >> held) & 0x3FU];
        }
    }
    if (held > 0) out += alphabet[(bits << (6 - held)) & 0x3FU];
    return out;
}

void append_number(std::string& out, std::int64_t number) {
    const auto value = static_cast<std::uint64_t>(number);
    for (unsigned shift = 64; shift > 0; shift -= 8) out += static_cast<char>((value >> (shift - 8)) & 0xFFU);
}

void append_text(std::string& out, std::string_view text) {
    append_number(out, static_cast<std::int64_t>(text.size()));
    out += text;
}

}  // namespace tongguan::digest
