// Guessing is slowed, people are not locked out. Failures are counted in buckets; which buckets hear a try depends on
// where it comes from:
//   a browser that signed in to this account before   (account, device)
//   an address that did                                (account, address)
//   anywhere else                                      (account, address), account, address
// So whoever guesses from a unit's shared address delays the account's sign-in from unknown browsers there, never the
// colleagues' and never the owner's own browser. A delay ends by itself; nothing is ever locked for good.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "platform/work/work.h"

namespace tongguan::access {

struct ThrottleRule {
    std::int64_t free;  // failures without delay
    Duration first;     // the delay after them; doubles with each failure
    Duration longest;
    Duration forgotten;  // without a failure for this long, counting starts anew
};

// All figures of the throttle. A patient guesser of one account gets about a hundred tries a day.
inline constexpr ThrottleRule device_rule{5, std::chrono::seconds{5}, std::chrono::minutes{15}, std::chrono::hours{12}};
inline constexpr ThrottleRule pair_rule{5, std::chrono::seconds{5}, std::chrono::minutes{15}, std::chrono::hours{12}};
inline constexpr ThrottleRule account_rule{20, std::chrono::seconds{5}, std::chrono::minutes{5},
                                           std::chrono::hours{24}};
inline constexpr ThrottleRule address_rule{50, std::chrono::seconds{1}, std::chrono::seconds{30},
                                           std::chrono::hours{1}};

struct Tally {  // a bucket's row
    std::int64_t failures = 0;
    Instant last_at{};
    Instant open_at{};  // the next try is heard from here on
};
bool heard(const Tally& tally, Instant at);
Tally with_failure(const Tally& tally, const ThrottleRule& rule, Instant at);
Tally without_failure(const Tally& tally, const ThrottleRule& rule, Instant at);  // a counted try that turned out good

struct Bucket {
    std::string key;
    ThrottleRule rule;
    bool own = false;  // belongs to this account and place alone: emptied by a success
};
struct Origin {
    std::string login;   // folded
    std::string remote;  // as the server saw it
    std::string device;  // device token, or empty
    bool known_device = false;
    bool known_address = false;
};
std::vector<Bucket> buckets_of(const Origin& origin);  // sorted by key, so that two tries lock in one order
std::string address_group(std::string_view remote);    // IPv6: its /64, which one household or office holds

struct Counted {
    bool heard = false;
    std::int64_t tries_left = 0;  // before the next delay
    Duration wait{};              // when not heard: until the next try; when heard: the delay a failure brings
};
// Counts the try as failed before the password is looked at, so that many tries at once count as many.
Counted count_try(Work& work, const std::vector<Bucket>& buckets);
void take_back(Work& work, const std::vector<Bucket>& buckets);  // it was good

}  // namespace tongguan::access
