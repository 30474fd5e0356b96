#include "modules/reporting/routes.h"

#include <charconv>

#include "modules/reporting/actions.h"

namespace tongguan::reporting {

namespace {

// A year as it is written: four digits.
Result<int> year_from(std::string_view text) {
    int year = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
    if (text.size() != 4 || error != std::errc{} || end != text.data() + text.size() || year <= 0)
        return invalid("reporting.year", {}, "year");
    return year;
}

// The year asked for; without one, this year.
Result<int> year_of(Work& work, const api::Context& context) {
    const auto asked = context.query("year");
    return asked ? year_from(*asked) : work.today().year();
}

api::Route report_route() {
    api::Route route{.kind = api::Kind::snapshot,
                     .path = "/api/reporting/reports/{year}",
                     .operation = "reporting.view_report",
                     .permission = may::read_report,
                     .output = &entity::describe<Report>()};
    route.run = [](Work& work, const api::Context& context, const Json&) -> Result<std::string> {
        const int year = TRY(year_from(context.param("year")));
        return api::detail::answer_json(TRY(view_report(work, year)));
    };
    return route;
}

api::Route figure_route() {
    api::Route route{.kind = api::Kind::snapshot,
                     .path = "/api/reporting/indicators/{key}",
                     .operation = "reporting.view_figure",
                     .permission = may::read_report,
                     .output = &entity::describe<Figure>(),
                     .list = {.filters = {"year"}}};
    route.run = [](Work& work, const api::Context& context, const Json&) -> Result<std::string> {
        const int year = TRY(year_of(work, context));
        return api::detail::answer_json(TRY(view_figure(work, context.param("key"), year)));
    };
    return route;
}

api::Route records_route() {
    api::Route route{.kind = api::Kind::snapshot,
                     .path = "/api/reporting/indicators/{key}/records",
                     .operation = "reporting.view_records",
                     .permission = may::read_report,
                     .output = &entity::describe<FigureRows>(),
                     .list = {.filters = {"year", "cursor"}}};
    route.run = [](Work& work, const api::Context& context, const Json&) -> Result<std::string> {
        const int year = TRY(year_of(work, context));
        const std::string_view cursor = context.query("cursor").value_or("");
        return api::detail::answer_json(TRY(view_records(work, context.param("key"), year, cursor)));
    };
    return route;
}

}  // namespace

std::vector<api::Route> routes() {
    return {
        api::get<&list_reports>("/api/reporting/reports", "reporting.list_reports", may::read_report),
        report_route(),
        figure_route(),
        records_route(),
    };
}

}  // namespace tongguan::reporting
