#include "base/id.h"

#include <algorithm>

#include "base/origin.h"

namespace tongguan {
namespace {

constexpr std::int64_t epoch_ms = 1'577'836'800'000;  // 2020-01-01T00:00:00Z
constexpr int count_bits = 12;
constexpr int node_bits = 10;
constexpr std::int64_t count_mask = (1 << count_bits) - 1;

}  // namespace

std::int64_t IdSource::next(std::int64_t unix_ms) {
    // Milliseconds and count are one number that only grows: a full millisecond (4096 ids) borrows from the next one,
    // a clock that goes back is passed over, and the first value is 1, because 0 means "none".
    const std::int64_t now = std::max<std::int64_t>(unix_ms - epoch_ms, 0) << count_bits;
    std::int64_t last = last_.load(std::memory_order_relaxed);
    std::int64_t mine = 0;
    do {
        mine = std::max(now, last + 1);
    } while (!last_.compare_exchange_weak(last, mine, std::memory_order_relaxed));
    return ((mine >> count_bits) << (node_bits + count_bits)) | (node_ << count_bits) | (mine & count_mask);
}

std::int64_t origin_of(std::int64_t id) { return (id >> count_bits) & ((1 << node_bits) - 1); }

}  // namespace tongguan
