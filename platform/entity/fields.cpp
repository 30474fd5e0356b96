// Descriptions are checked when they are made: a description that contradicts itself is a bug of its author.
#include <array>
#include <stdexcept>

#include "platform/entity/description.h"

namespace tongguan::entity {

namespace {

constexpr std::array<std::pair<Type, std::string_view>, 15> type_words{{
    {Type::id, "id"},
    {Type::reference, "reference"},
    {Type::text, "text"},
    {Type::integer, "integer"},
    {Type::boolean, "boolean"},
    {Type::date, "date"},
    {Type::instant, "instant"},
    {Type::money, "money"},
    {Type::area, "area"},
    {Type::choice, "choice"},
    {Type::document, "document"},
    {Type::object, "object"},
    {Type::list, "list"},
    {Type::words, "words"},
    {Type::ids, "ids"},
}};

[[noreturn]] void wrong(const std::string& name, const Field& field, const char* what) {
    throw std::logic_error(name + "." + field.name + ": " + what);
}

void check(const std::string& name, const Field& field) {
    if (field.name.empty()) throw std::logic_error(name + ": a field without a name");
    // Personal information is kept for a purpose and no longer than it needs (PIPL art. 6 and 19).
    if (field.personal && field.retention.empty()) wrong(name, field, "personal without a retention purpose");
    if (field.masking != Masking::none && !field.personal) wrong(name, field, "masked but not personal");
    if (field.type == Type::choice && field.choices.empty()) wrong(name, field, "a choice of nothing");
    if (field.max != 0 && field.max < field.min) wrong(name, field, "max below min");
    // Past 2^53 a JSON number loses bits in JavaScript: a key is Id<T>, which leaves as a string.
    if (field.type == Type::integer && (field.name == "id" || field.name.ends_with("_id")))
        wrong(name, field, "a key that is described as a number");
    if ((field.type == Type::object || field.type == Type::list) && field.nested == nullptr)
        wrong(name, field, "nothing is described in it");
}

}  // namespace

std::string_view word_of_type(Type type) {
    for (const auto& [known, word] : type_words)
        if (known == type) return word;
    return {};
}

std::optional<Type> type_from_word(std::string_view word) {
    for (const auto& [type, known] : type_words)
        if (known == word) return type;
    return std::nullopt;
}

bool has_column(const Field& field) { return field.type != Type::object && field.type != Type::list; }

const Field* Description::find(std::string_view field_name) const {
    for (const Field& field : fields)
        if (field.name == field_name) return &field;
    return nullptr;
}

Description describe_struct(std::string name, std::vector<Field> fields) {
    Description made{.name = std::move(name), .fields = std::move(fields)};
    for (std::size_t i = 0; i < made.fields.size(); ++i) {
        Field& field = made.fields[i];
        field.index = i;
        if (field.label.empty()) field.label = made.name + "." + field.name;
        check(made.name, field);
        if (made.find(field.name) != &field) wrong(made.name, field, "described twice");
    }
    return made;
}

std::vector<Field> operator+(std::vector<Field> fragment, std::vector<Field> own) {
    for (Field& field : own) fragment.push_back(std::move(field));
    return fragment;
}

}  // namespace tongguan::entity
