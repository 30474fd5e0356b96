// Reading reports and opening figures. Reporting changes nothing.
#pragma once

#include "modules/reporting/model.h"
#include "platform/api/route.h"
#include "platform/work/work.h"

namespace tongguan::reporting {

Result<Report> view_report(Work& work, Id<Report> year);
// Refuses reporting.figure.no_source {key} when nothing answers it, access.no_right when the reader may not see it.
Result<Figure> view_figure(Work& work, std::string_view key, int year);
inline constexpr std::size_t records_per_page = 25;
Result<FigureRows> view_records(Work& work, std::string_view key, int year, std::string_view cursor);

}  // namespace tongguan::reporting
