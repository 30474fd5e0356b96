// One audit entry and its canonical form: what is digested at insert and sealed afterwards. Values are salted and lie
// beside the entry, so that they can be erased while the chain stays whole.
#pragma once

#include <string>
#include <string_view>

#include "base/time.h"

namespace tongguan::audit {

inline constexpr std::size_t salt_bytes = 16;
inline constexpr std::size_t mac_bytes = 32;

struct Entry {
    std::int64_t id = 0;
    Instant recorded_at{};  // machine time
    Instant happened_at{};  // business time
    std::int64_t person = 0;
    std::int64_t post = 0;
    std::int64_t unit = 0;
    std::int64_t session = 0;
    std::string trace{};
    std::string verb{};
    std::string entity{};
    std::int64_t record = 0;
    std::string digest{};  // 32 raw bytes
};

std::string values_digest(std::string_view salt, std::string_view name, std::string_view content);
std::string canonical(const Entry& entry);
// What stands in a seal whose entry was gone before it could be sealed.
std::string canonical_missing(std::int64_t entry);

}  // namespace tongguan::audit
