#include "modules/service_centre/model.h"

namespace tongguan::entity {

using namespace service_centre;  // NOLINT: this file says nothing else

template <>
const Description& describe<Item>() {
    static const Description description =
        describe_struct("service_centre.item", {
                                                   field<&Item::id>().server(),
                                                   field<&Item::code>().max(40),
                                                   field<&Item::edition>().server(),
                                                   field<&Item::category>(),
                                                   field<&Item::name>().max(60),
                                                   field<&Item::name_en>().max(80),
                                                   field<&Item::basis>().max(300),
                                                   field<&Item::handling_unit>().optional(),
                                                   field<&Item::handling_department>().optional(),
                                                   field<&Item::handling_department_name>().max(60),
                                                   field<&Item::acceptance_days>().min(0).max(60),
                                                   field<&Item::promised_days>().min(0).max(365),
                                                   field<&Item::statutory_days>().min(0).max(365),
                                                   field<&Item::correction_days>().min(1).max(60),
                                                   field<&Item::form>(),
                                                   field<&Item::materials>(),
                                                   field<&Item::behaviour>(),
                                                   field<&Item::sample>(),
                                                   field<&Item::published_on>(),
                                                   field<&Item::ended_on>(),
                                                   field<&Item::version>().server(),
                                               });
    return description;
}

template <>
const Description& describe<Case>() {
    static const Description description = describe_struct(
        "service_centre.case", workorder::workorder_columns<Case>() +
                                   std::vector<Field>{
                                       field<&Case::number>().max(16).unique().sheet().server(),
                                       field<&Case::item>().refers_to("service_centre.item").server(),
                                       field<&Case::item_code>().max(40).server(),
                                       field<&Case::item_edition>().server(),
                                       field<&Case::item_name>().max(60).sheet().server(),
                                       field<&Case::title>().max(200).sheet().server().personal("service"),
                                       field<&Case::title_folded>().max(400).hidden().server().personal("service"),
                                       field<&Case::is_open>().hidden().server(),
                                       field<&Case::form>().server().personal("service"),
                                       field<&Case::unit_name>().max(80).sheet().server(),
                                       field<&Case::applicant>().server(),
                                       field<&Case::applicant_post>().server(),
                                       field<&Case::applicant_name>().max(60).sheet().server().personal("service"),
                                       field<&Case::applicant_department_name>().max(60).server(),
                                       field<&Case::handling_department_name>().max(60).sheet().server(),
                                       field<&Case::channel>().sheet().server(),
                                       field<&Case::submitted_at>().sheet().server(),
                                       field<&Case::returns>().server(),
                                       field<&Case::notice>().max(1000).server(),
                                       field<&Case::decided_at>().sheet().server(),
                                       field<&Case::decided_by>().server().optional(),
                                       field<&Case::decided_by_name>().max(60).server(),
                                       field<&Case::opinion>().max(1000).server(),
                                       field<&Case::clause>().max(300).server(),
                                       field<&Case::remedy>().max(300).server(),
                                       field<&Case::result>().max(300).server(),
                                       field<&Case::visits>().max(99).sheet().server(),
                                       field<&Case::rating>().sheet().server(),
                                   });
    return description;
}

template <>
const Description& describe<Material>() {
    static const Description description = describe_struct(
        "service_centre.material", {
                                       field<&Material::id>().server(),
                                       field<&Material::case_id>().refers_to("service_centre.case").server(),
                                       field<&Material::position>(),
                                       field<&Material::key>().max(40),
                                       field<&Material::name>().max(80),
                                       field<&Material::required>(),
                                       field<&Material::state>(),
                                   });
    return description;
}

template <>
const Description& describe<Entry>() {
    static const Description description = describe_struct(
        "service_centre.entry", std::vector<Field>{field<&Entry::case_id>().refers_to("service_centre.case")} +
                                    workorder::time_line_columns<Entry>());
    return description;
}

template <>
const Description& describe<Rating>() {
    static const Description description = describe_struct(
        "service_centre.rating", {
                                     field<&Rating::id>().server(),
                                     field<&Rating::case_id>().refers_to("service_centre.case").unique().server(),
                                     field<&Rating::level>(),
                                     field<&Rating::points>().max(8),
                                     field<&Rating::comment>().max(300),
                                     field<&Rating::rated_at>(),
                                     field<&Rating::person>(),
                                     field<&Rating::person_name>().max(60).personal("service"),
                                 });
    return description;
}

template <>
const Description& describe<YearNumber>() {
    static const Description description = describe_struct("service_centre.year_number", {
                                                                                             field<&YearNumber::year>(),
                                                                                             field<&YearNumber::last>(),
                                                                                         });
    return description;
}

template <>
const Entity& entity<Item>() {
    // Everybody may know what can be applied for.
    static const Entity entity{"service_centre.item", "service_centre_item", Walls{.open = true}, &describe<Item>()};
    return entity;
}

template <>
const Entity& entity<Case>() {
    static const Entity entity{
        "service_centre.case", "service_centre_case",
        Walls{.self = "applicant", .unit = "scope_unit", .region = "region", .handling = "handling_unit"},
        &describe<Case>()};
    return entity;
}

template <>
const Entity& entity<Material>() {
    static const Entity entity{"service_centre.material", "service_centre_material",
                               Walls{.through = "case_id", .through_table = "service_centre_case"},
                               &describe<Material>()};
    return entity;
}

template <>
const Entity& entity<Entry>() {
    static const Entity entity{"service_centre.entry", "service_centre_entry",
                               Walls{.through = "case_id", .through_table = "service_centre_case"}, &describe<Entry>()};
    return entity;
}

template <>
const Entity& entity<Rating>() {
    static const Entity entity{"service_centre.rating", "service_centre_rating",
                               Walls{.through = "case_id", .through_table = "service_centre_case"},
                               &describe<Rating>()};
    return entity;
}

template <>
const Entity& entity<YearNumber>() {
    // No walls: only the engine counts.
    static const Entity entity{"service_centre.year_number", "service_centre_year_number", Walls{},
                               &describe<YearNumber>()};
    return entity;
}

}  // namespace tongguan::entity
