// Things described by data: their values stand in a Record instead of a struct's members.
#include <stdexcept>

#include "platform/entity/read_value.h"

namespace tongguan::entity {

namespace {

// A record's field has offset 0, so its thunks get the record itself and find their slot by index.
Value& slot(const Field& field, void* record) {
    auto& values = static_cast<Record*>(record)->values;
    if (values.size() <= field.index) values.resize(field.index + 1);
    return values[field.index];
}
Value held(const Field& field, const void* record) {
    const auto& values = static_cast<const Record*>(record)->values;
    return field.index < values.size() ? values[field.index] : Value{};
}

const MemberOps record_ops{
    .read = held,
    .assign = [](const Field& field, void* record, Value&& value) { slot(field, record) = std::move(value); },
    .load = [](const Field& field, void*, const Cell&) -> void {
        throw std::logic_error("field " + field.name + " of a record has no column: records are kept as JSON");
    },
    .write = [](const Field& field, const void* record,
                JsonWriter& out) { write_value(out, field, held(field, record)); },
};

}  // namespace

Description describe_record(std::string name, std::vector<Field> fields) {
    for (Field& field : fields) {
        if (!has_column(field)) throw std::logic_error(name + "." + field.name + ": a record holds no nested things");
        field.offset = 0;
        field.ops = &record_ops;
        field.nullable = true;  // an empty slot
    }
    return describe_struct(std::move(name), std::move(fields));
}

Result<Record> read_record(const Json& json, const Description& description) {
    Record record{.description = &description, .values = std::vector<Value>(description.fields.size())};
    TRY(read_json(json, description, &record));
    return record;
}

std::string store_record(const Record& record) {
    std::string json;
    JsonWriter out(json);
    out.begin_object();
    for (const Field& field : record.description->fields) {
        const Value value = held(field, &record);
        if (std::holds_alternative<std::monostate>(value)) continue;
        out.key(field.name);
        if (field.type == Type::document)
            out.raw(std::get<std::string>(value));
        else
            write_value(out, field, value);
    }
    out.end_object();
    return json;
}

Record restore_record(const Json& json, const Description& description) {
    Record record{.description = &description, .values = std::vector<Value>(description.fields.size())};
    if (!json.is_object()) throw std::runtime_error(description.name + ": what was kept is not an object");
    for (const Field& field : description.fields) {
        const auto* kept = json.get_object().if_contains(field.name);
        if (kept == nullptr || kept->is_null()) continue;
        Faults faults;
        auto value = value_from(field, *kept, field.name, faults);
        if (!value) throw std::runtime_error(description.name + "." + field.name + ": what was kept has another type");
        record.values[field.index] = *std::move(value);
    }
    return record;
}

}  // namespace tongguan::entity
