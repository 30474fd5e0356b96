// A report as it is read: the template's parts with every slot answered or honestly empty.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "platform/db/permission.h"
#include "platform/entity/description.h"

namespace tongguan::reporting {

namespace may {
inline constexpr Permission read_report{"reporting.report.read"};
}

enum class PartKind { text, figure, fact };

// Why a slot shows what it shows.
enum class SlotState {
    none,       // plain text
    answered,   // printed in its form, which the records bear out
    exact,      // printed exactly: the records do not bear the form out (yet)
    no_source,  // 〔尚无数据来源〕
    no_right,   // the reader may not see this figure
    hidden,     // fewer than five records or parts of a share, and the reader may not see them all
};

struct Part {
    PartKind kind = PartKind::text;
    std::string text;  // what is printed; of an unanswered slot: empty, the face says why
    std::string unit;  // printed after a figure
    std::string key;   // of a slot
    SlotState state = SlotState::none;
};

struct Item {
    std::int64_t number = 0;
    std::string title;
    std::vector<Part> parts;
};

struct Section {
    std::string title;
    bool plan = false;
    std::vector<Item> items;
};

struct Report {
    std::int64_t year = 0;
    std::string title;
    Instant as_of;      // business time of the snapshot
    bool demo = false;  // of invented records: printed with it; on the desk every page says so by itself
    std::int64_t figures = 0;
    std::int64_t facts = 0;
    std::int64_t plans = 0;
    std::int64_t answered = 0;
    std::vector<Section> sections;
};

// The reports there are: the years that have a template.
struct ReportLine {
    std::int64_t year = 0;
    std::string title;
};

struct Reports {
    std::vector<ReportLine> items;  // the latest first
};

struct Note {
    std::string key;    // text key of what is counted
    std::string value;  // "12", "93.61%"
};

// One figure, opened.
struct Figure {
    std::string key;
    std::int64_t year = 0;
    std::int64_t version = 1;  // of the definition
    std::string nature;        // flow | stock
    std::string unit;          // text key
    std::string value;         // exact: "13,482", "97.35"
    std::string printed;       // "1.3万余", "95%以上"
    std::string form;          // exact | over | nearly | at_least
    std::string least;  // what the printed words allow, both included and written as the value; empty: no such end
    std::string most;
    bool form_fits = true;
    bool hidden = false;  // then nothing is told that the records could be counted by
    std::optional<std::int64_t> records;
    std::optional<std::int64_t> visible;
    std::optional<std::int64_t> numerator;
    std::optional<std::int64_t> denominator;
    std::optional<Instant> freshest;
    Instant as_of;
    std::string last_year;  // exact; empty: no records of that year
    std::vector<Note> notes;
};

struct FigureRow {
    std::string id;
    std::string number;
    std::string title;
    std::string unit;
    Date day;
    std::string address;
};

struct FigureRows {
    std::vector<FigureRow> items;
    std::string next;
};

}  // namespace tongguan::reporting

namespace tongguan::entity {
template <>
struct EnumWords<reporting::PartKind> {
    using enum reporting::PartKind;
    static constexpr std::array<std::pair<reporting::PartKind, std::string_view>, 3> words{
        {{text, "text"}, {figure, "figure"}, {fact, "fact"}}};
};
template <>
struct EnumWords<reporting::SlotState> {
    using enum reporting::SlotState;
    static constexpr std::array<std::pair<reporting::SlotState, std::string_view>, 6> words{{{none, "none"},
                                                                                             {answered, "answered"},
                                                                                             {exact, "exact"},
                                                                                             {no_source, "no_source"},
                                                                                             {no_right, "no_right"},
                                                                                             {hidden, "hidden"}}};
};
template <>
const Description& describe<reporting::Part>();
template <>
const Description& describe<reporting::Item>();
template <>
const Description& describe<reporting::Section>();
template <>
const Description& describe<reporting::Report>();
template <>
const Description& describe<reporting::ReportLine>();
template <>
const Description& describe<reporting::Reports>();
template <>
const Description& describe<reporting::Note>();
template <>
const Description& describe<reporting::Figure>();
template <>
const Description& describe<reporting::FigureRow>();
template <>
const Description& describe<reporting::FigureRows>();
}  // namespace tongguan::entity
