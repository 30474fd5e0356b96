// Parameters of one statement, encoded as they are added: integers, instants, dates, booleans and arrays in binary,
// text as it is. The types sent are explicit, so PostgreSQL never guesses.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/quantity.h"
#include "base/time.h"

namespace tongguan::db {

// jsonb parameter: JSON text already written.
struct JsonText { std::string_view text; };
struct Bytes { std::string_view bytes; };  // bytea

class Params {
public:
    Params() = default;
    template <class... Values>
    explicit Params(const Values&... values) { (add(values), ...); }

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
    void add(std::span<const std::int64_t> values);   // int8[]
    void add(std::span<const std::string> values);    // text[]
    void add(const std::vector<std::int64_t>& values) { add(std::span<const std::int64_t>(values)); }
    void add(const std::vector<std::string>& values) { add(std::span<const std::string>(values)); }
    template <class Thing>
    void add(Id<Thing> id) { add(id.value); }
    template <class Value>
    void add(const std::optional<Value>& value) {
        if (value) add(*value);
        else add_null();
    }
    void add_null();

    // What libpq is given. Pointers are valid until the next add().
    struct Raw { std::vector<unsigned> types; std::vector<const char*> values; std::vector<int> lengths; std::vector<int> formats; };
    Raw raw() const;
    std::size_t size() const { return slots_.size(); }

private:
    struct Slot { unsigned type; std::size_t start; std::size_t length; bool null; bool binary; };
    std::vector<Slot> slots_;
    std::string bytes_;
};

}  // namespace tongguan::db
