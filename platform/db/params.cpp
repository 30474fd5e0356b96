#include "platform/db/params.h"

#include <cstring>
#include <stdexcept>

#include "platform/entity/description.h"

namespace tongguan::db {

namespace {

// PostgreSQL counts days and microseconds from 2000-01-01 (UTC for instants).
constexpr std::chrono::sys_days postgres_epoch{std::chrono::year{2000} / 1 / 1};
constexpr std::int64_t postgres_epoch_micros =
    std::chrono::duration_cast<Duration>(postgres_epoch.time_since_epoch()).count();

template <class Integer>
void put(char* at, Integer value) {  // network byte order
    using Unsigned = std::make_unsigned_t<Integer>;
    auto bits = static_cast<Unsigned>(value);
    for (std::size_t i = sizeof(Integer); i-- > 0;) {
        at[i] = static_cast<char>(bits & 0xFF);
        bits = static_cast<Unsigned>(bits >> 8);
    }
}

// One-dimensional array: dimensions, has-null flag, element type, length, lower bound.
constexpr std::size_t array_head = 20;
void put_array_head(char* at, unsigned element, std::size_t count) {
    put<std::int32_t>(at, 1);
    put<std::int32_t>(at + 4, 0);
    put<std::uint32_t>(at + 8, element);
    put<std::int32_t>(at + 12, static_cast<std::int32_t>(count));
    put<std::int32_t>(at + 16, 1);
}

unsigned column_type(entity::Type type) {
    switch (type) {
        case entity::Type::id:
        case entity::Type::reference:
        case entity::Type::integer:
        case entity::Type::money:
        case entity::Type::area:
            return oid::int8;
        case entity::Type::text:
        case entity::Type::choice:
            return oid::text;
        case entity::Type::boolean:
            return oid::boolean;
        case entity::Type::date:
            return oid::date;
        case entity::Type::instant:
            return oid::timestamptz;
        case entity::Type::document:
            return oid::jsonb;
        case entity::Type::words:
            return oid::text_array;
        case entity::Type::ids:
            return oid::int8_array;
        case entity::Type::object:
        case entity::Type::list:
            break;
    }
    throw std::logic_error("a nested field has no column");
}

}  // namespace

char* Params::room(unsigned type, std::size_t length) {
    const std::size_t start = bytes_.size();
    slots_.push_back({type, false, start, length});
    bytes_.resize(start + length);
    return bytes_.data() + start;
}

void Params::add(std::int64_t value) { put(room(oid::int8, 8), value); }

void Params::add(bool value) { *room(oid::boolean, 1) = value ? 1 : 0; }

void Params::add(std::string_view value) {
    char* at = room(oid::text, value.size());
    if (!value.empty()) std::memcpy(at, value.data(), value.size());
}

void Params::add(Date value) {
    put(room(oid::date, 4), static_cast<std::int32_t>((value.day - postgres_epoch).count()));
}

void Params::add(Instant value) { put(room(oid::timestamptz, 8), value.micros() - postgres_epoch_micros); }

void Params::add(JsonText value) {
    char* at = room(oid::jsonb, value.text.size() + 1);
    *at = 1;  // version of the jsonb format
    if (!value.text.empty()) std::memcpy(at + 1, value.text.data(), value.text.size());
}

void Params::add(Bytes value) {
    char* at = room(oid::bytea, value.bytes.size());
    if (!value.bytes.empty()) std::memcpy(at, value.bytes.data(), value.bytes.size());
}

void Params::add(std::span<const std::int64_t> values) {
    char* at = room(oid::int8_array, array_head + values.size() * 12);
    put_array_head(at, oid::int8, values.size());
    at += array_head;
    for (const std::int64_t value : values) {
        put<std::int32_t>(at, 8);
        put(at + 4, value);
        at += 12;
    }
}

void Params::add(std::span<const std::string> values) {
    std::size_t length = array_head;
    for (const std::string& value : values) length += 4 + value.size();
    char* at = room(oid::text_array, length);
    put_array_head(at, oid::text, values.size());
    at += array_head;
    for (const std::string& value : values) {
        put(at, static_cast<std::int32_t>(value.size()));
        if (!value.empty()) std::memcpy(at + 4, value.data(), value.size());
        at += 4 + value.size();
    }
}

void Params::add_null(unsigned type) { slots_.push_back({type, true, bytes_.size(), 0}); }

void Params::add_field(const entity::Field& field, const void* object) {
    if (field.sealed) throw std::logic_error("sealed field " + field.name + " must be encrypted before it is stored");
    const entity::Value value = entity::read(field, object);
    const bool json = field.type == entity::Type::document;
    if (std::holds_alternative<std::monostate>(value)) return add_null(column_type(field.type));
    if (const auto* text = std::get_if<std::string>(&value)) return json ? add(JsonText{*text}) : add(*text);
    if (const auto* number = std::get_if<std::int64_t>(&value)) return add(*number);
    if (const auto* flag = std::get_if<bool>(&value)) return add(*flag);
    if (const auto* date = std::get_if<Date>(&value)) return add(*date);
    if (const auto* instant = std::get_if<Instant>(&value)) return add(*instant);
    if (const auto* words = std::get_if<std::vector<std::string>>(&value)) return add(*words);
    add(std::get<std::vector<std::int64_t>>(value));
}

void Params::raw(Raw& into) const {
    into.types.clear();
    into.values.clear();
    into.lengths.clear();
    into.formats.clear();
    for (const Slot& slot : slots_) {
        into.types.push_back(slot.type);
        into.values.push_back(slot.null ? nullptr : bytes_.data() + slot.start);
        into.lengths.push_back(static_cast<int>(slot.length));
        into.formats.push_back(1);
    }
}

}  // namespace tongguan::db
