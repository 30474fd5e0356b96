// Typed identifiers. 63 bits, time-ordered, known before the insert, strings in JSON (JavaScript loses bits past 2^53).
#pragma once

#include <atomic>
#include <compare>
#include <cstdint>
#include <functional>

namespace tongguan {

template <class Thing>
struct Id {
    std::int64_t value = 0;  // 0 = none
    friend constexpr auto operator<=>(Id, Id) = default;
    explicit constexpr operator bool() const { return value != 0; }
};

// 41 bits of milliseconds since 2020-01-01T00:00Z, 10 bits of node, 12 bits of count. `node` is taken from the
// database at start (one number per process start), so two servers never collide. A clock that goes back is
// ignored: the source counts on from the last value it gave. Thread-safe.
class IdSource {
public:
    explicit IdSource(std::int64_t node) : node_(node & 0x3FF) {}
    std::int64_t next(std::int64_t unix_ms);

private:
    std::int64_t node_;
    std::atomic<std::int64_t> last_{0};  // (ms << 12 | count), node left out
};

}  // namespace tongguan

template <class Thing>
struct std::hash<tongguan::Id<Thing>> {
    std::size_t operator()(tongguan::Id<Thing> id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
