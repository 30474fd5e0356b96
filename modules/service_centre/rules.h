// The rules of the service centre as questions: no database, no clock, no I/O. Each answers with the reason.
#pragma once

#include <string>
#include <vector>

#include "modules/service_centre/model.h"
#include "platform/access/actor.h"

namespace tongguan::service_centre {

struct MaterialGiven {  // what the applicant says of one material
    std::string key;
    MaterialState state = MaterialState::given;
};
struct MaterialWanted {  // what the item asks for
    std::string key;
    std::string name;
    std::string name_en;
    bool required = true;
};

namespace rules {

// May this actor take this step of this case now? The state has been checked before.
//   service_centre.case.applicant_decides   nobody accepts, refuses or decides what he asked for himself
//   service_centre.case.other_department    a decision is the handling department's (args department)
Outcome may_take(const Case& row, const access::Actor& actor, const workorder::Step& step);

// A filled form against the item's own conditions (behaviour.rules), one refusal per field:
//   service_centre.form.past         a day before `today`
//   service_centre.form.before       a day before another field's
//   service_centre.form.too_long     more days after another field's than allowed
Outcome form_agrees(const Json& behaviour, const entity::Record& form, Date today);

// The list of materials as the case keeps it: every one the item wants, in its order.
//   service_centre.material.unknown  not of this item        service_centre.material.twice
//   service_centre.material.missing  required and not given (each one named: 一次性告知 begins with the form)
Result<std::vector<Material>> complete_materials(const std::vector<MaterialWanted>& wanted,
                                                 const std::vector<MaterialGiven>& given);

// What stands in lists: the fields that the item names, joined.
std::string title_of(const Json& behaviour, const entity::Record& form, std::string_view item_name);

// A second one-time notice must say why the first did not (service_centre.case.second_notice).
Outcome notice_allowed(const Case& row, std::string_view why_again);

// "2021-00001"
std::string case_number(int year, std::int64_t sequence);

std::vector<MaterialWanted> wanted_materials(const Json& materials);

}  // namespace rules
}  // namespace tongguan::service_centre

namespace tongguan::entity {
template <>
const Description& describe<service_centre::MaterialGiven>();
template <>
const Description& describe<service_centre::MaterialWanted>();
}  // namespace tongguan::entity
