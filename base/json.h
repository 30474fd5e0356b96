// JSON: strict parsing of what strangers send (Boost.JSON under it), and our own writer for what we answer.
#pragma once

#include <boost/json/value.hpp>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"

namespace tongguan {

using Json = boost::json::value;

struct JsonLimits {
    std::size_t bytes = 1 << 20;  // 1 MiB
    std::size_t depth = 32;
    std::size_t members = 10'000;  // values in all
};

// Refuses (kind invalid): malformed text, invalid UTF-8, NUL in a string, duplicate keys (names the key),
// numbers beyond int64/double, past a limit. Integers stay integers.
Result<Json> parse_json(std::string_view text, const JsonLimits& limits = {});

// Appends to one string; commas and escaping are its business, order is the caller's. No nesting checks in release.
class JsonWriter {
public:
    explicit JsonWriter(std::string& out) : out_(out) {}
    JsonWriter& begin_object() { return open('{'); }
    JsonWriter& end_object() { return close('}'); }
    JsonWriter& begin_array() { return open('['); }
    JsonWriter& end_array() { return close(']'); }
    JsonWriter& key(std::string_view name);  // name is trusted ASCII: identifiers only
    JsonWriter& value(std::string_view text);
    JsonWriter& value(const char* text) { return value(std::string_view(text)); }
    JsonWriter& value(std::int64_t number);
    JsonWriter& value(int number) { return value(static_cast<std::int64_t>(number)); }
    JsonWriter& value(std::uint64_t number);
    JsonWriter& value(double number);  // std::to_chars, always with . or e; not for stored amounts
    JsonWriter& value(bool flag);
    JsonWriter& value(Date date);
    JsonWriter& value(Instant instant);
    template <class Thing>
    JsonWriter& value(Id<Thing> id) {
        return id_value(id.value);
    }
    JsonWriter& id_value(std::int64_t id);  // a string of digits
    JsonWriter& null();
    JsonWriter& raw(std::string_view json);  // already JSON
    JsonWriter& value(const Json& json);
    template <class Value>
    JsonWriter& member(std::string_view name, const Value& v) {
        return key(name).value(v);
    }

private:
    JsonWriter& open(char bracket);
    JsonWriter& close(char bracket);
    void comma();
    std::string& out_;
    bool first_ = true;
};

void append_json_string(std::string& out, std::string_view text);  // quoted and escaped; also < > & U+2028 U+2029

}  // namespace tongguan
