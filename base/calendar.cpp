#include "base/calendar.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>
#include <string>

#include "generated/base_assets.h"

namespace tongguan {
namespace {

std::string_view embedded(std::string_view path) {
    for (const Asset& asset : assets::base()) {
        if (asset.path == path) return asset.content;
    }
    throw std::logic_error("not embedded: " + std::string(path));
}

std::string_view take_line(std::string_view& text) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

// The last cell takes the rest of the line: a source may contain commas.
template <std::size_t N>
bool split(std::string_view line, std::array<std::string_view, N>& cells) {
    for (std::size_t i = 0; i + 1 < N; ++i) {
        const std::size_t comma = line.find(',');
        if (comma == std::string_view::npos) return false;
        cells[i] = line.substr(0, comma);
        line.remove_prefix(comma + 1);
    }
    cells[N - 1] = line;
    return !line.empty();
}

template <class Number>
bool read(std::string_view cell, Number& number) {
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
    return error == std::errc{} && end == cell.data() + cell.size();
}

// Past its headings, line by line; a refusal names the line.
template <class Add>
Outcome each_line(std::string_view text, Add add) {
    take_line(text);  // headings
    for (int number = 2; !text.empty(); ++number) {
        const std::string_view line = take_line(text);
        if (line.empty()) continue;
        if (Outcome outcome = add(line); !outcome) {
            outcome.error().args.emplace_back("line", std::to_string(number));
            return outcome;
        }
    }
    return Done{};
}

}  // namespace

Outcome WorkingCalendar::add_notice_line(std::string_view line, std::set<Date>& seen) {
    std::array<std::string_view, 3> cells;
    if (!split(line, cells)) return invalid("base.calendar.cells");
    const Date day = TRY(parse_date(cells[0]));
    const bool work = cells[1] == "work";
    if (!work && cells[1] != "off") return invalid("base.calendar.kind");
    if (!seen.insert(day).second) return invalid("base.calendar.twice");
    exceptions_.insert_or_assign(day, work);
    if (const auto ymd = day.ymd(); ymd.month() == std::chrono::October && ymd.day() == std::chrono::day{1}) {
        years_.insert(day.year());
    }
    return Done{};
}

Outcome WorkingCalendar::add_statutory_line(std::string_view line) {
    std::array<std::string_view, 4> cells;
    if (!split(line, cells)) return invalid("base.calendar.cells");
    const Date day = TRY(parse_date("2000-" + std::string(cells[0])));
    Statutory rule{.month = static_cast<unsigned>(day.ymd().month()),
                   .day = static_cast<unsigned>(day.ymd().day()),
                   .from = 0,
                   .until = 0};
    if (!read(cells[1], rule.from) || !read(cells[2], rule.until) || rule.until < rule.from) {
        return invalid("base.calendar.years");
    }
    statutory_.push_back(rule);
    return Done{};
}

Result<WorkingCalendar> WorkingCalendar::parse(std::string_view notices, std::string_view statutory) {
    WorkingCalendar calendar;
    std::set<Date> seen;
    TRY(each_line(notices, [&](std::string_view line) { return calendar.add_notice_line(line, seen); }));
    TRY(each_line(statutory, [&](std::string_view line) { return calendar.add_statutory_line(line); }));
    return calendar;
}

Result<WorkingCalendar> WorkingCalendar::parse(std::string_view notices) {
    return parse(notices, embedded("data/statutory_days.csv"));
}

Result<WorkingCalendar> WorkingCalendar::with(std::string_view notices) const {
    WorkingCalendar calendar = *this;
    std::set<Date> seen;
    TRY(each_line(notices, [&](std::string_view line) { return calendar.add_notice_line(line, seen); }));
    return calendar;
}

const WorkingCalendar& WorkingCalendar::published() {
    static const WorkingCalendar calendar = [] {
        auto parsed = parse(embedded("data/holidays.csv"));
        if (!parsed) throw std::logic_error("base/data: " + parsed.error().key);
        return *std::move(parsed);
    }();
    return calendar;
}

bool WorkingCalendar::is_statutory(Date day) const {
    const auto ymd = day.ymd();
    return std::ranges::any_of(statutory_, [&](const Statutory& rule) {
        return std::chrono::month{rule.month} == ymd.month() && std::chrono::day{rule.day} == ymd.day() &&
               rule.from <= day.year() && day.year() <= rule.until;
    });
}

bool WorkingCalendar::is_working(Date day) const {
    if (const auto found = exceptions_.find(day); found != exceptions_.end()) return found->second;
    if (day.weekday_iso() > 5) return false;
    return !is_provisional(day) || !is_statutory(day);
}

bool WorkingCalendar::is_holiday(Date day) const {
    if (const auto found = exceptions_.find(day); found != exceptions_.end()) return !found->second;
    return is_provisional(day) && is_statutory(day);
}

Date WorkingCalendar::add(Date start, int working_days) const {
    if (working_days < 0) throw std::invalid_argument("WorkingCalendar::add: negative");
    Date day = start;
    for (int left = working_days; left > 0;) {
        day = day + 1;
        if (is_working(day)) --left;
    }
    return day;
}

int WorkingCalendar::between(Date from, Date until) const {
    int count = 0;
    for (Date day = from + 1; day <= until; day = day + 1) count += is_working(day) ? 1 : 0;
    return count;
}

Date WorkingCalendar::next_working(Date day) const {
    while (!is_working(day)) day = day + 1;  // ends: no data row can make a whole week off for ever
    return day;
}

}  // namespace tongguan
