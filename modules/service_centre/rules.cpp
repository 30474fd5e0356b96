#include "modules/service_centre/rules.h"

#include <algorithm>

#include "base/text.h"

namespace tongguan::service_centre::rules {

namespace {

std::string_view word(const Json& object, std::string_view key) {
    const auto* found = object.is_object() ? object.get_object().if_contains(key) : nullptr;
    return found != nullptr && found->is_string() ? std::string_view(found->get_string()) : std::string_view();
}

const entity::Value* value_of(const entity::Record& form, std::string_view name) {
    const entity::Field* field = form.description->find(name);
    return field != nullptr && field->index < form.values.size() ? &form.values[field->index] : nullptr;
}

std::optional<Date> day_of(const entity::Record& form, std::string_view name) {
    const entity::Value* value = value_of(form, name);
    if (value == nullptr || !std::holds_alternative<Date>(*value)) return std::nullopt;
    return std::get<Date>(*value);
}

// One condition; nothing to say when a day that it compares was left empty.
Outcome condition_holds(const Json& condition, const entity::Record& form, Date today) {
    const std::string_view kind = word(condition, "rule"), name = word(condition, "field"),
                           other_name = word(condition, "other");
    const auto day = day_of(form, name);
    if (!day) return Done{};
    const std::string path = "form." + std::string(name);
    if (kind == "not_past") {
        if (*day >= today) return Done{};
        return invalid("service_centre.form.past", {{"day", to_string(*day)}, {"today", to_string(today)}}, path);
    }
    const auto other = day_of(form, other_name);
    if (!other) return Done{};
    if (kind == "not_before" && *day < *other)
        return invalid("service_centre.form.before", {{"day", to_string(*day)}, {"other", to_string(*other)}}, path);
    if (kind == "at_most_days") {
        const std::int64_t days = condition.at("days").as_int64();
        if (*day - *other > days)
            return invalid("service_centre.form.too_long",
                           {{"days", std::to_string(*day - *other)}, {"most", std::to_string(days)}}, path);
    }
    return Done{};
}

void gather(std::optional<Refusal>& all, Refusal one) {
    if (!all)
        all = std::move(one);
    else
        all->also.push_back(std::move(one));
}

}  // namespace

Outcome may_take(const Case& row, const access::Actor& actor, const workorder::Step& step) {
    const bool of_the_centre =
        step.permission == may::accept || step.permission == may::refuse || step.permission == may::decide;
    if (of_the_centre && actor.person && actor.person == row.applicant)
        return forbidden("service_centre.case.applicant_decides");
    if (step.permission == may::decide && row.handling_department && actor.department != row.handling_department)
        return forbidden("service_centre.case.other_department", {{"department", row.handling_department_name}});
    return Done{};
}

Outcome form_agrees(const Json& behaviour, const entity::Record& form, Date today) {
    const auto* conditions = behaviour.is_object() ? behaviour.get_object().if_contains("rules") : nullptr;
    if (conditions == nullptr || !conditions->is_array()) return Done{};
    std::optional<Refusal> all;
    for (const Json& condition : conditions->get_array())
        if (const Outcome holds = condition_holds(condition, form, today); !holds) gather(all, holds.error());
    if (all) return std::unexpected(std::move(*all));
    return Done{};
}

Result<std::vector<Material>> complete_materials(const std::vector<MaterialWanted>& wanted,
                                                 const std::vector<MaterialGiven>& given) {
    std::optional<Refusal> all;
    for (std::size_t i = 0; i < given.size(); ++i) {
        const std::string path = "materials." + std::to_string(i) + ".key";
        const auto same = [&](const auto& other) { return other.key == given[i].key; };
        const auto end = given.begin() + static_cast<std::ptrdiff_t>(i);
        if (std::none_of(wanted.begin(), wanted.end(), same))
            gather(all, invalid("service_centre.material.unknown", {{"material", given[i].key}}, path).error());
        else if (std::any_of(given.begin(), end, same))
            gather(all, invalid("service_centre.material.twice", {{"material", given[i].key}}, path).error());
    }
    std::vector<Material> complete;
    for (const MaterialWanted& want : wanted) {
        const auto found =
            std::find_if(given.begin(), given.end(), [&](const MaterialGiven& g) { return g.key == want.key; });
        const MaterialState state = found == given.end() ? MaterialState::missing : found->state;
        if (want.required && state == MaterialState::missing)
            gather(
                all,
                invalid("service_centre.material.missing", {{"material", want.name}}, "materials." + want.key).error());
        complete.push_back({.position = static_cast<std::int64_t>(complete.size()) + 1,
                            .key = want.key,
                            .name = want.name,
                            .required = want.required,
                            .state = state});
    }
    if (all) return std::unexpected(std::move(*all));
    return complete;
}

std::string title_of(const Json& behaviour, const entity::Record& form, std::string_view item_name) {
    std::string title;
    const auto* names = behaviour.is_object() ? behaviour.get_object().if_contains("title") : nullptr;
    if (names != nullptr && names->is_array())
        for (const Json& name : names->get_array()) {
            const entity::Value* value = value_of(form, std::string_view(name.as_string()));
            if (value == nullptr || !std::holds_alternative<std::string>(*value)) continue;
            if (!title.empty()) title += ' ';
            title += std::get<std::string>(*value);
        }
    return title.empty() ? std::string(item_name) : title;
}

Outcome notice_allowed(const Case& row, std::string_view why_again) {
    if (row.returns == 0 || !trimmed(why_again).empty()) return Done{};
    return invalid("service_centre.case.second_notice", {{"notice", row.notice}}, "why_again");
}

std::string case_number(int year, std::int64_t sequence) {
    std::string digits = std::to_string(sequence);
    if (digits.size() < 5) digits.insert(0, 5 - digits.size(), '0');
    return std::to_string(year) + "-" + digits;
}

std::vector<MaterialWanted> wanted_materials(const Json& materials) {
    std::vector<MaterialWanted> wanted;
    if (!materials.is_array()) return wanted;
    for (const Json& each : materials.get_array())
        wanted.push_back({.key = std::string(word(each, "key")),
                          .name = std::string(word(each, "name")),
                          .name_en = std::string(word(each, "name_en")),
                          .required = each.at("required").as_bool()});
    return wanted;
}

}  // namespace tongguan::service_centre::rules

namespace tongguan::entity {

template <>
const Description& describe<service_centre::MaterialGiven>() {
    using service_centre::MaterialGiven;
    static const Description description = describe_struct(
        "service_centre.material_given", {
                                             field<&MaterialGiven::key>().max(40).label("service_centre.material.key"),
                                             field<&MaterialGiven::state>().label("service_centre.material.state"),
                                         });
    return description;
}

template <>
const Description& describe<service_centre::MaterialWanted>() {
    using service_centre::MaterialWanted;
    static const Description description =
        describe_struct("service_centre.material_wanted",
                        {
                            field<&MaterialWanted::key>().label("service_centre.material.key"),
                            field<&MaterialWanted::name>().label("service_centre.material.name"),
                            field<&MaterialWanted::name_en>().label("service_centre.material.name"),
                            field<&MaterialWanted::required>().label("service_centre.material.required"),
                        });
    return description;
}

}  // namespace tongguan::entity
