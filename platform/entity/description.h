// One declaration per thing (design §1.5). A Description is a run-time table of fields. A C++ struct fills it with
// `field<&Vehicle::plate>().max(16)`; versioned data (the form of a service item) fills the same table from JSON.
// Everything that handles things by their fields — validation, JSON both ways, forms, OpenAPI, audit differences,
// sheets, masks, DDL — is an ordinary function over `const Description&`, compiled once.
#pragma once

#include <boost/json/value.hpp>
#include <concepts>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "base/id.h"
#include "base/json.h"
#include "base/quantity.h"
#include "base/result.h"
#include "base/time.h"
#include "platform/entity/cell.h"

namespace tongguan::entity {

enum class Type : std::uint8_t {
    id,         // the key of the thing itself           bigint   JSON "123"
    reference,  // the key of another thing              bigint   JSON "123"
    text,       // UTF-8, limits in code points          text
    integer,    //                                       bigint
    boolean,    //                                       boolean
    date,       // civil day                             date     "2021-12-31"
    instant,    // moment                                timestamptz  RFC 3339, +08:00
    money,      // fen                                   bigint   "1234.50"
    area,       // 0.01 ㎡                               bigint   "24.17"
    choice,     // one word of a closed list             text
    document,   // free JSON kept as it is               jsonb
    object,     // a nested described thing              (JSON only)
    list,       // a list of described things            (JSON only)
    words,      // a list of words                       text[]
    ids,        // a list of keys                        bigint[] JSON ["1","2"]
};

// A value outside its struct: what audit, sheets and data-driven forms hold. monostate = empty.
using Value = std::variant<std::monostate, bool, std::int64_t, std::string, Date, Instant, std::vector<std::string>,
                           std::vector<std::int64_t>>;

struct Description;
struct Field;

// What can be done with a member of one C++ type, given the address of the member. Instantiated once per type.
struct MemberOps {
    Value (*read)(const Field&, const void* member);
    void (*assign)(const Field&, void* member, Value&& value);   // value already validated and of the right kind
    void (*load)(const Field&, void* member, const Cell& cell);  // from a row
    void (*write)(const Field&, const void* member, JsonWriter& out);
    // For Type::object and Type::list: nested things.
    std::size_t (*count)(const void* member) = nullptr;
    const void* (*item)(const void* member, std::size_t index) = nullptr;
    void* (*append)(void* member) = nullptr;  // a new nested thing to be filled (object: the thing itself)
};

enum class Masking : std::uint8_t { none, name, phone, number, all };  // how a masked value is shown: 张*, 138****2046 …

struct Field {
    std::string name;       // column, JSON key and last word of the text key
    std::string label;      // text key: "service_centre.case.title"; its ".help" may exist
    Type type = Type::text;
    bool required = true;   // optional<> members are not
    std::int64_t min = 0;   // text: code points; list/words/ids: items; integer, money, area: the value
    std::int64_t max = 0;   // 0 with text = 200 code points
    std::vector<std::string> choices{};  // of Type::choice; labels are the texts <label>.<choice>
    std::string refers_to{};             // of Type::reference/ids: an entity's name ("organisation.unit")
    const Description* nested = nullptr; // of Type::object/list
    bool unique = false;
    bool sheet = false;       // a column of the Excel template and export
    bool server = false;      // filled by the server: refused in input
    bool hidden = false;      // never leaves the server (password hashes)
    bool personal = false;    // personal information (PIPL art. 4): `retention` must be set
    bool sealed = false;      // stored encrypted with a blind index
    Masking masking = Masking::none;
    std::string retention{};  // purpose key of the retention clock ("service", "employment")
    // Where the value lives: a member of a struct at `offset`, or slot `index` of a Record.
    std::size_t offset = 0;
    const MemberOps* ops = nullptr;
    std::size_t index = 0;
};

struct Description {
    std::string name;  // "service_centre.case"; forms: "service_centre.pass@2"
    std::vector<Field> fields;
    const Field* find(std::string_view field_name) const;
};

// Values of a thing described by data. values[i] belongs to description.fields[i].
struct Record {
    const Description* description = nullptr;
    std::vector<Value> values;
};
Description describe_record(std::string name, std::vector<Field> fields);  // sets index and ops of each field
// A form kept as versioned data: {"name":…,"fields":[{"name","type","required","max","choices",…}]}.
Result<Description> parse_description(const Json& form);

// ---- what is done with a description (compiled once, in entity/*.cpp) ----

Value read(const Field& field, const void* object);
void write_json(JsonWriter& out, const Description& description, const void* object);
// Fills `object` from JSON. Collects every fault: unknown field (with the nearest name), missing, wrong type, out of
// range, too long, not a choice, invalid UTF-8; each with its path. Nothing is assigned when a fault is found.
Outcome read_json(const Json& json, const Description& description, void* object, std::string_view path = {});
Outcome validate(const Description& description, const void* object, std::string_view path = {});
Json form_of(const Description& description);        // what a form needs: types, limits, choices, label keys
Json json_schema(const Description& description, bool input);  // OpenAPI 3.1 schema; nested ones by $ref
struct Change { const Field* field; Value before; Value after; };
std::vector<Change> changes(const Description& description, const void* before, const void* after);
std::string masked(Masking masking, std::string_view text);

// ---- from a struct to its description ----

template <class T>
const Description& describe();  // specialise beside the struct, in its model.cpp

template <class E>
struct EnumWords;  // specialise: static constexpr std::array<std::pair<E, std::string_view>, N> words;

template <class E>
constexpr std::string_view word_of(E value) {
    for (const auto& [enumerator, word] : EnumWords<E>::words)
        if (enumerator == value) return word;
    return {};
}
template <class E>
constexpr std::optional<E> from_word(std::string_view word) {
    for (const auto& [enumerator, name] : EnumWords<E>::words)
        if (name == word) return enumerator;
    return std::nullopt;
}

}  // namespace tongguan::entity

#include "platform/entity/field.h"  // field<&T::member>(): the bridge from members to MemberOps
