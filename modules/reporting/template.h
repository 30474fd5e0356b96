// The template of a year's report: sections, items and their parts, read from data/report_<year>.json.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tongguan::reporting {

struct TemplatePart {
    enum class Kind { text, figure, fact };
    Kind kind = Kind::text;
    std::string text;  // text: as it stands; figure: the unit that follows it; fact: nothing
    std::string key;   // of figure and fact
};

struct TemplateItem {
    std::int64_t number = 0;  // 1–18; of the plan: as in its own list
    std::string title;
    std::vector<TemplatePart> parts;
};

struct TemplateSection {
    std::string title;
    bool plan = false;  // next year's plan: never printed as a result
    std::vector<TemplateItem> items;
};

struct Template {
    int year = 0;
    std::string title;
    std::vector<TemplateSection> sections;
};

// Refuses not_found (reporting.report.missing {year, years}) when the year has none.
Result<Template> load_template(int year);
std::vector<int> template_years();  // that have one, the latest first
Result<Template> parse_template(std::string_view json);

}  // namespace tongguan::reporting
