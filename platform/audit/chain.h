// The chain over sealed entries: mac = HMAC-SM3(key, previous mac, sequence, canonical entry). The key lies outside the
// database, so who may write the database cannot write the chain. Pure functions; no database here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/sm3.h"

namespace tongguan::audit {

// A key and the name that seals carry. Older keys stay in the list for checking; the last one seals.
class SealKey {
public:
    explicit SealKey(std::string_view secret);  // at least 32 random bytes
    const std::string& id() const { return id_; }
    std::string mac(std::string_view previous, std::int64_t sequence, std::string_view canonical_entry) const;

private:
    std::string id_;  // the first bytes of a digest of the secret: tells keys apart, gives nothing away
    HmacSm3 hmac_;
};

struct Head {  // the end of the chain
    std::int64_t sequence = 0;
    std::string mac = std::string(32, '\0');
};

}  // namespace tongguan::audit
