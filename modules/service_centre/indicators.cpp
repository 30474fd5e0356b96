// The two figures of the annual report that this module answers for.
//
// One 办件 is one case accepted at the centre in the period: accepted and then withdrawn or rejected counts, not accepted
// does not. Satisfaction is over the cases finished in the period: (非常满意 + 满意 + 基本满意) / ratings given; no rating
// is never a good rating, so n and the response rate stand beside it.
#include <charconv>

#include "modules/service_centre/api.h"
#include "modules/service_centre/module_parts.h"
#include "modules/service_centre/store.h"

namespace tongguan::service_centre {

namespace {

struct Span {
    Instant from, until;  // until excluded
};
Span span_of(const indicator::Period& period) { return {instant_at(period.from), instant_at(period.until + 1)}; }

// The id of the last row of the page before; nothing and nonsense mean the first page of nothing at all.
Result<std::int64_t> row_before(std::string_view cursor) {
    std::int64_t id = 0;
    if (cursor.empty()) return id;
    const auto [end, error] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), id);
    if (error != std::errc{} || end != cursor.data() + cursor.size() || id <= 0)
        return invalid("service_centre.list.bad_cursor", {}, "cursor");
    return id;
}

Result<indicator::Reading> read_cases(Work& work, const indicator::Period& period) {
    const auto [from, until] = span_of(period);
    const store::Sum sum = store::accepted_between(work, from, until);
    return indicator::Reading{.value = sum.records,
                              .records = sum.records,
                              .visible = store::visible_accepted(work, from, until),
                              .freshest = sum.freshest,
                              .notes = {{"service_centre.note.open", sum.open}}};
}

Result<std::vector<indicator::Row>> rows_of_cases(Work& work, const indicator::Period& period, std::string_view cursor,
                                                  std::size_t limit) {
    const auto [from, until] = span_of(period);
    return store::accepted_rows(work, from, until, TRY(row_before(cursor)), limit);
}

Result<indicator::Reading> read_satisfaction(Work& work, const indicator::Period& period) {
    const auto [from, until] = span_of(period);
    const store::Sum finished = store::finished_between(work, from, until);
    const store::Sum accepted = store::accepted_between(work, from, until);
    // Share and response rate in hundredths of a percent, rounded down: a floor is never claimed too early.
    const std::int64_t share = finished.rated == 0 ? 0 : finished.satisfied * 10'000 / finished.rated;
    const std::int64_t response = finished.records == 0 ? 0 : finished.rated * 10'000 / finished.records;
    return indicator::Reading{.value = share,
                              .records = finished.records,
                              .visible = store::visible_finished(work, from, until),
                              .numerator = finished.satisfied,
                              .denominator = finished.rated,
                              .freshest = finished.freshest,
                              .notes = {{"service_centre.note.ratings", finished.rated},
                                        {"service_centre.note.response", response, 2, "%"},
                                        {"service_centre.note.unrated", finished.records - finished.rated},
                                        {"service_centre.note.open", accepted.open}}};
}

Result<std::vector<indicator::Row>> rows_of_satisfaction(Work& work, const indicator::Period& period,
                                                         std::string_view cursor, std::size_t limit) {
    const auto [from, until] = span_of(period);
    return store::finished_rows(work, from, until, TRY(row_before(cursor)), limit);
}

}  // namespace

std::vector<indicator::Indicator> indicators() {
    return {
        {.key = cases_indicator,
         .nature = indicator::Nature::flow,
         .step = 1000,
         .form = Form::over,
         .unit = "unit.case",
         .permission = may::see_figures,
         .read = &read_cases,
         .rows = &rows_of_cases},
        {.key = satisfaction_indicator,
         .nature = indicator::Nature::flow,
         .decimals = 2,
         .step = 500,  // five percent, in hundredths
         .form = Form::at_least,
         .unit = "unit.percent",
         .symbol = "%",
         .permission = may::see_figures,
         .read = &read_satisfaction,
         .rows = &rows_of_satisfaction},
    };
}

}  // namespace tongguan::service_centre
