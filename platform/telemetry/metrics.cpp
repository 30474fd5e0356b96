#include "platform/telemetry/metrics.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace tongguan::telemetry {

std::size_t shard_of_this_thread() {
    static std::atomic<std::size_t> dealt{0};
    thread_local const std::size_t mine = dealt.fetch_add(1, std::memory_order_relaxed) % shards;
    return mine;
}

std::uint64_t Counter::value() const {
    std::uint64_t sum = 0;
    for (const Cell& cell : cells_) sum += cell.n.load(std::memory_order_relaxed);
    return sum;
}

Histogram::Histogram(std::span<const double> bounds)
    : bounds_(bounds.begin(), bounds.end()),
      stride_((bounds.size() + 1 + 7) / 8 * 8),
      counts_(std::make_unique<std::atomic<std::uint64_t>[]>(shards * stride_)) {
    if (bounds_.empty() || !std::ranges::all_of(bounds_, [](double b) { return std::isfinite(b); }) ||
        std::ranges::adjacent_find(bounds_, std::greater_equal<>{}) != bounds_.end()) {
        throw std::logic_error("histogram bounds must rise and be finite");
    }
}

void Histogram::observe(double value) {
    if (std::isnan(value)) return;  // would poison the sum for ever
    const auto bucket = static_cast<std::size_t>(std::ranges::lower_bound(bounds_, value) - bounds_.begin());
    const std::size_t shard = shard_of_this_thread();
    counts_[shard * stride_ + bucket].fetch_add(1, std::memory_order_relaxed);
    sums_[shard].value.fetch_add(value, std::memory_order_relaxed);
}

Histogram::Reading Histogram::read() const {
    Reading reading{.buckets = std::vector<std::uint64_t>(bounds_.size() + 1)};
    for (std::size_t shard = 0; shard < shards; ++shard) {
        for (std::size_t i = 0; i < reading.buckets.size(); ++i) {
            reading.buckets[i] += counts_[shard * stride_ + i].load(std::memory_order_relaxed);
        }
        reading.sum += sums_[shard].value.load(std::memory_order_relaxed);
    }
    for (const std::uint64_t n : reading.buckets) reading.count += n;  // so that +Inf and _count always agree
    return reading;
}

}  // namespace tongguan::telemetry
