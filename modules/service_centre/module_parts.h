// What module.cpp puts together: the parts that other files of this module make.
#pragma once

#include <vector>

#include "modules/service_centre/model.h"
#include "platform/module/module.h"

namespace tongguan::service_centre {

std::vector<api::Route> routes();
std::vector<indicator::Indicator> indicators();
std::string_view asset(std::string_view path);  // an embedded file of this module; throws when it is not there
std::vector<Item> sample_items();
Outcome load_items(Work& work);
Outcome bring_up_to_date(Work& work);  // at every start: the items, and due days that a new year's notice moves
std::vector<Holding> holdings(Work& work, Id<Person> person);
void reparent(Work& work, Id<Unit> from, Id<Unit> to);
Outcome demo(const Services& services);

}  // namespace tongguan::service_centre
