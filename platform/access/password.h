// Passwords: what may be one, and argon2id (RFC 9106) over it. One hash costs 64 MiB and about 55 ms, so at most two
// are made at a time; the routes that hash run on the heavy workers, so nothing else ever waits behind a sign-in.
#pragma once

#include <cstddef>
#include <semaphore>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tongguan::access {

inline constexpr std::size_t password_min = 10;         // characters
inline constexpr std::size_t password_long = 16;        // from here on any characters do
inline constexpr std::size_t password_max_bytes = 256;  // a bound for the hash, not a rule

// At least ten characters; three of four classes (lower, upper, digit, other) or sixteen characters; not the account,
// not among the common ones (data/common_passwords.txt). The refusal names the field "password".
Outcome password_allowed(std::string_view password, std::string_view login);

class Hashing {
public:
    static constexpr std::ptrdiff_t at_once = 2;  // hashes of one process
    struct Options {
        std::size_t memory_bytes = 64U << 20U;
        unsigned long long passes = 2;
    };
    Hashing() : Hashing(Options{}) {}
    explicit Hashing(Options options);

    // Both wait for one of the `at_once` places.
    std::string hash(std::string_view password);  // PHC form, with a fresh salt
    bool verify(const std::string& stored, std::string_view password);
    // Of a password nobody has: verified against for accounts that do not exist, so that both answers take equal time.
    const std::string& decoy() const { return decoy_; }

private:
    Options options_;
    std::counting_semaphore<at_once> places_{at_once};
    std::string decoy_;
};
// Threads that keep all places busy: while as many hash, as many more count the next try or open a session.
inline constexpr unsigned hashing_workers = 2 * Hashing::at_once;

}  // namespace tongguan::access
