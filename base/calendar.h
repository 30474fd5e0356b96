// Working days from dated data: base/data/holidays.csv (the State Council's yearly notices 2021–2026) and, for years
// without a notice, base/data/statutory_days.csv (the days the law of that year fixes by the sun calendar).
#pragma once

#include <map>
#include <set>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace tongguan {

class WorkingCalendar {
public:
    // `notices`: day,kind(off|work),source — one line per day that a notice names, weekends in a holiday included.
    // `statutory`: MM-DD,from_year,until_year,source. Refusals name the line (arg line).
    static Result<WorkingCalendar> parse(std::string_view notices, std::string_view statutory);
    static Result<WorkingCalendar> parse(std::string_view notices);  // with the statutory days of this build
    static const WorkingCalendar& published();                       // the data shipped with this build
    // With further notices in the same form: a year that was published after this build was made. A line for a day that
    // is known already takes its place.
    Result<WorkingCalendar> with(std::string_view notices) const;

    bool is_working(Date day) const;
    // A year whose notice is not yet published counts weekends and the statutory days that are fixed by the sun
    // calendar; a due date that touches one is provisional and is computed again when the notice comes.
    bool is_provisional(Date day) const { return !years_.contains(day.year()); }

    // The n-th working day after `start`; `start` itself is not counted. add(2021-02-10, 3) = 2021-02-20. n >= 0.
    Date add(Date start, int working_days) const;
    // Working days in (from, until]; 0 when until <= from.
    int between(Date from, Date until) const;
    // `day` itself when it is a working day, else the next one.
    Date next_working(Date day) const;

    // A day off that law or notice names (a festival and the days moved to it), not a plain weekend.
    bool is_holiday(Date day) const;

private:
    struct Statutory {
        unsigned month, day;
        int from, until;  // years, both included
    };
    Outcome add_notice_line(std::string_view line, std::set<Date>& seen);
    Outcome add_statutory_line(std::string_view line);
    bool is_statutory(Date day) const;

    std::map<Date, bool> exceptions_;  // day → working?
    std::vector<Statutory> statutory_;
    std::set<int> years_;  // years whose notice is in the data: those whose 1 October it names, as every notice does
};

}  // namespace tongguan
