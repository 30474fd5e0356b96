// Passwords: what may be one, and argon2id (RFC 9106) over it. One hash costs 64 MiB and about 55 ms, so at most two
// are made at a time, on threads of their own; the action pool never waits behind a sign-in.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <semaphore>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

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
    struct Options {
        std::ptrdiff_t at_once = 2;
        std::size_t waiting = 64;  // jobs beyond the running ones; a full row refuses at once
        std::size_t memory_bytes = 64U << 20U;
        unsigned long long passes = 2;
    };
    Hashing() : Hashing(Options{}) {}
    explicit Hashing(Options options);
    ~Hashing();  // finishes what waits

    // Runs the job on a thread of its own kind; false: the row is full, say 503.
    bool submit(std::function<void()> job);
    // Both wait for one of the `at_once` places.
    std::string hash(std::string_view password);  // PHC form, with a fresh salt
    bool verify(const std::string& stored, std::string_view password);
    // Of a password nobody has: verified against for accounts that do not exist, so that both answers take equal time.
    const std::string& decoy() const { return decoy_; }

private:
    static constexpr std::ptrdiff_t most_at_once = 16;
    void work();
    Options options_;
    std::counting_semaphore<most_at_once> places_;
    std::string decoy_;
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<std::function<void()>> row_;
    bool stopping_ = false;
    std::vector<std::jthread> threads_;
};

}  // namespace tongguan::access
