#include "modules/organisation/model.h"

namespace tongguan::entity {

template <>
const Description& describe<Region>() {
    static const Description description =
        describe_struct("organisation.region", {
                                                   field<&Region::id>(),
                                                   field<&Region::code>().max(6).unique(),
                                                   field<&Region::name>().max(40),
                                                   field<&Region::parent>().refers_to("organisation.region").optional(),
                                                   field<&Region::valid_from>(),
                                                   field<&Region::valid_until>(),
                                               });
    return description;
}

template <>
const Description& describe<Unit>() {
    static const Description description = describe_struct(
        "organisation.unit", {
                                 field<&Unit::id>().server(),
                                 field<&Unit::name>().max(80).sheet(),
                                 field<&Unit::short_name>().max(40).sheet(),
                                 field<&Unit::pinyin>().max(400).server(),
                                 field<&Unit::initials>().max(80).server(),
                                 field<&Unit::nature>().sheet(),
                                 field<&Unit::level>().sheet(),
                                 field<&Unit::parent>().refers_to("organisation.unit").optional().sheet(),
                                 field<&Unit::region>().refers_to("organisation.region").sheet(),
                                 field<&Unit::leader>().refers_to("organisation.person").optional(),
                                 field<&Unit::valid_from>().sheet(),
                                 field<&Unit::valid_until>().sheet(),
                                 field<&Unit::version>().server(),
                             });
    return description;
}

template <>
const Description& describe<Department>() {
    static const Description description = describe_struct(
        "organisation.department", {
                                       field<&Department::id>().server(),
                                       field<&Department::unit>().refers_to("organisation.unit").sheet(),
                                       field<&Department::name>().max(60).sheet(),
                                       field<&Department::position>().max(999),
                                       field<&Department::valid_from>().sheet(),
                                       field<&Department::valid_until>().sheet(),
                                       field<&Department::version>().server(),
                                   });
    return description;
}

template <>
const Description& describe<Person>() {
    static const Description description =
        describe_struct("organisation.person", {
                                                   field<&Person::id>().server(),
                                                   field<&Person::staff_code>().max(20).unique().sheet(),
                                                   field<&Person::name>().max(60).sheet().personal("employment"),
                                                   field<&Person::pinyin>().max(300).server().personal("employment"),
                                                   field<&Person::initials>().max(60).server().personal("employment"),
                                                   field<&Person::employment>().sheet(),
                                                   field<&Person::unit>().refers_to("organisation.unit").sheet(),
                                                   field<&Person::scope_unit>().refers_to("organisation.unit").server(),
                                                   field<&Person::region>().refers_to("organisation.region").server(),
                                                   field<&Person::valid_from>().sheet(),
                                                   field<&Person::valid_until>().sheet(),
                                                   field<&Person::version>().server(),
                                               });
    return description;
}

template <>
const Description& describe<Post>() {
    static const Description description = describe_struct(
        "organisation.post", {
                                 field<&Post::id>().server(),
                                 field<&Post::person>().refers_to("organisation.person"),
                                 field<&Post::unit>().refers_to("organisation.unit"),
                                 field<&Post::scope_unit>().refers_to("organisation.unit").server(),
                                 field<&Post::region>().refers_to("organisation.region").server(),
                                 field<&Post::department>().refers_to("organisation.department").optional(),
                                 field<&Post::title>().max(60),
                                 field<&Post::roles>().max(12),
                                 field<&Post::is_main>(),
                                 field<&Post::valid_from>(),
                                 field<&Post::valid_until>(),
                                 field<&Post::version>().server(),
                             });
    return description;
}

template <>
const Entity& entity<Region>() {
    static const Entity entity{"organisation.region", "organisation_region", Walls{.open = true}, &describe<Region>()};
    return entity;
}
template <>
const Entity& entity<Unit>() {
    // The list of the city's units is no secret within the platform: everybody may name the unit he deals with.
    static const Entity entity{"organisation.unit", "organisation_unit", Walls{.open = true}, &describe<Unit>()};
    return entity;
}
template <>
const Entity& entity<Department>() {
    static const Entity entity{"organisation.department", "organisation_department", Walls{.open = true},
                               &describe<Department>()};
    return entity;
}
template <>
const Entity& entity<Person>() {
    static const Entity entity{"organisation.person", "organisation_person",
                               Walls{.self = "id", .unit = "scope_unit", .region = "region"}, &describe<Person>()};
    return entity;
}
template <>
const Entity& entity<Post>() {
    static const Entity entity{"organisation.post", "organisation_post",
                               Walls{.self = "person", .unit = "scope_unit", .region = "region"}, &describe<Post>()};
    return entity;
}

}  // namespace tongguan::entity
