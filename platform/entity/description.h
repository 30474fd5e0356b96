// One declaration per thing (design §1.5). A Description is a run-time table of fields. A C++ struct fills it with
// `field<&Vehicle::plate>().max(16)`; versioned data (the form of a service item) fills the same table from JSON.
// Everything that handles things by their fields — validation, JSON both ways, forms, OpenAPI, audit differences,
// masks, DDL; later Excel sheets — is an ordinary function over `const Description&`, compiled once.
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
    void (*clear)(void* member) = nullptr;    // before it is filled anew
};

enum class Masking : std::uint8_t {
    none,
    name,
    phone,
    number,
    all
};  // how a masked value is shown: 张*, 138****2046 …

struct Field {
    std::string name;   // column, JSON key and last word of the text key
    std::string label;  // text key: "service_centre.case.title"; its ".help" may exist
    Type type = Type::text;
    bool required = true;   // optional<> members are not
    bool nullable = false;  // the member itself can be empty (optional<>); a reference is empty when it is 0
    // text: code points; list/words/ids: items; document: bytes; integer, money, area: the value. A quantity is not
    // negative unless `min` says so. max 0 = the limit of the type (limits.h); none for integer, money and area.
    // A text of more than 200 code points may hold line breaks, a shorter one is one line.
    std::int64_t min = 0;
    std::int64_t max = 0;
    std::vector<std::string> choices{};   // of Type::choice (and words); labels are the texts <label>.<choice>
    std::string refers_to{};              // of Type::reference/ids: an entity's name ("organisation.unit")
    const Description* nested = nullptr;  // of Type::object/list
    bool unique = false;
    bool sheet = false;     // will be a column of the Excel template and export
    bool server = false;    // filled by the server: refused in input
    bool hidden = false;    // never leaves the server (password hashes)
    bool personal = false;  // personal information (PIPL art. 4): `retention` must be set
    bool sealed = false;    // to be stored encrypted; refused at start until something seals it (storable.h)
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
// A form kept as versioned data: {"name":…,"fields":[{"name","type","required","max","choices",…}]}. Text, integer,
// boolean, date, instant, money, area, choice, words, reference, ids, document; no nested things.
Result<Description> parse_description(const Json& form);
Result<Record> read_record(const Json& json, const Description& description);  // what somebody filled in
// As it is kept (jsonb): every field, unmasked. Only for storing; readers get write_json().
std::string store_record(const Record& record);
// From what was kept, possibly under an older form: unknown members are dropped, absent ones are empty. A value of
// another type than the form's is a failure (std::runtime_error): the record was kept with another form.
Record restore_record(const Json& json, const Description& description);

// ---- what is done with a description (compiled once, in entity/*.cpp) ----

Value read(const Field& field, const void* object);  // as it is: unmasked
// What a reader may see: masked fields masked, hidden ones left out.
void write_json(JsonWriter& out, const Description& description, const void* object);
void write_value(JsonWriter& out, const Field& field, const Value& value);  // a Value as JSON of the field's type
// Fills `object` from JSON. Collects every fault: unknown field (with the nearest name), missing, wrong type, out of
// range, too long, not a choice, invalid UTF-8; each with its path. Nothing is assigned when a fault is found.
// The keys are entity.invalid.<what>; args carry `label`, the text key of the field.
Outcome read_json(const Json& json, const Description& description, void* object, std::string_view path = {});
Outcome validate(const Description& description, const void* object, std::string_view path = {});
Json form_of(const Description& description);                  // what a form needs: types, limits, choices, label keys
Json json_schema(const Description& description, bool input);  // OpenAPI 3.1 schema; nested ones by $ref
// The name under components.schemas: what goes in and what comes out of one description differ.
std::string schema_name(const Description& description, bool input);
// What differs, as a reader may see it: masked fields masked, hidden ones with both values empty.
struct Change {
    const Field* field;
    Value before;
    Value after;
};
std::vector<Change> changes(const Description& description, const void* before, const void* after);
std::string masked(Masking masking, std::string_view text);
Value masked(const Field& field, Value value);  // the value as a reader may see it
// 1 … 9223372036854775807 as a string of digits, the way keys stand in JSON and addresses; 0 when it is not one.
std::int64_t key_from(std::string_view digits);
bool has_column(const Field& field);       // object and list are JSON only
std::string_view word_of_type(Type type);  // "text", "reference" … as forms and the desk write it
std::optional<Type> type_from_word(std::string_view word);

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
