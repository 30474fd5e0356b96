// Any bytes as a date, an instant, an amount: refused, or said again in a spelling that is read as the same value.
#include <cstdlib>
#include <string>

#include "base/calendar.h"
#include "base/quantity.h"
#include "base/time.h"

using namespace tongguan;

namespace {

void must(bool held) {
    if (!held) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    if (const auto date = parse_date(bytes)) {
        must(to_string(*date) == bytes);  // one spelling only
        must(date_of(instant_at(*date)) == *date);
        const Date due = WorkingCalendar::published().next_working(*date);
        must(due >= *date && due - *date < 20);
    }
    if (const auto instant = parse_instant(bytes)) {
        const auto again = parse_instant(to_string(*instant));
        must(again && *again == *instant);
        must(instant_at(date_of(*instant), time_of_day(*instant)) == *instant);
    }
    if (const auto money = parse_money(bytes)) {
        const auto again = parse_money(to_string(*money));
        must(again && *again == *money);
    }
    if (const auto area = parse_area(bytes)) {
        const auto again = parse_area(to_string(*area));
        must(again && *again == *area);
    }
    (void)WorkingCalendar::parse(bytes);
    return 0;
}
