#include "base/time.h"

#include <array>
#include <cstddef>
#include <optional>
#include <stdexcept>

namespace tongguan {
namespace {

using namespace std::chrono;

constexpr Duration shanghai = hours{8};

// Reads exactly `width` ASCII digits at the front of `text` and takes them off.
std::optional<int> digits(std::string_view& text, std::size_t width) {
    if (text.size() < width) return std::nullopt;
    int number = 0;
    for (std::size_t i = 0; i < width; ++i) {
        if (text[i] < '0' || text[i] > '9') return std::nullopt;
        number = number * 10 + (text[i] - '0');
    }
    text.remove_prefix(width);
    return number;
}

bool take(std::string_view& text, char c) {
    if (text.empty() || text.front() != c) return false;
    text.remove_prefix(1);
    return true;
}

// RFC 3339 §5.6 full-date. PostgreSQL has no year 0, so neither have we.
std::optional<Date> take_date(std::string_view& text) {
    const auto y = digits(text, 4);
    if (!y || *y == 0 || !take(text, '-')) return std::nullopt;
    const auto m = digits(text, 2);
    if (!m || !take(text, '-')) return std::nullopt;
    const auto d = digits(text, 2);
    if (!d) return std::nullopt;
    const year_month_day ymd{year{*y}, month{static_cast<unsigned>(*m)}, day{static_cast<unsigned>(*d)}};
    if (!ymd.ok()) return std::nullopt;
    return Date{sys_days{ymd}};
}

// Digits after the point; those past the sixth are cut off, as PostgreSQL would not keep them either.
std::optional<Duration> take_fraction(std::string_view& text) {
    if (!take(text, '.')) return Duration{};
    std::int64_t micros = 0;
    std::size_t count = 0;
    for (; count < text.size() && text[count] >= '0' && text[count] <= '9'; ++count) {
        if (count < 6) micros = micros * 10 + (text[count] - '0');
    }
    if (count == 0 || count > 9) return std::nullopt;
    for (std::size_t i = count; i < 6; ++i) micros *= 10;
    text.remove_prefix(count);
    return Duration{micros};
}

std::optional<Duration> take_offset(std::string_view& text) {
    if (take(text, 'Z') || take(text, 'z')) return Duration{};
    const bool minus = !text.empty() && text.front() == '-';
    if (!minus && (text.empty() || text.front() != '+')) return std::nullopt;
    text.remove_prefix(1);
    const auto h = digits(text, 2);
    if (!h || *h > 23 || !take(text, ':')) return std::nullopt;
    const auto m = digits(text, 2);
    if (!m || *m > 59) return std::nullopt;
    const Duration offset = hours{*h} + minutes{*m};
    return minus ? -offset : offset;
}

void put(char*& at, unsigned number, int width) {
    for (int i = width - 1; i >= 0; --i, number /= 10) at[i] = static_cast<char>('0' + number % 10);
    at += width;
}

// Longest: a year of six characters. Years outside 0001…9999 cannot be parsed but are printed all the same (logs).
void put_date(char*& at, Date date) {
    const auto ymd = date.ymd();
    int y = static_cast<int>(ymd.year());
    if (y < 0) {
        *at++ = '-';
        y = -y;
    }
    put(at, static_cast<unsigned>(y), y > 9999 ? 5 : 4);
    *at++ = '-';
    put(at, static_cast<unsigned>(ymd.month()), 2);
    *at++ = '-';
    put(at, static_cast<unsigned>(ymd.day()), 2);
}

}  // namespace

Date make_date(int y, unsigned m, unsigned d) {
    const year_month_day ymd{year{y}, month{m}, day{d}};
    if (!ymd.ok()) throw std::invalid_argument("make_date: no such day");
    return Date{sys_days{ymd}};
}

Date date_of(Instant instant) { return Date{floor<days>(instant.at + shanghai)}; }

Duration time_of_day(Instant instant) {
    const auto local = instant.at + shanghai;
    return local - floor<days>(local);
}

Instant instant_at(Date date, Duration since_midnight) { return Instant{date.day + since_midnight - shanghai}; }

Result<Date> parse_date(std::string_view iso) {
    const auto date = take_date(iso);
    if (!date || !iso.empty()) return invalid("base.time.date");
    return *date;
}

Result<Instant> parse_instant(std::string_view iso) {
    const auto refused = [] { return invalid("base.time.instant"); };
    const auto date = take_date(iso);
    if (!date || !(take(iso, 'T') || take(iso, 't'))) return refused();
    const auto h = digits(iso, 2);
    if (!h || *h > 23 || !take(iso, ':')) return refused();
    const auto m = digits(iso, 2);
    if (!m || *m > 59 || !take(iso, ':')) return refused();
    const auto s = digits(iso, 2);
    if (!s || *s > 60) return refused();
    const auto fraction = take_fraction(iso);
    if (!fraction) return refused();
    const auto offset = take_offset(iso);
    if (!offset || !iso.empty()) return refused();
    if (*s == 60) return invalid("base.time.leap_second");
    const Instant instant{date->day + hours{*h} + minutes{*m} + seconds{*s} + *fraction - *offset};
    // What we accept we must be able to say again, in Shanghai time.
    if (const int y = date_of(instant).year(); y < 1 || y > 9999) return refused();
    return instant;
}

std::string to_string(Date date) {
    std::string out;
    append_iso(out, date);
    return out;
}

std::string to_string(Instant instant) {
    std::string out;
    append_iso(out, instant);
    return out;
}

void append_iso(std::string& out, Date date) {
    std::array<char, 16> buffer;
    char* at = buffer.data();
    put_date(at, date);
    out.append(buffer.data(), at);
}

void append_iso(std::string& out, Instant instant) {
    std::array<char, 48> buffer;
    char* at = buffer.data();
    put_date(at, date_of(instant));
    const std::int64_t of_day = time_of_day(instant).count();
    const auto second = static_cast<unsigned>(of_day / 1'000'000);
    auto micros = static_cast<unsigned>(of_day % 1'000'000);
    *at++ = 'T';
    put(at, second / 3600, 2);
    *at++ = ':';
    put(at, second / 60 % 60, 2);
    *at++ = ':';
    put(at, second % 60, 2);
    if (micros != 0) {
        int width = 6;
        for (; micros % 10 == 0; micros /= 10) --width;
        *at++ = '.';
        put(at, micros, width);
    }
    out.append(buffer.data(), at);
    out.append("+08:00");
}

}  // namespace tongguan
