// Forms: what the desk needs to draw one, and forms that are themselves versioned data.
#include <array>

#include "base/text.h"
#include "platform/entity/faults.h"

namespace tongguan::entity {

namespace {

using boost::json::array;
using boost::json::object;

constexpr std::array<std::string_view, 12> attributes{"name",  "type",     "required",  "min",
                                                      "max",   "choices",  "label",     "refers_to",
                                                      "sheet", "personal", "retention", "masked"};
constexpr std::array<std::pair<Masking, std::string_view>, 4> masking_words{
    {{Masking::name, "name"}, {Masking::phone, "phone"}, {Masking::number, "number"}, {Masking::all, "all"}}};
constexpr std::array<Type, 12> form_types{Type::text,      Type::integer, Type::boolean,  Type::date,
                                          Type::instant,   Type::money,   Type::area,     Type::choice,
                                          Type::reference, Type::words,   Type::document, Type::ids};

std::string_view view(const boost::json::string& text) { return {text.data(), text.size()}; }
std::string_view view(boost::json::string_view text) { return {text.data(), text.size()}; }

std::unexpected<Refusal> wrong(std::string what, std::string path) {
    return invalid("entity.invalid.form", {{"what", std::move(what)}}, std::move(path));
}

// ^[a-z][a-z0-9_]{0,40}$: what can stand as a JSON key, a sheet column and the last word of a text key.
bool is_name(std::string_view text) {
    if (text.empty() || text.size() > 41 || text.front() < 'a' || text.front() > 'z') return false;
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

// One attribute of a field, read with its type; `path` leads to it.
class Attributes {
public:
    Attributes(const object& given, std::string path) : given_(given), path_(std::move(path)) {}

    Outcome known() const {
        for (const auto& [key, value] : given_) {
            const std::string_view name = view(key);
            if (std::find(attributes.begin(), attributes.end(), name) != attributes.end()) continue;
            std::string near(nearest(name.substr(0, 64), attributes));
            return wrong("unknown attribute" + (near.empty() ? std::string() : ", nearest " + near),
                         at(name.substr(0, 64)));
        }
        return Done{};
    }
    Result<std::string> text(std::string_view name, std::size_t max) const {
        const Json* value = find(name);
        if (value == nullptr) return std::string();
        if (!value->is_string()) return wrong("not a text", at(name));
        const std::string_view given = trimmed(view(value->get_string()));
        if (!is_utf8(given) || has_control(given)) return wrong("not a text", at(name));
        if (code_points(given) > max) return wrong("longer than " + std::to_string(max), at(name));
        return std::string(given);
    }
    Result<bool> flag(std::string_view name, bool otherwise) const {
        const Json* value = find(name);
        if (value == nullptr) return otherwise;
        if (!value->is_bool()) return wrong("not true or false", at(name));
        return value->get_bool();
    }
    Result<std::int64_t> number(std::string_view name) const {
        const Json* value = find(name);
        if (value == nullptr) return 0;
        if (!value->is_int64()) return wrong("not an integer", at(name));
        return value->get_int64();
    }
    Result<std::vector<std::string>> names(std::string_view name) const {
        std::vector<std::string> all;
        const Json* value = find(name);
        if (value == nullptr) return all;
        if (!value->is_array() || value->get_array().empty()) return wrong("not a list of words", at(name));
        for (const Json& item : value->get_array()) {
            if (!item.is_string() || !is_name(view(item.get_string()))) return wrong("not a list of words", at(name));
            all.emplace_back(view(item.get_string()));
            if (std::find(all.begin(), all.end() - 1, all.back()) != all.end() - 1)
                return wrong("a word twice", at(name));
            if (all.size() > limits::form_choices)
                return wrong("more than " + std::to_string(limits::form_choices), at(name));
        }
        return all;
    }
    std::string at(std::string_view name) const { return join(path_, name); }
    bool has(std::string_view name) const { return find(name) != nullptr; }

private:
    const Json* find(std::string_view name) const {
        return given_.if_contains(boost::json::string_view(name.data(), name.size()));
    }
    const object& given_;
    std::string path_;
};

Outcome read_privacy(const Attributes& given, Field& field) {
    field.personal = TRY(given.flag("personal", false));
    field.retention = TRY(given.text("retention", 40));
    const std::string masking = TRY(given.text("masked", 40));
    for (const auto& [kind, word] : masking_words)
        if (word == masking) field.masking = kind;
    if (!masking.empty() && field.masking == Masking::none)
        return wrong("name, phone, number or all", given.at("masked"));
    if (field.masking != Masking::none && !field.personal) return wrong("masked but not personal", given.at("masked"));
    if (field.personal && field.retention.empty())
        return wrong("personal without a retention purpose", given.at("retention"));
    return Done{};
}

Result<Type> read_type(const Attributes& given) {
    const std::string word = TRY(given.text("type", 40));
    const auto type = type_from_word(word);
    if (type && std::find(form_types.begin(), form_types.end(), *type) != form_types.end()) return *type;
    std::vector<std::string_view> known;
    for (const Type each : form_types) known.push_back(word_of_type(each));
    const std::string near(nearest(word, known));
    return wrong("unknown type" + (near.empty() ? std::string() : ", nearest " + near), given.at("type"));
}

Result<Field> read_field(const Json& json, const std::string& path) {
    if (!json.is_object()) return wrong("not an object", path);
    const Attributes given(json.get_object(), path);
    TRY(given.known());
    Field field;
    field.name = TRY(given.text("name", 41));
    if (!is_name(field.name)) return wrong("a name is ^[a-z][a-z0-9_]{0,40}$", given.at("name"));
    field.type = TRY(read_type(given));
    field.required = TRY(given.flag("required", true));
    field.min = TRY(given.number("min"));
    field.max = TRY(given.number("max"));
    field.sheet = TRY(given.flag("sheet", false));
    field.label = TRY(given.text("label", 200));
    field.refers_to = TRY(given.text("refers_to", 80));
    field.choices = TRY(given.names("choices"));
    TRY(read_privacy(given, field));
    const bool counted = field.type != Type::integer && field.type != Type::money && field.type != Type::area;
    if (field.max < 0 && counted) return wrong("below 0", given.at("max"));
    if (field.min < 0 && counted) return wrong("below 0", given.at("min"));
    if (field.max != 0 && field.max < field.min) return wrong("below min", given.at("max"));
    if (field.type == Type::choice && field.choices.empty()) return wrong("a choice needs them", given.at("choices"));
    if (!field.choices.empty() && field.type != Type::choice && field.type != Type::words)
        return wrong("only of a choice or of words", given.at("choices"));
    return field;
}

object form_field(const Field& field) {
    object made{{"name", field.name},
                {"label", field.label},
                {"type", std::string(word_of_type(field.type))},
                {"required", field.required}};
    std::int64_t max = field.max;
    if (max == 0 && field.type == Type::text) max = limits::text_code_points;
    if (max == 0 && (field.type == Type::list || field.type == Type::words || field.type == Type::ids))
        max = limits::items;
    if (field.min != 0) made["min"] = field.min;
    if (max != 0) made["max"] = max;
    if (field.type == Type::text && max > limits::text_code_points) made["multiline"] = true;
    if (!field.choices.empty()) {
        array choices;
        for (const auto& choice : field.choices)
            choices.push_back(object{{"value", choice}, {"label", field.label + "." + choice}});
        made["choices"] = std::move(choices);
    }
    if (!field.refers_to.empty()) made["refers_to"] = field.refers_to;
    if (field.personal) made["personal"] = true;
    if (field.nested != nullptr) made["fields"] = form_of(*field.nested).at("fields");
    return made;
}

}  // namespace

Json form_of(const Description& description) {
    array fields;
    for (const Field& field : description.fields)
        if (!field.server) fields.push_back(form_field(field));
    return object{{"name", description.name}, {"fields", std::move(fields)}};
}

Result<Description> parse_description(const Json& form) {
    if (!form.is_object()) return wrong("not an object", "");
    for (const auto& [key, value] : form.get_object())
        if (key != "name" && key != "fields") return wrong("unknown attribute", std::string(view(key).substr(0, 64)));
    const Json* name = form.get_object().if_contains("name");
    if (name == nullptr || !name->is_string() || name->get_string().empty() || name->get_string().size() > 100 ||
        !is_utf8(view(name->get_string())))
        return wrong("a form needs a name", "name");
    const Json* given = form.get_object().if_contains("fields");
    if (given == nullptr || !given->is_array()) return wrong("a form needs fields", "fields");
    if (given->get_array().size() > limits::form_fields)
        return wrong("more than " + std::to_string(limits::form_fields), "fields");
    std::vector<Field> fields;
    // The label of a versioned form's field leaves the version out: service_centre.pass@2 → service_centre.pass.<field>
    const std::string full(view(name->get_string()));
    const std::string base = full.substr(0, full.find('@'));
    for (const Json& each : given->get_array()) {
        const std::string path = "fields." + std::to_string(fields.size());
        Field field = TRY(read_field(each, path));
        if (field.label.empty()) field.label = base + "." + field.name;
        for (const Field& other : fields)
            if (other.name == field.name) return wrong("a name twice", path + ".name");
        fields.push_back(std::move(field));
    }
    return describe_record(full, std::move(fields));
}

}  // namespace tongguan::entity
