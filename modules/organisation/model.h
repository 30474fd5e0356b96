// The organisation's nouns: administrative divisions, units, departments, people and the posts they hold. They are the
// vocabulary of the whole platform, so the structs stand in namespace tongguan; everything done with them stands in
// tongguan::organisation. Keys never carry region or unit: units merge, split and move by decree (design §3).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "platform/access/actor.h"
#include "platform/entity/entity.h"

namespace tongguan {

// 行政区划, GB/T 2260. A closed code stays with its last day, so that a paper of its time can still name it.
struct Region {
    Id<Region> id;  // the code itself as a number: 330102
    std::string code;
    std::string name;
    Id<Region> parent;
    Date valid_from;
    std::optional<Date> valid_until;
};

namespace organisation {

// 单位性质
enum class Nature {
    party,
    congress,
    government,
    consultative,
    supervision,
    court,
    procuratorate,
    mass,
    institution,
    enterprise
};
// 层级
enum class Level { city, district };
// 用工形式
enum class Employment { established, contract, seconded, attached, dispatched, outsourced, retired };

namespace may {
inline constexpr Permission read_unit{"organisation.unit.read"};
inline constexpr Permission register_unit{"organisation.unit.register"};
inline constexpr Permission read_person{"organisation.person.read"};
inline constexpr Permission register_person{"organisation.person.register"};
}  // namespace may

}  // namespace organisation

// 单位
struct Unit {
    Id<Unit> id;
    std::string name;        // 杭州市统计局
    std::string short_name;  // 市统计局
    std::string pinyin;      // how it is found: "hangzhou shi tongji ju"
    std::string initials;    // "hzstjj"
    organisation::Nature nature = organisation::Nature::government;
    organisation::Level level = organisation::Level::city;
    Id<Unit> parent;  // none: a unit directly under its city or district
    Id<Region> region;
    Id<Person> leader;  // 单位分管领导 for housekeeping matters; none: vacant
    Date valid_from;
    std::optional<Date> valid_until;
    std::int64_t version = 1;
};

// 内设机构/处室
struct Department {
    Id<Department> id;
    Id<Unit> unit;
    std::string name;
    std::int64_t position = 0;  // order within the unit
    Date valid_from;
    std::optional<Date> valid_until;
    std::int64_t version = 1;
};

// 人员. No identity or phone number is kept until they can be sealed.
struct Person {
    Id<Person> id;
    std::string staff_code;  // 工号
    std::string name;
    std::string pinyin;
    std::string initials;
    organisation::Employment employment = organisation::Employment::established;
    Id<Unit> unit;        // of the main post
    Id<Unit> scope_unit;  // who sees the row today
    Id<Region> region;
    Date valid_from;
    std::optional<Date> valid_until;
    std::int64_t version = 1;
};

// 岗位: what a person is and may do in one unit. Roles are keys of the platform's roles.
struct Post {
    Id<Post> id;
    Id<Person> person;
    Id<Unit> unit;
    Id<Unit> scope_unit;
    Id<Region> region;
    Id<Department> department;
    std::string title;               // 综合处一级主任科员
    std::vector<std::string> roles;  // "employee", "clerk" …
    bool is_main = true;
    Date valid_from;
    std::optional<Date> valid_until;
    std::int64_t version = 1;
};

}  // namespace tongguan

namespace tongguan::entity {

template <>
struct EnumWords<organisation::Nature> {
    using enum organisation::Nature;
    static constexpr std::array<std::pair<organisation::Nature, std::string_view>, 10> words{
        {{party, "party"},
         {congress, "congress"},
         {government, "government"},
         {consultative, "consultative"},
         {supervision, "supervision"},
         {court, "court"},
         {procuratorate, "procuratorate"},
         {mass, "mass"},
         {institution, "institution"},
         {enterprise, "enterprise"}}};
};
template <>
struct EnumWords<organisation::Level> {
    using enum organisation::Level;
    static constexpr std::array<std::pair<organisation::Level, std::string_view>, 2> words{
        {{city, "city"}, {district, "district"}}};
};
template <>
struct EnumWords<organisation::Employment> {
    using enum organisation::Employment;
    static constexpr std::array<std::pair<organisation::Employment, std::string_view>, 7> words{
        {{established, "established"},
         {contract, "contract"},
         {seconded, "seconded"},
         {attached, "attached"},
         {dispatched, "dispatched"},
         {outsourced, "outsourced"},
         {retired, "retired"}}};
};

template <>
const Description& describe<Region>();
template <>
const Description& describe<Unit>();
template <>
const Description& describe<Department>();
template <>
const Description& describe<Person>();
template <>
const Description& describe<Post>();
template <>
const Entity& entity<Region>();
template <>
const Entity& entity<Unit>();
template <>
const Entity& entity<Department>();
template <>
const Entity& entity<Person>();
template <>
const Entity& entity<Post>();

}  // namespace tongguan::entity
