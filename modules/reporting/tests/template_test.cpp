#include <doctest/doctest.h>

#include <set>

#include "modules/reporting/template.h"

using namespace tongguan;
using namespace tongguan::reporting;

namespace {

struct Slots {
    std::multiset<std::string> figures, facts, plans;
};

Slots slots_of(const Template& source) {
    Slots slots;
    for (const auto& section : source.sections)
        for (const auto& item : section.items)
            for (const auto& part : item.parts) {
                if (part.kind == TemplatePart::Kind::text) continue;
                auto& group = section.plan                            ? slots.plans
                              : part.kind == TemplatePart::Kind::fact ? slots.facts
                                                                      : slots.figures;
                group.insert(part.key);
            }
    return slots;
}

}  // namespace

TEST_CASE("the report of 2021 has eighteen items, 39 figures, 22 facts and 4 plan figures, each once") {
    const auto source = load_template(2021);
    REQUIRE(source);
    const Slots slots = slots_of(*source);
    CHECK(slots.figures.size() == 39);
    CHECK(slots.facts.size() == 22);
    CHECK(slots.plans.size() == 4);
    std::set<std::string> once(slots.figures.begin(), slots.figures.end());
    once.insert(slots.facts.begin(), slots.facts.end());
    once.insert(slots.plans.begin(), slots.plans.end());
    CHECK(once.size() == 65);
    std::set<std::int64_t> numbers;
    for (const auto& section : source->sections)
        if (!section.plan)
            for (const auto& item : section.items) numbers.insert(item.number);
    CHECK(numbers.size() == 18);
    CHECK(*numbers.begin() == 1);
    CHECK(*numbers.rbegin() == 18);
}

TEST_CASE("no figure is typed in: the text between the slots carries no digits but names and years") {
    const auto source = load_template(2021);
    REQUIRE(source);
    for (const auto& section : source->sections)
        for (const auto& item : section.items)
            for (const auto& part : item.parts) {
                if (part.kind != TemplatePart::Kind::text) continue;
                std::string text = part.text;
                if (const auto address = text.find("水陆寺巷8-1号"); address != std::string::npos)
                    text.erase(address, std::string_view("水陆寺巷8-1号").size());  // a house number
                CAPTURE(text);
                CHECK(text.find_first_of("0123456789") == std::string::npos);
            }
}

TEST_CASE("a year without a template is refused by name") {
    const auto source = load_template(1999);
    REQUIRE(!source);
    CHECK(source.error().kind == Refusal::Kind::not_found);
    CHECK(source.error().key == "reporting.report.missing");
}
