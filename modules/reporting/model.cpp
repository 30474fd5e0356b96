#include "modules/reporting/model.h"

namespace tongguan::entity {

using namespace reporting;

template <>
const Description& describe<Part>() {
    static const Description description = describe_struct("reporting.part", {
                                                                                 field<&Part::kind>(),
                                                                                 field<&Part::text>(),
                                                                                 field<&Part::unit>(),
                                                                                 field<&Part::key>(),
                                                                                 field<&Part::state>(),
                                                                             });
    return description;
}

template <>
const Description& describe<Item>() {
    static const Description description = describe_struct("reporting.item", {
                                                                                 field<&Item::number>(),
                                                                                 field<&Item::title>(),
                                                                                 field<&Item::parts>(),
                                                                             });
    return description;
}

template <>
const Description& describe<Section>() {
    static const Description description = describe_struct("reporting.section", {
                                                                                    field<&Section::title>(),
                                                                                    field<&Section::plan>(),
                                                                                    field<&Section::items>(),
                                                                                });
    return description;
}

template <>
const Description& describe<Report>() {
    static const Description description = describe_struct("reporting.report", {
                                                                                   field<&Report::year>(),
                                                                                   field<&Report::title>(),
                                                                                   field<&Report::as_of>(),
                                                                                   field<&Report::figures>(),
                                                                                   field<&Report::facts>(),
                                                                                   field<&Report::plans>(),
                                                                                   field<&Report::answered>(),
                                                                                   field<&Report::sections>(),
                                                                               });
    return description;
}

template <>
const Description& describe<ReportLine>() {
    static const Description description =
        describe_struct("reporting.report_line", {
                                                     field<&ReportLine::year>().label("reporting.report.year"),
                                                     field<&ReportLine::title>().label("reporting.report.title"),
                                                 });
    return description;
}

template <>
const Description& describe<Reports>() {
    static const Description description = describe_struct("reporting.reports", {field<&Reports::items>()});
    return description;
}

template <>
const Description& describe<Note>() {
    static const Description description =
        describe_struct("reporting.note", {field<&Note::key>(), field<&Note::value>()});
    return description;
}

template <>
const Description& describe<Figure>() {
    static const Description description = describe_struct(
        "reporting.figure", {
                                field<&Figure::key>(),         field<&Figure::year>(),      field<&Figure::version>(),
                                field<&Figure::nature>(),      field<&Figure::unit>(),      field<&Figure::value>(),
                                field<&Figure::printed>(),     field<&Figure::form>(),      field<&Figure::least>(),
                                field<&Figure::most>(),        field<&Figure::form_fits>(), field<&Figure::hidden>(),
                                field<&Figure::records>(),     field<&Figure::visible>(),   field<&Figure::numerator>(),
                                field<&Figure::denominator>(), field<&Figure::freshest>(),  field<&Figure::as_of>(),
                                field<&Figure::last_year>(),   field<&Figure::notes>(),
                            });
    return description;
}

template <>
const Description& describe<FigureRow>() {
    static const Description description =
        describe_struct("reporting.record", {
                                                field<&FigureRow::id>().label("reporting.record.key"),
                                                field<&FigureRow::number>(),
                                                field<&FigureRow::title>(),
                                                field<&FigureRow::unit>(),
                                                field<&FigureRow::day>(),
                                                field<&FigureRow::address>(),
                                            });
    return description;
}

template <>
const Description& describe<FigureRows>() {
    static const Description description =
        describe_struct("reporting.records", {field<&FigureRows::items>(), field<&FigureRows::next>()});
    return description;
}

}  // namespace tongguan::entity
