// The table of a thing: its columns, its draft, and rows back into structs.
#include "platform/entity/entity.h"

#include <stdexcept>

#include "platform/entity/faults.h"
#include "platform/entity/storable.h"

namespace tongguan::entity {

namespace {

std::string_view column_type(Type type) {
    switch (type) {
        case Type::text:
        case Type::choice:
            return "text";
        case Type::boolean:
            return "boolean";
        case Type::date:
            return "date";
        case Type::instant:
            return "timestamptz";
        case Type::document:
            return "jsonb";
        case Type::words:
            return "text[]";
        case Type::ids:
            return "bigint[]";
        case Type::id:
        case Type::reference:
        case Type::integer:
        case Type::money:
        case Type::area:
            break;
        case Type::object:
        case Type::list:
            throw std::logic_error("nested things have no column");
    }
    return "bigint";
}

std::string quoted(std::string_view text) {
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'') out += '\'';
        out += c;
    }
    return out + "'";
}

// "organisation.unit" → "organisation_unit"
std::string table_of(std::string name) {
    for (char& c : name)
        if (c == '.') c = '_';
    return name;
}

std::string column(const Entity& entity, const Field& field) {
    std::string line = field.name + " " + std::string(column_type(field.type));
    if (field.type == Type::id) return line + " primary key";
    if (!is_nullable_column(field)) line += " not null";
    if (field.unique) line += " constraint " + entity.table + "_" + field.name + "_unique unique";
    if (field.type == Type::choice) {
        std::string words;
        for (const auto& choice : field.choices) words += (words.empty() ? "" : ", ") + quoted(choice);
        line +=
            " constraint " + entity.table + "_" + field.name + "_choice check (" + field.name + " in (" + words + "))";
    }
    if (field.type == Type::reference && !field.refers_to.empty()) line += " references " + table_of(field.refers_to);
    return line;
}

}  // namespace

bool is_nullable_column(const Field& field) { return field.type == Type::reference ? !field.required : field.nullable; }

std::string sql_type(const Field& field) { return std::string(column_type(field.type)); }

std::string columns(const Entity& entity, std::string_view alias) {
    std::string list;
    for (const Field& field : entity.description->fields) {
        if (!has_column(field)) continue;
        if (!list.empty()) list += ", ";
        if (!alias.empty()) list.append(alias) += '.';
        list += field.name;
    }
    return list;
}

void require_storable(const Entity& entity) {
    for (const Field& field : entity.description->fields) {
        if (!has_column(field))
            throw std::logic_error(entity.name + "." + field.name + ": nested things have no column");
        if (field.sealed)
            throw std::logic_error(entity.name + "." + field.name +
                                   ": nothing seals fields yet, so none can be stored");
    }
}

std::string create_table(const Entity& entity) {
    require_storable(entity);
    std::string sql = "create table " + entity.table + " (\n";
    bool first = true;
    for (const Field& field : entity.description->fields) {
        if (!first) sql += ",\n";
        sql += "    " + column(entity, field);
        first = false;
    }
    sql += "\n);\n";
    for (const auto& index : entity.indexes) sql += "create index " + index + ";\n";
    return sql;
}

void load(const Description& description, std::span<const Cell> row, void* object) {
    std::size_t at = 0;
    for (const Field& field : description.fields) {
        if (!has_column(field)) continue;
        if (at == row.size()) throw std::logic_error(description.name + ": the row ends before column " + field.name);
        field.ops->load(field, member_of(field, object), row[at++]);
    }
    if (at != row.size())
        throw std::logic_error(description.name + ": the row has " + std::to_string(row.size()) + " columns, not " +
                               std::to_string(at));
}

}  // namespace tongguan::entity
