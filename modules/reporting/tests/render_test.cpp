#include <doctest/doctest.h>

#include "generated/reporting_assets.h"
#include "modules/reporting/api.h"

using namespace tongguan;
using namespace tongguan::reporting;

namespace {

i18n::Texts own_texts() {
    i18n::Texts texts;
    for (const Asset& file : assets::reporting())
        if (file.path == "texts/zh.json") REQUIRE(texts.add("zh", file.content));
    return texts;
}

const std::string hostile = R"(<script>alert("x")</script>&amp;)";
const std::string harmless = "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;amp;";

// Hostile words in every place that takes some.
Report hostile_report() {
    Report report{.year = 2021, .title = hostile, .figures = 1, .answered = 1};
    Section& section = report.sections.emplace_back(Section{.title = hostile});
    Item& item = section.items.emplace_back(Item{.number = 1, .title = hostile});
    item.parts = {
        {.kind = PartKind::text, .text = hostile},
        {.kind = PartKind::figure, .text = hostile, .unit = hostile, .key = hostile, .state = SlotState::answered},
        {.kind = PartKind::figure, .unit = hostile, .key = hostile, .state = SlotState::no_source}};
    return report;
}

std::size_t count(std::string_view text, std::string_view wanted) {
    std::size_t found = 0;
    for (std::size_t at = text.find(wanted); at != text.npos; at = text.find(wanted, at + wanted.size())) ++found;
    return found;
}

}  // namespace

TEST_CASE("no word of a record becomes markup of the page") {
    const std::string page = as_html(hostile_report(), own_texts(), "zh");
    CHECK(page.find("<script") == std::string::npos);
    // title twice, section, item, text, figure's key, value and unit, empty slot's key and unit
    CHECK(count(page, harmless) == 10);
}

TEST_CASE("a report of a demo says so before its first figure, one of a real house does not") {
    const i18n::Texts texts = own_texts();
    Report report = hostile_report();
    for (const auto write : {&as_markdown, &as_html}) {
        report.demo = false;
        CHECK(write(report, texts, "zh").find("演示数据") == std::string::npos);
        report.demo = true;
        const std::string page = write(report, texts, "zh");
        const auto said = page.find("演示数据");
        REQUIRE(said != std::string::npos);
        CHECK(said < page.find("数字栏"));
    }
}
