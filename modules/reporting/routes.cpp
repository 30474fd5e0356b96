#include "modules/reporting/routes.h"

#include <charconv>

#include "modules/reporting/actions.h"

namespace tongguan::reporting {

namespace {

// The year asked for; without one, this year.
int year_of(Work& work, const api::Context& context) {
    const auto asked = context.query("year");
    if (!asked) return work.today().year();
    int year = 0;
    const auto [end, error] = std::from_chars(asked->data(), asked->data() + asked->size(), year);
    return error == std::errc{} && end == asked->data() + asked->size() ? year
                                                                        : 0;  // 0 is refused as a year without a report
}

api::Route figure_route() {
    api::Route route{.kind = api::Kind::snapshot,
                     .path = "/api/reporting/indicators/{key}",
                     .operation = "reporting.view_figure",
                     .permission = may::read_report,
                     .output = &entity::describe<Figure>(),
                     .list = {.filters = {"year"}}};
    route.run = [](Work& work, const api::Context& context, const Json&) -> Result<std::string> {
        return api::detail::answer_json(TRY(view_figure(work, context.param("key"), year_of(work, context))));
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
        return api::detail::answer_json(TRY(
            view_records(work, context.param("key"), year_of(work, context), context.query("cursor").value_or(""))));
    };
    return route;
}

}  // namespace

std::vector<api::Route> routes() {
    return {
        api::snapshot<&view_report>("/api/reporting/reports/{id}", "reporting.view_report", may::read_report),
        figure_route(),
        records_route(),
    };
}

}  // namespace tongguan::reporting
