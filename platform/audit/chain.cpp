#include "platform/audit/chain.h"

#include <stdexcept>

#include "base/bytes.h"

namespace tongguan::audit {

SealKey::SealKey(std::string_view secret) : hmac_(secret) {
    if (secret.size() < sm3_size) throw std::invalid_argument("the key of the audit chain is too short");
    std::string named;
    append_canonical(named, "audit.key.1");
    append_canonical(named, secret);
    id_ = hex(sm3(named)).substr(0, 16);
}

std::string SealKey::mac(std::string_view previous, std::int64_t sequence, std::string_view canonical_entry) const {
    std::string bytes;
    append_canonical(bytes, previous);
    append_canonical(bytes, sequence);
    append_canonical(bytes, canonical_entry);
    return hmac_.of(bytes);
}

}  // namespace tongguan::audit
