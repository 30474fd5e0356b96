// SM3 (GB/T 32905-2016) and HMAC-SM3 (RFC 2104 over SM3, 64-byte block), by OpenSSL's EVP. SM3 is the digest that
// Chinese offices must use: the audit chain, idempotency bodies, session tokens and file digests are all made of it.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "base/bytes.h"

namespace tongguan {

inline constexpr std::size_t sm3_size = 32;  // bytes

std::string sm3(std::string_view data);      // 32 raw bytes
std::string sm3_hex(std::string_view data);  // 64 lower-case digits
std::string hmac_sm3(std::string_view key, std::string_view data);
std::string hmac_sm3_hex(std::string_view key, std::string_view data);

// A digest of parts that never stand together in memory (uploads, audit rows).
class Sm3 {
public:
    Sm3();
    ~Sm3();
    Sm3(Sm3&&) noexcept;
    Sm3& operator=(Sm3&&) noexcept;
    Sm3& add(std::string_view part);
    std::string finish();  // 32 raw bytes; the object then begins anew

private:
    struct State;
    std::unique_ptr<State> state_;
};

// HMAC-SM3 under one key for many messages: the key's two blocks are digested once. Const calls are thread-safe.
class HmacSm3 {
public:
    explicit HmacSm3(std::string_view key);
    ~HmacSm3();
    HmacSm3(HmacSm3&&) noexcept;
    HmacSm3& operator=(HmacSm3&&) noexcept;
    std::string of(std::string_view data) const;  // 32 raw bytes
    bool verify(std::string_view data, std::string_view mac) const { return constant_time_equal(of(data), mac); }

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace tongguan
