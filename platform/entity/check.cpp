// The limits of a field, whatever way its value came in.
#include "base/text.h"
#include "platform/entity/faults.h"

namespace tongguan::entity {

namespace {

// Marks that turn the reading direction around (U+202A–202E, U+2066–2069) make a text read other than it is stored.
bool turns_direction(std::string_view text) {
    for (std::size_t at = text.find('\xE2'); at != std::string_view::npos && at + 2 < text.size();
         at = text.find('\xE2', at + 1)) {
        const auto second = static_cast<unsigned char>(text[at + 1]);
        const auto third = static_cast<unsigned char>(text[at + 2]);
        if (second == 0x80 && third >= 0xAA && third <= 0xAE) return true;
        if (second == 0x81 && third >= 0xA6 && third <= 0xA9) return true;
    }
    return false;
}

std::int64_t size_of(std::size_t size) { return static_cast<std::int64_t>(size); }

void check_text(const Field& field, std::string_view text, std::int64_t min, std::int64_t max, std::string_view path,
                Faults& faults) {
    if (!is_utf8(text)) return faults.add("utf8", field, std::string(path));
    const bool lines = max > limits::text_code_points;
    if (has_control(text) || turns_direction(text) ||
        (!lines && text.find_first_of("\r\n\t") != std::string_view::npos))
        return faults.add("control", field, std::string(path));
    const std::int64_t length = size_of(code_points(text));
    if (length > max)
        return faults.add("too_long", field, std::string(path),
                          {{"max", std::to_string(max)}, {"length", std::to_string(length)}});
    if (length < min && length > 0)
        return faults.add("too_short", field, std::string(path),
                          {{"min", std::to_string(min)}, {"length", std::to_string(length)}});
    // What a reader was shown masked and sent back must not overwrite the value itself.
    if (field.masking != Masking::none && text.find('*') != std::string_view::npos)
        faults.add("masked", field, std::string(path));
}

void check_choice(const Field& field, std::string_view word, std::string_view path, Faults& faults) {
    std::string known;
    for (const auto& choice : field.choices) {
        if (choice == word) return;
        known += (known.empty() ? "" : ", ") + choice;
    }
    faults.add("choice", field, std::string(path), {{"choices", known}});
}

std::string amount(const Field& field, std::int64_t number) {
    if (field.type == Type::money) return to_string(Money{number});
    if (field.type == Type::area) return to_string(Area{number});
    return std::to_string(number);
}

void check_number(const Field& field, std::int64_t number, std::string_view path, Faults& faults) {
    if (number >= field.min && (field.max == 0 || number <= field.max)) return;
    const std::string range =
        field.max == 0 ? "≥ " + amount(field, field.min) : amount(field, field.min) + " – " + amount(field, field.max);
    faults.add("range", field, std::string(path), {{"range", range}});
}

void check_count(const Field& field, std::size_t count, std::string_view path, Faults& faults) {
    const std::int64_t max = field.max == 0 ? limits::items : field.max;
    if (size_of(count) > max)
        faults.add("too_many", field, std::string(path), {{"max", std::to_string(max)}});
    else if (size_of(count) < field.min)
        faults.add("too_few", field, std::string(path), {{"min", std::to_string(field.min)}});
}

void check_words(const Field& field, const std::vector<std::string>& words, std::string_view path, Faults& faults) {
    check_count(field, words.size(), path, faults);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string at = join(path, std::to_string(i));
        if (words[i].empty())
            faults.add("missing", field, at);
        else if (!field.choices.empty())
            check_choice(field, words[i], at, faults);
        else
            check_text(field, words[i], 1, limits::word_code_points, at, faults);
    }
}

void check_nested(const Field& field, const void* member, const std::string& at, Faults& faults);

void check_thing(const Description& description, const void* object, std::string_view path, Faults& faults) {
    for (const Field& field : description.fields) {
        const std::string at = join(path, field.name);
        const void* member = member_of(field, object);
        if (!has_column(field)) {
            check_nested(field, member, at, faults);
            continue;
        }
        const Value value = field.ops->read(field, member);
        const auto* text = std::get_if<std::string>(&value);
        const bool empty = std::holds_alternative<std::monostate>(value) || (text != nullptr && text->empty());
        if (!empty)
            check_value(field, value, at, faults);
        else if (field.required && field.type != Type::id)
            faults.add("missing", field, at);
    }
}

void check_nested(const Field& field, const void* member, const std::string& at, Faults& faults) {
    const std::size_t count = field.ops->count(member);
    if (field.type == Type::list)
        check_count(field, count, at, faults);
    else if (count == 0 && field.required)
        faults.add("missing", field, at);
    for (std::size_t i = 0; i < count; ++i)
        check_thing(*field.nested, field.ops->item(member, i),
                    field.type == Type::list ? join(at, std::to_string(i)) : at, faults);
}

}  // namespace

void check_value(const Field& field, const Value& value, std::string_view path, Faults& faults) {
    switch (field.type) {
        case Type::text:
            check_text(field, std::get<std::string>(value), field.min,
                       field.max == 0 ? limits::text_code_points : field.max, path, faults);
            break;
        case Type::choice:
            check_choice(field, std::get<std::string>(value), path, faults);
            break;
        case Type::document: {
            const std::int64_t max = field.max == 0 ? limits::document_bytes : field.max;
            if (size_of(std::get<std::string>(value).size()) > max)
                faults.add("document_size", field, std::string(path), {{"max", std::to_string(max)}});
            break;
        }
        case Type::integer:
        case Type::money:
        case Type::area:
            check_number(field, std::get<std::int64_t>(value), path, faults);
            break;
        case Type::words:
            check_words(field, std::get<std::vector<std::string>>(value), path, faults);
            break;
        case Type::ids:
            check_count(field, std::get<std::vector<std::int64_t>>(value).size(), path, faults);
            break;
        case Type::id:
        case Type::reference:
        case Type::boolean:
        case Type::date:
        case Type::instant:
        case Type::object:
        case Type::list:
            break;  // the type itself is the limit
    }
}

Outcome validate(const Description& description, const void* object, std::string_view path) {
    Faults faults;
    check_thing(description, object, path, faults);
    return std::move(faults).outcome();
}

}  // namespace tongguan::entity
