#include "modules/reporting/template.h"

#include <algorithm>
#include <boost/json/object.hpp>
#include <charconv>
#include <functional>

#include "base/json.h"
#include "generated/reporting_assets.h"

namespace tongguan::reporting {

namespace {

std::string text_of(const boost::json::object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

TemplatePart part_of(const Json& json) {
    if (json.is_string()) return {.text = std::string(json.get_string())};
    const auto& object = json.as_object();
    if (object.contains("figure"))
        return {TemplatePart::Kind::figure, text_of(object, "unit"), text_of(object, "figure")};
    return {TemplatePart::Kind::fact, {}, text_of(object, "fact")};
}

TemplateItem item_of(const boost::json::object& object) {
    TemplateItem item{object.at("number").as_int64(), text_of(object, "title"), {}};
    for (const auto& part : object.at("parts").as_array()) item.parts.push_back(part_of(part));
    return item;
}

}  // namespace

Result<Template> parse_template(std::string_view text) {
    const Json json = TRY(parse_json(text));
    const auto& root = json.as_object();
    Template made{static_cast<int>(root.at("year").as_int64()), text_of(root, "title"), {}};
    for (const auto& section : root.at("sections").as_array()) {
        const auto& object = section.as_object();
        auto& added =
            made.sections.emplace_back(TemplateSection{text_of(object, "title"), object.contains("plan"), {}});
        for (const auto& item : object.at("items").as_array()) added.items.push_back(item_of(item.as_object()));
    }
    return made;
}

std::vector<int> template_years() {
    constexpr std::string_view before = "data/report_", after = ".json";
    std::vector<int> years;
    for (const Asset& file : assets::reporting()) {
        if (!file.path.starts_with(before) || !file.path.ends_with(after)) continue;
        const std::string_view digits =
            file.path.substr(before.size(), file.path.size() - before.size() - after.size());
        int year = 0;
        if (std::from_chars(digits.data(), digits.data() + digits.size(), year).ec == std::errc{})
            years.push_back(year);
    }
    std::ranges::sort(years, std::greater{});
    return years;
}

Result<Template> load_template(int year) {
    const std::string path = "data/report_" + std::to_string(year) + ".json";
    for (const Asset& file : assets::reporting())
        if (file.path == path) return parse_template(file.content);
    std::string years;
    for (const int known : template_years()) years.append(years.empty() ? "" : ", ").append(std::to_string(known));
    return not_found("reporting.report.missing", {{"year", std::to_string(year)}, {"years", years}});
}

}  // namespace tongguan::reporting
