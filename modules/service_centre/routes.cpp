#include "modules/service_centre/actions.h"
#include "modules/service_centre/module_parts.h"

namespace tongguan::service_centre {

std::vector<api::Route> routes() {
    const api::ListSpec lists{.filters = {"state", "item", "unit", "mine", "due", "q"},
                              .sorts = {"-submitted_at", "-accepted_at", "due_on"}};
    const std::string cases = "/api/service_centre/cases";
    const std::string one = cases + "/{id}";
    return {
        api::get<&list_items>("/api/service_centre/items", "service_centre.list_items", may::read_item),
        api::get<&view_item>("/api/service_centre/items/{id}", "service_centre.view_item", may::read_item),
        api::post<&assign_item>("/api/service_centre/items/{id}/assign", "service_centre.assign_item",
                                may::assign_item),

        api::post<&submit_case>(cases, "service_centre.submit_case", may::apply),
        api::list<&list_cases>(cases, "service_centre.list_cases", may::read, lists),
        api::get<&view_case>(one, "service_centre.view_case", may::read),
        api::get<&view_time_line>(one + "/time_line", "service_centre.view_time_line", may::read),

        api::post<&accept_case>(one + "/accept", "service_centre.accept_case", may::accept),
        api::post<&refuse_case>(one + "/refuse", "service_centre.refuse_case", may::refuse),
        api::post<&return_case>(one + "/return", "service_centre.return_case", may::give_notice),
        api::post<&resubmit_case>(one + "/resubmit", "service_centre.resubmit_case", may::resubmit),
        api::post<&approve_case>(one + "/approve", "service_centre.approve_case", may::decide),
        api::post<&reject_case>(one + "/reject", "service_centre.reject_case", may::decide),
        api::post<&finish_case>(one + "/finish", "service_centre.finish_case", may::finish),
        api::post<&rate_case>(one + "/rate", "service_centre.rate_case", may::rate),
        api::post<&withdraw_case>(one + "/withdraw", "service_centre.withdraw_case", may::withdraw),
    };
}

}  // namespace tongguan::service_centre
