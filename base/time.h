// Dates and instants. One zone: Asia/Shanghai, UTC+8 without summer time since 1991-09-15; no record here is older.
// Nothing in this file reads a clock. Two clocks are injected (base/clock.h): business time and machine time.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tongguan {

using Duration = std::chrono::microseconds;

// A civil day in Shanghai.
struct Date {
    std::chrono::sys_days day{};
    friend constexpr auto operator<=>(const Date&, const Date&) = default;
    std::chrono::year_month_day ymd() const { return std::chrono::year_month_day{day}; }
    int year() const { return static_cast<int>(ymd().year()); }
    unsigned weekday_iso() const { return std::chrono::weekday{day}.iso_encoding(); }  // 1 = Monday … 7 = Sunday
    friend constexpr Date operator+(Date date, int days) { return {date.day + std::chrono::days{days}}; }
    friend constexpr Date operator-(Date date, int days) { return {date.day - std::chrono::days{days}}; }
    friend constexpr int operator-(Date a, Date b) { return static_cast<int>((a.day - b.day).count()); }
};

Date make_date(int year, unsigned month, unsigned day);  // throws std::invalid_argument on a day that does not exist

// A moment, microseconds since 1970-01-01T00:00Z (PostgreSQL keeps the same precision).
struct Instant {
    std::chrono::sys_time<Duration> at{};
    friend constexpr auto operator<=>(const Instant&, const Instant&) = default;
    std::int64_t micros() const { return at.time_since_epoch().count(); }
    std::int64_t millis() const { return std::chrono::floor<std::chrono::milliseconds>(at.time_since_epoch()).count(); }
    friend constexpr Instant operator+(Instant instant, Duration d) { return {instant.at + d}; }
    friend constexpr Instant operator-(Instant instant, Duration d) { return {instant.at - d}; }
    friend constexpr Duration operator-(Instant a, Instant b) { return a.at - b.at; }
};

Date date_of(Instant instant);                                // the civil day in Shanghai
Duration time_of_day(Instant instant);                        // since that day's midnight
Instant instant_at(Date date, Duration since_midnight = {});  // 2021-12-31, 9h → 2021-12-31T09:00:00+08:00

Result<Date> parse_date(std::string_view iso);  // exactly YYYY-MM-DD; refuses 2021-02-29, other digits, other lengths
Result<Instant> parse_instant(std::string_view iso);  // RFC 3339 with Z or offset; refuses leap seconds
std::string to_string(Date date);                     // 2021-12-31
std::string to_string(Instant instant);               // 2021-12-31T09:00:00+08:00 (fraction only when not zero)
void append_iso(std::string& out, Date date);         // the same, behind what `out` holds already
void append_iso(std::string& out, Instant instant);

}  // namespace tongguan
