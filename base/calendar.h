// Working days from dated data (base/data/holidays.csv: the State Council's yearly notices 2021–2026).
#pragma once

#include <map>
#include <set>
#include <string_view>

#include "base/time.h"

namespace tongguan {

class WorkingCalendar {
public:
    // `csv`: day,kind(off|work),source — one line per day that differs from Monday–Friday.
    static Result<WorkingCalendar> parse(std::string_view csv);
    static const WorkingCalendar& published();  // the data shipped with this build

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

private:
    std::map<Date, bool> exceptions_;  // day → working?
    std::set<int> years_;              // years whose notice is in the data
};

}  // namespace tongguan
