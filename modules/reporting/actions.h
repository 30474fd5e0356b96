// Reading reports and opening figures. Reporting changes nothing.
#pragma once

#include "modules/reporting/model.h"
#include "platform/api/route.h"
#include "platform/work/work.h"

namespace tongguan::reporting {

Result<Reports> list_reports(Work& work);
// Refuses reporting.report.missing {year, years}.
Result<Report> view_report(Work& work, int year);
// Refuses reporting.figure.other_year {year, first, last}; reporting.figure.no_source {key} when nothing answers it;
// access.no_right when the reader may not see it.
Result<Figure> view_figure(Work& work, std::string_view key, int year);
inline constexpr std::size_t records_per_page = 25;
// A cursor of another figure or year is refused (api.cursor).
Result<FigureRows> view_records(Work& work, std::string_view key, int year, std::string_view cursor);

}  // namespace tongguan::reporting
