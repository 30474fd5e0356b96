#include "modules/reporting/actions.h"

#include "modules/reporting/api.h"
#include "modules/reporting/template.h"
#include "platform/api/cursor.h"
#include "platform/indicator/catalogue.h"

namespace tongguan::reporting {

namespace {

inline constexpr int first_year = 2000;
inline constexpr int last_year = 2100;

const indicator::Indicator* find_indicator(Work& work, std::string_view key) {
    const auto* catalogue = work.services().indicators;
    return catalogue ? catalogue->find(key) : nullptr;
}

// What stands in a slot for this reader.
Result<Part> answer_figure(Work& work, const TemplatePart& slot, int year) {
    Part part{.kind = PartKind::figure, .unit = slot.text, .key = slot.key, .state = SlotState::no_source};
    const indicator::Indicator* figure = find_indicator(work, slot.key);
    if (!figure) return part;
    if (!work.actor().may(figure->permission)) {
        part.state = SlotState::no_right;
        return part;
    }
    const indicator::Reading reading = TRY(figure->read(work, indicator::Period::year(year)));
    if (reading.records == 0) return part;  // a source without one record has said nothing yet
    if (indicator::hidden_from(reading)) {
        part.state = SlotState::hidden;
        return part;
    }
    const auto printed = indicator::printed(*figure, reading);
    part.text = printed.text;
    if (part.unit == "%") part.unit.clear();  // stands inside the words
    part.state = printed.form_fits ? SlotState::answered : SlotState::exact;
    return part;
}

Result<Part> answer(Work& work, const TemplatePart& slot, int year) {
    switch (slot.kind) {
        case TemplatePart::Kind::text:
            return Part{.text = slot.text};
        case TemplatePart::Kind::fact:
            return Part{.kind = PartKind::fact, .key = slot.key, .state = SlotState::no_source};
        case TemplatePart::Kind::figure:
            break;
    }
    return answer_figure(work, slot, year);
}

void count(Report& report, const Part& part, bool plan) {
    if (part.kind == PartKind::text) return;
    if (plan)
        ++report.plans;
    else if (part.kind == PartKind::fact)
        ++report.facts;
    else
        ++report.figures;
    if (part.state == SlotState::answered || part.state == SlotState::exact) ++report.answered;
}

Result<const indicator::Indicator*> permitted(Work& work, std::string_view key) {
    const indicator::Indicator* figure = find_indicator(work, key);
    if (!figure) return not_found("reporting.figure.no_source", {{"key", std::string(key)}});
    TRY(work.require(figure->permission));
    return figure;
}

std::string_view form_word(Form form) {
    switch (form) {
        case Form::over:
            return "over";
        case Form::nearly:
            return "nearly";
        case Form::at_least:
            return "at_least";
        case Form::exact:
            break;
    }
    return "exact";
}

Outcome has_figures(int year) {
    if (year < first_year || year > last_year)
        return not_found("reporting.figure.other_year", {{"year", std::to_string(year)},
                                                         {"first", std::to_string(first_year)},
                                                         {"last", std::to_string(last_year)}});
    return Done{};
}

}  // namespace

Result<Report> read_report(Work& work, int year) {
    const Template source = TRY(load_template(year));
    Report report{.year = year, .title = source.title, .as_of = work.now(), .demo = work.services().demo};
    for (const TemplateSection& section : source.sections) {
        Section& made = report.sections.emplace_back(Section{section.title, section.plan, {}});
        for (const TemplateItem& item : section.items) {
            Item& line = made.items.emplace_back(Item{item.number, item.title, {}});
            for (const TemplatePart& slot : item.parts) {
                line.parts.push_back(TRY(answer(work, slot, year)));
                count(report, line.parts.back(), section.plan);
            }
        }
    }
    return report;
}

Result<Reports> list_reports(Work& work) {
    TRY(work.require(may::read_report));
    Reports reports;
    for (const int year : template_years()) reports.items.push_back({year, TRY(load_template(year)).title});
    return reports;
}

Result<Report> view_report(Work& work, int year) {
    TRY(work.require(may::read_report));
    return read_report(work, year);
}

Result<Figure> view_figure(Work& work, std::string_view key, int year) {
    TRY(has_figures(year));
    const indicator::Indicator* source = TRY(permitted(work, key));
    const indicator::Reading reading = TRY(source->read(work, indicator::Period::year(year)));
    const indicator::Reading before = TRY(source->read(work, indicator::Period::year(year - 1)));
    Figure figure{.key = std::string(key),
                  .year = year,
                  .version = source->version,
                  .nature = source->nature == indicator::Nature::flow ? "flow" : "stock",
                  .unit = std::string(source->unit),
                  .hidden = indicator::hidden_from(reading),
                  .as_of = work.now()};
    if (figure.hidden)
        return figure;  // how many there are is the sum itself, and their last moment says there are some
    figure.records = reading.records;
    figure.visible = reading.visible;
    figure.freshest = reading.freshest;
    const auto printed = indicator::printed(*source, reading);
    figure.value = indicator::exact(reading.value, source->decimals);
    figure.printed = printed.text;
    figure.form = form_word(source->form);
    if (printed.least) figure.least = indicator::exact(*printed.least, source->decimals);
    if (printed.most) figure.most = indicator::exact(*printed.most, source->decimals);
    figure.form_fits = printed.form_fits;
    figure.numerator = reading.numerator;
    figure.denominator = reading.denominator;
    for (const indicator::Note& note : reading.notes)
        figure.notes.push_back({std::string(note.key), indicator::printed(note)});
    if (before.records > 0 && !indicator::hidden_from(before))
        figure.last_year = indicator::exact(before.value, source->decimals);
    return figure;
}

Result<FigureRows> view_records(Work& work, std::string_view key, int year, std::string_view cursor) {
    TRY(has_figures(year));
    const indicator::Indicator* source = TRY(permitted(work, key));
    const std::string order = "reporting.records:" + std::string(key) + ":" + std::to_string(year);
    std::string last;  // as the indicator's own list names its place
    if (!cursor.empty()) last = std::to_string(TRY(api::Cursor::parse(cursor, order, 0)).id);
    const auto rows = TRY(source->rows(work, indicator::Period::year(year), last, records_per_page));
    FigureRows records;
    for (const indicator::Row& row : rows)
        records.items.push_back({std::to_string(row.id), row.number, row.title, row.unit, row.day, row.address});
    if (rows.size() == records_per_page)
        records.next = api::Cursor{.order = order, .keys = {}, .id = rows.back().id}.text();
    return records;
}

}  // namespace tongguan::reporting
