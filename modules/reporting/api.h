// What the rest may use of reporting: the report as text, for the command line.
#pragma once

#include <string>
#include <string_view>

#include "modules/reporting/model.h"
#include "platform/i18n/texts.h"
#include "platform/work/work.h"

namespace tongguan::reporting {

// Reads a whole report in the caller's snapshot. Refuses reporting.report.missing for a year without a template.
Result<Report> read_report(Work& work, int year);

std::string as_markdown(const Report& report, const i18n::Texts& texts, std::string_view language);
std::string as_html(const Report& report, const i18n::Texts& texts,
                    std::string_view language);  // one self-contained page

}  // namespace tongguan::reporting
