// A reported figure that can be opened (design §1.10): its definition, its rows, its freshness, its printed form.
// Seeing an indicator is its own permission. Sums under five records are hidden from readers without those rows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/chinese_number.h"
#include "base/json.h"
#include "base/result.h"
#include "base/time.h"
#include "platform/db/permission.h"

namespace tongguan {
class Work;
}

namespace tongguan::indicator {

enum class Nature : std::uint8_t { flow, stock };  // over a period, at a date

struct Period {
    Date from, until;  // both included
    static Period year(int year);
};

struct Note {  // a number said with the figure: open, unrated, response …
    std::string_view key;
    std::int64_t value = 0;  // scaled by 10^decimals
    int decimals = 0;
    std::string_view symbol{};  // printed with it: "%"
};

struct Reading {
    std::int64_t value = 0;                   // scaled by 10^decimals
    std::int64_t records = 0;                 // rows that stand behind it
    std::int64_t visible = 0;                 // … of which the reader sees
    std::optional<std::int64_t> numerator{};  // shares: 满意 ratings …
    std::optional<std::int64_t> denominator{};
    std::optional<Instant> freshest{};  // the last record that counts
    std::vector<Note> notes{};
};

struct Row {  // one record behind a figure, as the drawer lists it
    std::int64_t id;
    std::string number, title, unit;
    Date day;
    std::string address;  // page of the desk: "/service-centre/cases/123"
};

struct Indicator {
    std::string_view key;  // "service_centre.cases"; texts: indicator.<key>, .definition, .formula
    int version = 1;       // of the definition
    Nature nature = Nature::flow;
    int decimals = 0;       // value is scaled by 10^decimals
    std::int64_t step = 1;  // of the printed form
    Form form = Form::exact;
    std::string_view unit;      // text key: unit.case
    std::string_view symbol{};  // printed with the figure itself: "%"
    Permission permission;      // to see the figure
    Result<Reading> (*read)(Work&, const Period&) = nullptr;
    Result<std::vector<Row>> (*rows)(Work&, const Period&, std::string_view cursor,
                                     std::size_t limit) = nullptr;  // visible ones, newest first
};

}  // namespace tongguan::indicator
