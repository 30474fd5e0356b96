// Parameters of one statement, encoded in PostgreSQL's binary formats as they are added. The types sent are explicit,
// so PostgreSQL never guesses and no value is ever quoted.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/id.h"
#include "base/quantity.h"
#include "base/time.h"

namespace tongguan::entity {
struct Field;
}

namespace tongguan::db {

// jsonb parameter: JSON text already written.
struct JsonText {
    std::string_view text;
};
struct Bytes {  // bytea
    std::string_view bytes;
};

class Params {
public:
    Params() = default;
    template <class... Values>
    explicit Params(const Values&... values) {
        (add(values), ...);
    }

    void add(std::int64_t value);
    void add(int value) { add(static_cast<std::int64_t>(value)); }
    void add(bool value);
    void add(std::string_view value);
    void add(const std::string& value) { add(std::string_view(value)); }
    void add(const char* value) { add(std::string_view(value)); }
    void add(Date value);
    void add(Instant value);
    void add(Money value) { add(value.fen); }
    void add(Area value) { add(value.hundredths); }
    void add(JsonText value);
    void add(Bytes value);
    void add(std::span<const std::int64_t> values);  // int8[]
    void add(std::span<const std::string> values);   // text[]
    void add(const std::vector<std::int64_t>& values) { add(std::span<const std::int64_t>(values)); }
    void add(const std::vector<std::string>& values) { add(std::span<const std::string>(values)); }
    template <class Thing>
    void add(Id<Thing> id) {
        add(id.value);
    }
    template <class Value>
    void add(const std::optional<Value>& value) {
        if (value)
            add(*value);
        else
            add_null(type_of<Value>());
    }
    // NULL of a known type: a statement is prepared with the types of its first call, so they must not vary.
    void add_null(unsigned type = 0);
    // A value of an entity's field, as its column stores it.
    void add_field(const entity::Field& field, const void* object);

    // What libpq is given. Pointers are valid until the next add().
    struct Raw {
        std::vector<unsigned> types;
        std::vector<const char*> values;
        std::vector<int> lengths;
        std::vector<int> formats;
    };
    void raw(Raw& into) const;  // reuses the room that `into` has
    std::size_t size() const { return slots_.size(); }

    template <class Value>
    static constexpr unsigned type_of();  // PostgreSQL's type oid

private:
    char* room(unsigned type, std::size_t length);
    struct Slot {
        unsigned type;
        bool null;
        std::size_t start;
        std::size_t length;
    };
    std::vector<Slot> slots_;
    std::string bytes_;
};

namespace oid {  // of pg_type.dat; fixed for ever
inline constexpr unsigned boolean = 16, bytea = 17, int8 = 20, text = 25, date = 1082, timestamptz = 1184,
                          int8_array = 1016, text_array = 1009, jsonb = 3802;
}  // namespace oid

template <class Thing>
inline constexpr bool is_id = false;
template <class Thing>
inline constexpr bool is_id<Id<Thing>> = true;

template <class Value>
constexpr unsigned Params::type_of() {
    if constexpr (std::is_same_v<Value, bool>)
        return oid::boolean;
    else if constexpr (std::is_integral_v<Value> || is_id<Value> || std::is_same_v<Value, Money> ||
                       std::is_same_v<Value, Area>)
        return oid::int8;
    else if constexpr (std::is_same_v<Value, Date>)
        return oid::date;
    else if constexpr (std::is_same_v<Value, Instant>)
        return oid::timestamptz;
    else if constexpr (std::is_same_v<Value, JsonText>)
        return oid::jsonb;
    else if constexpr (std::is_same_v<Value, Bytes>)
        return oid::bytea;
    else if constexpr (std::is_convertible_v<Value, std::string_view>)
        return oid::text;
    else if constexpr (std::is_same_v<Value, std::vector<std::int64_t>>)
        return oid::int8_array;
    else if constexpr (std::is_same_v<Value, std::vector<std::string>>)
        return oid::text_array;
    else
        return 0;
}

}  // namespace tongguan::db
