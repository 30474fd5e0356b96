// JSON Schema 2020-12 as OpenAPI 3.1 uses it. What goes in and what comes out of one description are two schemas:
// the server's own fields cannot be given, hidden ones are never shown, masked ones come out as text.
#include "platform/entity/description.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "platform/entity/limits.h"

namespace tongguan::entity {

namespace {

using boost::json::array;
using boost::json::object;

array words_of(const std::vector<std::string>& words) {
    array all;
    for (const auto& word : words) all.push_back(boost::json::string(word));
    return all;
}

object key_schema() { return {{"type", "string"}, {"pattern", "^[1-9][0-9]{0,18}$"}}; }

object amount_schema(const Field& field, bool input) {
    const bool negative = !input || field.min < 0;
    return {{"type", "string"}, {"pattern", negative ? "^-?[0-9]+(\\.[0-9]{1,2})?$" : "^[0-9]+(\\.[0-9]{1,2})?$"}};
}

object text_schema(const Field& field, bool input) {
    object made{{"type", "string"}};
    if (!input) return made;
    const std::int64_t min = field.required && field.min == 0 ? 1 : field.min;
    if (min != 0) made["minLength"] = min;
    made["maxLength"] = field.max == 0 ? limits::text_code_points : field.max;
    return made;
}

object integer_schema(const Field& field, bool input) {
    object made{{"type", "integer"}, {"format", "int64"}};
    if (!input) return made;
    made["minimum"] = field.min;
    if (field.max != 0) made["maximum"] = field.max;
    return made;
}

object list_schema(const Field& field, object items, bool input) {
    object made{{"type", "array"}, {"items", std::move(items)}};
    if (!input) return made;
    if (field.min != 0) made["minItems"] = field.min;
    made["maxItems"] = field.max == 0 ? limits::items : field.max;
    return made;
}

object reference_schema(const Description& nested, bool input) {
    return {{"$ref", "#/components/schemas/" + schema_name(nested, input)}};
}

object type_schema(const Field& field, bool input) {
    if (!input && field.masking != Masking::none && field.type != Type::words) return {{"type", "string"}};
    switch (field.type) {
        case Type::id:
        case Type::reference:
            return key_schema();
        case Type::text:
            return text_schema(field, input);
        case Type::integer:
            return integer_schema(field, input);
        case Type::boolean:
            return {{"type", "boolean"}};
        case Type::date:
            return {{"type", "string"}, {"format", "date"}};
        case Type::instant:
            return {{"type", "string"}, {"format", "date-time"}};
        case Type::money:
        case Type::area:
            return amount_schema(field, input);
        case Type::choice:
            return {{"type", "string"}, {"enum", words_of(field.choices)}};
        case Type::document:
            return {{"type", array{"object", "array"}}, {"items", object{}}};
        case Type::object:
            return reference_schema(*field.nested, input);
        case Type::list:
            return list_schema(field, reference_schema(*field.nested, input), input);
        case Type::ids:
            return list_schema(field, key_schema(), input);
        case Type::words:
            break;
    }
    object word{{"type", "string"}};
    if (input && field.choices.empty()) {
        word["minLength"] = 1;
        word["maxLength"] = limits::word_code_points;
    }
    if (!field.choices.empty() && field.masking == Masking::none) word["enum"] = words_of(field.choices);
    return list_schema(field, std::move(word), input);
}

bool may_be_null(const Field& field, bool input) {
    if (field.nullable) return true;
    if (field.type == Type::reference) return !field.required;
    return input && !field.required;  // null is as good as left out
}

object nullable(object schema) {
    if (schema.contains("$ref")) return {{"oneOf", array{std::move(schema), object{{"type", "null"}}}}};
    if (auto* choices = schema.if_contains("enum")) choices->as_array().push_back(nullptr);
    auto& type = schema["type"];
    if (type.is_array())
        type.as_array().push_back("null");
    else
        type = array{type, "null"};
    return schema;
}

}  // namespace

std::string schema_name(const Description& description, bool input) {
    std::string name = description.name;
    for (char& c : name)  // component keys are ^[a-zA-Z0-9._-]+$
        if (c == '@' || c == ':' || c == ' ' || c == '/') c = '-';
    return input ? name + ".input" : name;
}

Json json_schema(const Description& description, bool input) {
    object properties;
    array required;
    for (const Field& field : description.fields) {
        if (input ? field.server : field.hidden) continue;
        object schema = type_schema(field, input);
        if (may_be_null(field, input)) schema = nullable(std::move(schema));
        if (!input || field.required) required.push_back(boost::json::string(field.name));
        properties[field.name] = std::move(schema);
    }
    object made{{"type", "object"}, {"properties", std::move(properties)}};
    if (!required.empty()) made["required"] = std::move(required);
    if (input) made["additionalProperties"] = false;
    return made;
}

}  // namespace tongguan::entity
