// From JSON into a thing, in two passes: the first finds every fault, the second, when there is none, assigns.
#include "base/text.h"
#include "platform/entity/read_value.h"

namespace tongguan::entity {

namespace {

// Names that strangers sent are shown back cut and only when they are text.
std::string shown(std::string_view name) {
    constexpr std::size_t longest = 60;  // bytes
    if (!is_utf8(name) || has_control(name)) return "?";
    if (name.size() <= longest) return std::string(name);
    std::size_t cut = longest;
    while (cut > 0 && (static_cast<unsigned char>(name[cut]) & 0xC0) == 0x80) --cut;
    return std::string(name.substr(0, cut)) + "…";
}

const Json* member(const boost::json::object& object, const Field& field) {
    const auto* found = object.if_contains(boost::json::string_view(field.name.data(), field.name.size()));
    return found != nullptr && !found->is_null() ? found : nullptr;
}

void find_unknown(const boost::json::object& object, const Description& description, std::string_view path,
                  Faults& faults) {
    std::vector<std::string_view> known;
    for (const auto& [key, value] : object) {
        const std::string_view name(key.data(), key.size());
        if (description.find(name) != nullptr) continue;
        if (known.empty())
            for (const Field& field : description.fields)
                if (!field.server) known.push_back(field.name);
        std::string near(nearest(name.substr(0, 64), known));
        if (near.empty())
            for (const std::string_view candidate : known) near += (near.empty() ? "" : ", ") + std::string(candidate);
        faults.add("unknown", join(path, shown(name)), {{"name", shown(name)}, {"nearest", near}});
    }
}

void find_faults(const Json& json, const Description& description, std::string_view path, Faults& faults);

void find_faults(const Json& json, const Field& field, const std::string& at, Faults& faults) {
    if (field.type == Type::object) return find_faults(json, *field.nested, at, faults);
    if (field.type == Type::list) {
        if (!json.is_array()) return faults.add("type", field, at, {{"expected", "array of objects"}});
        const auto& items = json.get_array();
        const auto count = static_cast<std::int64_t>(items.size());
        const std::int64_t max = field.max == 0 ? limits::items : field.max;
        if (count > max) return faults.add("too_many", field, at, {{"max", std::to_string(max)}});
        if (count < field.min) faults.add("too_few", field, at, {{"min", std::to_string(field.min)}});
        for (std::size_t i = 0; i < items.size(); ++i)
            find_faults(items[i], *field.nested, join(at, std::to_string(i)), faults);
        return;
    }
    const auto value = value_from(field, json, at, faults);
    if (!value || std::holds_alternative<std::monostate>(*value)) return;
    const auto* text = std::get_if<std::string>(&*value);
    if (text == nullptr || !text->empty()) check_value(field, *value, at, faults);
}

void find_faults(const Json& json, const Description& description, std::string_view path, Faults& faults) {
    if (!json.is_object())
        return faults.add("type", std::string(path), {{"label", description.name}, {"expected", "object"}});
    const auto& object = json.get_object();
    for (const Field& field : description.fields) {
        if (faults.size() == limits::faults) return;
        if (field.server) {
            if (object.contains(boost::json::string_view(field.name.data(), field.name.size())))
                faults.add("server", field, join(path, field.name));
            continue;
        }
        const std::string at = join(path, field.name);
        if (const Json* given = member(object, field))
            find_faults(*given, field, at, faults);
        else if (field.required)
            faults.add("missing", field, at);
    }
    find_unknown(object, description, path, faults);
}

void assign(const Json& json, const Description& description, void* object);

void assign(const Json& json, const Field& field, void* target) {
    if (has_column(field)) {
        Faults none;  // the first pass found it clean
        field.ops->assign(field, target, *value_from(field, json, {}, none));
        return;
    }
    field.ops->clear(target);
    if (field.type == Type::object) return assign(json, *field.nested, field.ops->append(target));
    for (const Json& item : json.get_array()) assign(item, *field.nested, field.ops->append(target));
}

void assign(const Json& json, const Description& description, void* object) {
    const auto& given = json.get_object();
    for (const Field& field : description.fields) {
        if (field.server) continue;
        void* target = member_of(field, object);
        if (const Json* value = member(given, field))
            assign(*value, field, target);
        else if (field.nullable && given.contains(boost::json::string_view(field.name.data(), field.name.size())))
            field.ops->assign(field, target, Value{});  // null said so
    }
}

}  // namespace

Outcome read_json(const Json& json, const Description& description, void* object, std::string_view path) {
    Faults faults;
    find_faults(json, description, path, faults);
    if (!faults.none()) return std::move(faults).outcome();
    assign(json, description, object);
    return Done{};
}

}  // namespace tongguan::entity
