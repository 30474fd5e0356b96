// What the process counts and how Prometheus reads it (text exposition format 0.0.4). Adding is a relaxed atomic on a
// shard of the calling thread and never locks; only the scrape walks all shards. Names, help and labels are declared
// once, in the code that owns the number, and a wrong or second declaration throws at start.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace tongguan::telemetry {

inline constexpr std::string_view exposition_type = "text/plain; version=0.0.4; charset=utf-8";
inline constexpr std::size_t shards = 8;         // threads are dealt out over them; a power of two
inline constexpr std::size_t series_max = 1000;  // of one family; further label values are counted as "other"

std::size_t shard_of_this_thread();

class Counter {
public:
    void add(std::uint64_t n = 1) { cells_[shard_of_this_thread()].n.fetch_add(n, std::memory_order_relaxed); }
    std::uint64_t value() const;

private:
    struct alignas(64) Cell {  // a cache line each, so that two threads do not pull at one
        std::atomic<std::uint64_t> n{0};
    };
    std::array<Cell, shards> cells_;
};

class Gauge {
public:
    void set(double value) { value_.store(value, std::memory_order_relaxed); }
    void add(double by) { value_.fetch_add(by, std::memory_order_relaxed); }
    double value() const { return value_.load(std::memory_order_relaxed); }

private:
    std::atomic<double> value_{0};
};

// Seconds a request, a query or a job takes: 1 ms … 10 s.
inline constexpr std::array<double, 13> latency_buckets{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
                                                        0.25,  0.5,    1,     2.5,  5,     10};

class Histogram {
public:
    explicit Histogram(std::span<const double> bounds);  // upper bounds, rising and finite; +Inf is added
    void observe(double value);
    void observe(Duration duration) { observe(std::chrono::duration<double>(duration).count()); }

    struct Reading {
        std::vector<std::uint64_t> buckets;  // not cumulative; one more than the bounds
        std::uint64_t count = 0;
        double sum = 0;
    };
    Reading read() const;
    const std::vector<double>& bounds() const { return bounds_; }

private:
    std::vector<double> bounds_;
    std::size_t stride_;  // atomics of one shard, rounded up to cache lines
    std::unique_ptr<std::atomic<std::uint64_t>[]> counts_;
    struct alignas(64) Sum {
        std::atomic<double> value{0};
    };
    std::array<Sum, shards> sums_;
};

// The series of one name, told apart by label values. with() takes a shared lock: callers on a hot path keep what it
// gives, which lives as long as the registry.
template <class Metric>
class Family {
public:
    virtual ~Family() = default;
    virtual Metric& with(std::initializer_list<std::string_view> label_values) = 0;
};

class Registry {
public:
    Registry();
    ~Registry();
    Registry(const Registry&) = delete;
    Registry& operator=(const Registry&) = delete;

    using Labels = std::vector<std::string>;
    // Throw std::logic_error: a name or label outside Prometheus's alphabet, no help, a name declared before.
    Counter& counter(std::string_view name, std::string_view help);
    Family<Counter>& counters(std::string_view name, std::string_view help, Labels labels);
    Gauge& gauge(std::string_view name, std::string_view help);
    Family<Gauge>& gauges(std::string_view name, std::string_view help, Labels labels);
    Histogram& histogram(std::string_view name, std::string_view help,
                         std::span<const double> bounds = latency_buckets);
    Family<Histogram>& histograms(std::string_view name, std::string_view help, Labels labels,
                                  std::span<const double> bounds = latency_buckets);
    // Read at each scrape, in the scraping thread: a queue's depth, the log's drops. Must be thread-safe and quick.
    void gauge_from(std::string_view name, std::string_view help, std::function<double()> read);
    void counter_from(std::string_view name, std::string_view help, std::function<double()> read);

    std::string exposition() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

// The process as its system sees it: resident memory, processor time, open files, start (machine time).
void add_process_metrics(Registry& registry, Instant started);

}  // namespace tongguan::telemetry
