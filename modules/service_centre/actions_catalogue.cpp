// The catalogue: what can be applied for, a form with what the platform already knows, and who handles an item.
#include "modules/organisation/api.h"
#include "modules/service_centre/actions.h"
#include "modules/service_centre/rules.h"
#include "modules/service_centre/store.h"
#include "platform/work/hints.h"

namespace tongguan::service_centre {

namespace {

Json parsed(const entity::Document& document) {
    auto json = parse_json(document.json);
    if (!json) throw std::runtime_error("a stored document cannot be parsed");
    return std::move(*json);
}

// What the platform knows of the applicant, by the names that an item's prefill may use.
std::string known(std::string_view source, const ItemView& view) {
    if (source == "applicant_name") return view.applicant_name;
    if (source == "unit_name") return view.unit_name;
    if (source == "department_name") return view.department_name;
    return {};
}

void prefill(ItemView& view) {
    const Json behaviour = parsed(view.item.behaviour);
    std::string out;
    JsonWriter json(out);
    json.begin_object();
    const auto* sources = behaviour.is_object() ? behaviour.get_object().if_contains("prefill") : nullptr;
    view.prefilled = 3;  // applicant, unit, department: never a field of a form
    if (sources != nullptr && sources->is_object())
        for (const auto& [name, source] : sources->get_object()) {
            const std::string value = known(std::string_view(source.as_string()), view);
            if (value.empty()) continue;
            json.member(std::string_view(name), value);
            ++view.prefilled;
        }
    json.end_object();
    view.prefill.json = std::move(out);
}

}  // namespace

Result<api::Page<ItemLine>> list_items(Work& work) { return api::Page<ItemLine>{.items = store::living_items(work)}; }

Result<ItemView> view_item(Work& work, Id<Item> id) {
    auto found = store::find_item(work, id);
    if (!found) return not_found("service_centre.item.missing");
    ItemView view{.item = std::move(found->item),
                  .materials = {},
                  .form_fields = {},
                  .prefill = {},
                  .applicant_name = work.actor().name,
                  .unit_name = std::move(found->unit_name),
                  .department_name = std::move(found->department_name)};
    view.materials = rules::wanted_materials(parsed(view.item.materials));
    const entity::Description form = entity::parse_description(parsed(view.item.form)).value();
    view.form_fields.json.clear();
    JsonWriter(view.form_fields.json).value(entity::form_of(form));
    prefill(view);
    if (view.item.ended_on)
        view.closed_reason = "service_centre.item.ended";
    else if (!view.item.handling_unit)
        view.closed_reason = "service_centre.item.not_assigned";
    view.open = view.closed_reason.empty();
    return view;
}

Result<Item> assign_item(Work& work, Id<Item> id, const AssignItem& input) {
    const auto before = store::lock_item(work, id);
    if (!before) return not_found("service_centre.item.missing");
    if (before->ended_on)
        return conflict("service_centre.item.ended",
                        {{"item", before->name}, {"ended_on", to_string(*before->ended_on)}});
    if (!organisation::find_unit(work, input.handling_unit))
        return invalid("service_centre.item.unit_unknown", {}, "handling_unit");
    Item after = *before;
    after.handling_unit = input.handling_unit;
    after.handling_department_name = input.handling_department_name;
    after.handling_department = {};
    if (!input.handling_department_name.empty()) {
        const auto department =
            organisation::find_department_named(work, input.handling_unit, input.handling_department_name);
        if (!department)
            return invalid("service_centre.item.department_unknown", {{"department", input.handling_department_name}},
                           "handling_department_name");
        after.handling_department = department->id;
    }
    TRY(work.update(*before, after, may::assign_item, "service_centre.item.assign"));
    for (const std::string& topic : work::told("service_centre.item", {})) work.hint(topic);
    return after;
}

}  // namespace tongguan::service_centre
