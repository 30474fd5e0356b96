// The sample items of data/items.json, loaded after every migration: a new edition is put beside the old ones, one that
// stands already is left alone (what was published is never changed).
#include "generated/service_centre_assets.h"
#include "modules/service_centre/actions.h"
#include "modules/service_centre/module_parts.h"
#include "modules/service_centre/store.h"

namespace tongguan::service_centre {

std::string_view asset(std::string_view path) {
    for (const Asset& file : assets::service_centre())
        if (file.path == path) return file.content;
    throw std::logic_error("no embedded file " + std::string(path));
}

namespace {

constexpr int first_year = 2021;  // no case is older

std::string text(const Json& each, std::string_view key) {
    return std::string(std::string_view(each.at(key).as_string()));
}

entity::Document document(const Json& each, std::string_view key) {
    entity::Document made{""};
    JsonWriter(made.json).value(each.at(key));
    return made;
}

}  // namespace

std::vector<Item> sample_items() {
    const auto json = parse_json(asset("data/items.json"));
    if (!json) throw std::logic_error("data/items.json is not JSON");
    std::vector<Item> items;
    for (const Json& each : json->as_array()) {
        Item item{.id = {},
                  .code = text(each, "code"),
                  .edition = each.at("edition").as_int64(),
                  .category = entity::from_word<Group>(text(each, "category")).value(),
                  .name = text(each, "name"),
                  .name_en = text(each, "name_en"),
                  .basis = text(each, "basis"),
                  .handling_unit = {},
                  .handling_department = {},
                  .handling_department_name = text(each, "handling_department_name"),
                  .acceptance_days = each.at("acceptance_days").as_int64(),
                  .promised_days = each.at("promised_days").as_int64(),
                  .statutory_days = each.at("statutory_days").as_int64(),
                  .correction_days = each.at("correction_days").as_int64(),
                  .form = document(each, "form"),
                  .materials = document(each, "materials"),
                  .behaviour = document(each, "behaviour"),
                  .sample = true,
                  .published_on = parse_date(text(each, "published_on")).value()};
        items.push_back(std::move(item));
    }
    return items;
}

Outcome load_items(Work& work) {
    for (Item& item : sample_items()) {
        item.id = work.new_id<Item>();
        store::publish_item(work, item);
    }
    return Done{};
}

// A year's notice comes with a new program or a new file of holidays, so both with a start.
Outcome bring_up_to_date(Work& work) {
    TRY(load_items(work));
    TRY(recompute_due_days(work, first_year));
    return Done{};
}

}  // namespace tongguan::service_centre
