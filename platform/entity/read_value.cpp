#include "platform/entity/read_value.h"

#include <charconv>

#include <boost/json/serialize.hpp>

#include "base/text.h"

namespace tongguan::entity {

namespace {

std::string_view view(const Json& json) { return {json.get_string().data(), json.get_string().size()}; }

// What a field of each type is written as in JSON: the word in the fault "type".
std::string_view expected(Type type) {
    switch (type) {
        case Type::integer:
            return "integer";
        case Type::boolean:
            return "boolean";
        case Type::document:
            return "object or array";
        case Type::object:
            return "object";
        case Type::list:
            return "array of objects";
        case Type::words:
            return "array of strings";
        case Type::ids:
            return "array of keys";
        case Type::id:
        case Type::reference:
            return "key";
        case Type::money:
        case Type::area:
            return "decimal string";
        case Type::date:
            return "YYYY-MM-DD";
        case Type::instant:
            return "RFC 3339";
        case Type::text:
        case Type::choice:
            break;
    }
    return "string";
}

std::optional<Value> wrong_type(const Field& field, std::string_view path, Faults& faults) {
    faults.add("type", field, std::string(path), {{"expected", std::string(expected(field.type))}});
    return std::nullopt;
}

std::optional<Value> from_integer(const Field& field, const Json& json, std::string_view path, Faults& faults) {
    if (json.is_int64()) return Value(json.get_int64());
    if (json.is_uint64()) {  // beyond int64, or Boost.JSON would have made it one
        const std::uint64_t number = json.get_uint64();
        if (std::in_range<std::int64_t>(number)) return Value(static_cast<std::int64_t>(number));
        faults.add("range", field, std::string(path), {{"range", "≤ 9223372036854775807"}});
        return std::nullopt;
    }
    return wrong_type(field, path, faults);
}

// Text that has a form of its own: a date, a moment, an amount.
template <class Parse, class Take>
std::optional<Value> from_formed(const Field& field, const Json& json, std::string_view path, Faults& faults,
                                 std::string_view what, Parse parse, Take take) {
    if (!json.is_string()) return wrong_type(field, path, faults);
    auto parsed = parse(view(json));
    if (parsed) return Value(take(*parsed));
    faults.add(what, field, std::string(path));
    return std::nullopt;
}

std::optional<Value> from_text(const Field& field, const Json& json, std::string_view path, Faults& faults) {
    if (!json.is_string()) return wrong_type(field, path, faults);
    const std::string_view text = trimmed(view(json));
    if (text.empty() && (field.required || field.type == Type::choice)) {
        if (!field.required && field.nullable) return Value{};
        faults.add("missing", field, std::string(path));
        return std::nullopt;
    }
    if (text.empty() && field.nullable) return Value{};
    return Value(std::string(text));
}

std::optional<Value> from_key(const Field& field, const Json& json, std::string_view path, Faults& faults) {
    if (!json.is_string()) return wrong_type(field, path, faults);
    const std::int64_t key = key_from(view(json));
    if (key != 0) return Value(key);
    return wrong_type(field, path, faults);
}

std::optional<Value> from_words(const Field& field, const Json& json, std::string_view path, Faults& faults) {
    if (!json.is_array()) return wrong_type(field, path, faults);
    std::vector<std::string> words;
    for (const Json& item : json.get_array()) {
        if (!item.is_string()) return wrong_type(field, join(path, std::to_string(words.size())), faults);
        words.emplace_back(trimmed(view(item)));
    }
    return Value(std::move(words));
}

std::optional<Value> from_keys(const Field& field, const Json& json, std::string_view path, Faults& faults) {
    if (!json.is_array()) return wrong_type(field, path, faults);
    std::vector<std::int64_t> keys;
    for (const Json& item : json.get_array()) {
        const std::int64_t key = item.is_string() ? key_from(view(item)) : 0;
        if (key == 0) return wrong_type(field, join(path, std::to_string(keys.size())), faults);
        keys.push_back(key);
    }
    return Value(std::move(keys));
}

}  // namespace

std::int64_t key_from(std::string_view digits) {
    std::int64_t key = 0;
    if (digits.empty() || digits.front() < '1' || digits.front() > '9') return 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), key);
    return error == std::errc{} && end == digits.data() + digits.size() ? key : 0;
}

std::optional<Value> value_from(const Field& field, const Json& json, std::string_view path, Faults& faults) {
    switch (field.type) {
        case Type::id:
        case Type::reference:
            return from_key(field, json, path, faults);
        case Type::text:
        case Type::choice:
            return from_text(field, json, path, faults);
        case Type::integer:
            return from_integer(field, json, path, faults);
        case Type::boolean:
            return json.is_bool() ? Value(json.get_bool()) : wrong_type(field, path, faults);
        case Type::date:
            return from_formed(field, json, path, faults, "date", parse_date, [](Date date) { return date; });
        case Type::instant:
            return from_formed(field, json, path, faults, "instant", parse_instant, [](Instant at) { return at; });
        case Type::money:
            return from_formed(field, json, path, faults, "money", parse_money, [](Money money) { return money.fen; });
        case Type::area:
            return from_formed(field, json, path, faults, "area", parse_area,
                               [](Area area) { return area.hundredths; });
        case Type::document:
            if (!json.is_object() && !json.is_array()) return wrong_type(field, path, faults);
            return Value(boost::json::serialize(json));
        case Type::words:
            return from_words(field, json, path, faults);
        case Type::ids:
            return from_keys(field, json, path, faults);
        case Type::object:
        case Type::list:
            break;
    }
    return wrong_type(field, path, faults);
}

}  // namespace tongguan::entity
