// The two clocks, both injected; a lint refuses any other way to learn the time in C++, SQL and Vue.
//   business: due dates, validity, statistics. In a demo it is machine time plus a fixed offset set at load.
//   machine:  sessions, TLS, leases, throttling, logs, the audit's recorded-at.
#pragma once

#include <atomic>

#include "base/time.h"

namespace tongguan {

class Clock {
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
};

class MachineClock final : public Clock {
public:
    Instant now() const override;  // the one call of system_clock::now in the tree
};

// Business time: another clock plus an offset (zero in a real installation).
class ShiftedClock final : public Clock {
public:
    ShiftedClock(const Clock& machine, Duration offset) : machine_(machine), offset_(offset) {}
    Instant now() const override { return machine_.now() + offset_; }
    Duration offset() const { return offset_; }

private:
    const Clock& machine_;
    Duration offset_;
};

// For tests and for making a demo year: stands still until it is moved.
class HandClock final : public Clock {
public:
    explicit HandClock(Instant start) : micros_(start.micros()) {}
    Instant now() const override { return Instant{std::chrono::sys_time<Duration>{Duration{micros_.load()}}}; }
    void set(Instant instant) { micros_.store(instant.micros()); }
    void advance(Duration by) { micros_.fetch_add(by.count()); }

private:
    std::atomic<std::int64_t> micros_;
};

struct Clocks {
    const Clock& business;
    const Clock& machine;
};

}  // namespace tongguan
