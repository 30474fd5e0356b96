#include "modules/organisation/routes.h"

#include "modules/organisation/actions.h"

namespace tongguan::organisation {

std::vector<api::Route> routes() {
    return {
        api::list<&list_units>("/api/organisation/units", "organisation.list_units", may::read_unit,
                               {.filters = {"parent", "q"}}),
        api::get<&view_unit>("/api/organisation/units/{id}", "organisation.view_unit", may::read_unit),
        api::list<&list_people>("/api/organisation/people", "organisation.list_people", may::read_person,
                                {.filters = {"unit", "q"}}),
        api::get<&view_person>("/api/organisation/people/{id}", "organisation.view_person", may::read_person),
        api::post<&register_people>("/api/organisation/people", "organisation.register_people", may::register_person),
    };
}

}  // namespace tongguan::organisation
