// What is done with a member of each C++ type: read out as a Value, assigned, loaded from a row, written as JSON.
#include <stdexcept>

#include "platform/entity/description.h"

namespace tongguan::entity::kinds {

namespace {

// How one plain type meets Value, Cell and JSON. `Held` is the alternative of Value that carries it.
template <class T>
struct Codec;

template <>
struct Codec<std::string> {
    static Value out(const std::string& text) { return text; }
    static void in(std::string& text, Value&& value) { text = std::get<std::string>(std::move(value)); }
    static void load(std::string& text, const Cell& cell) { text.assign(cell.text()); }
    static void write(const std::string& text, JsonWriter& json) { json.value(std::string_view(text)); }
};
template <>
struct Codec<std::int64_t> {
    static Value out(std::int64_t number) { return number; }
    static void in(std::int64_t& number, Value&& value) { number = std::get<std::int64_t>(value); }
    static void load(std::int64_t& number, const Cell& cell) { number = cell.integer(); }
    static void write(std::int64_t number, JsonWriter& json) { json.value(number); }
};
template <>
struct Codec<bool> {
    static Value out(bool flag) { return flag; }
    static void in(bool& flag, Value&& value) { flag = std::get<bool>(value); }
    static void load(bool& flag, const Cell& cell) { flag = cell.boolean(); }
    static void write(bool flag, JsonWriter& json) { json.value(flag); }
};
template <>
struct Codec<Date> {
    static Value out(Date date) { return date; }
    static void in(Date& date, Value&& value) { date = std::get<Date>(value); }
    static void load(Date& date, const Cell& cell) { date = cell.date(); }
    static void write(Date date, JsonWriter& json) { json.value(date); }
};
template <>
struct Codec<Instant> {
    static Value out(Instant instant) { return instant; }
    static void in(Instant& instant, Value&& value) { instant = std::get<Instant>(value); }
    static void load(Instant& instant, const Cell& cell) { instant = cell.instant(); }
    static void write(Instant instant, JsonWriter& json) { json.value(instant); }
};
template <>
struct Codec<Money> {
    static Value out(Money money) { return money.fen; }
    static void in(Money& money, Value&& value) { money.fen = std::get<std::int64_t>(value); }
    static void load(Money& money, const Cell& cell) { money.fen = cell.integer(); }
    static void write(Money money, JsonWriter& json) { json.value(std::string_view(to_string(money))); }
};
template <>
struct Codec<Area> {
    static Value out(Area area) { return area.hundredths; }
    static void in(Area& area, Value&& value) { area.hundredths = std::get<std::int64_t>(value); }
    static void load(Area& area, const Cell& cell) { area.hundredths = cell.integer(); }
    static void write(Area area, JsonWriter& json) { json.value(std::string_view(to_string(area))); }
};
template <>
struct Codec<Document> {
    static Value out(const Document& document) { return document.json; }
    static void in(Document& document, Value&& value) { document.json = std::get<std::string>(std::move(value)); }
    static void load(Document& document, const Cell& cell) { document.json.assign(cell.json()); }
    static void write(const Document& document, JsonWriter& json) { json.raw(document.json); }
};
template <>
struct Codec<std::vector<std::string>> {
    using Words = std::vector<std::string>;
    static Value out(const Words& words) { return words; }
    static void in(Words& words, Value&& value) { words = std::get<Words>(std::move(value)); }
    static void load(Words& words, const Cell& cell) { words = cell.texts(); }
    static void write(const Words& words, JsonWriter& json) {
        json.begin_array();
        for (const auto& word : words) json.value(std::string_view(word));
        json.end_array();
    }
};
template <>
struct Codec<std::vector<std::int64_t>> {
    using Ids = std::vector<std::int64_t>;
    static Value out(const Ids& ids) { return ids; }
    static void in(Ids& ids, Value&& value) { ids = std::get<Ids>(std::move(value)); }
    static void load(Ids& ids, const Cell& cell) { ids = cell.integers(); }
    static void write(const Ids& ids, JsonWriter& json) {
        json.begin_array();
        for (const std::int64_t key : ids) json.id_value(key);
        json.end_array();
    }
};

[[noreturn]] void unexpected_null(const Field& field) {
    throw std::logic_error("column " + field.name + " is NULL, which its member cannot be");
}

template <class T>
constexpr MemberOps plain{
    .read = [](const Field&, const void* m) -> Value { return Codec<T>::out(*static_cast<const T*>(m)); },
    .assign = [](const Field&, void* m, Value&& v) { Codec<T>::in(*static_cast<T*>(m), std::move(v)); },
    .load =
        [](const Field& f, void* m, const Cell& cell) {
            if (cell.is_null()) unexpected_null(f);
            Codec<T>::load(*static_cast<T*>(m), cell);
        },
    .write = [](const Field&, const void* m, JsonWriter& out) { Codec<T>::write(*static_cast<const T*>(m), out); },
};

template <class T>
constexpr MemberOps maybe{
    .read = [](const Field&, const void* m) -> Value {
        const auto& held = *static_cast<const std::optional<T>*>(m);
        return held ? Codec<T>::out(*held) : Value{};
    },
    .assign =
        [](const Field&, void* m, Value&& v) {
            auto& held = *static_cast<std::optional<T>*>(m);
            if (std::holds_alternative<std::monostate>(v))
                held.reset();
            else
                Codec<T>::in(held.emplace(), std::move(v));
        },
    .load =
        [](const Field&, void* m, const Cell& cell) {
            auto& held = *static_cast<std::optional<T>*>(m);
            if (cell.is_null())
                held.reset();
            else
                Codec<T>::load(held.emplace(), cell);
        },
    .write =
        [](const Field&, const void* m, JsonWriter& out) {
            const auto& held = *static_cast<const std::optional<T>*>(m);
            if (held)
                Codec<T>::write(*held, out);
            else
                out.null();
        },
};

}  // namespace

const MemberOps text = plain<std::string>;
const MemberOps integer = plain<std::int64_t>;
const MemberOps boolean = plain<bool>;
const MemberOps date = plain<Date>;
const MemberOps instant = plain<Instant>;
const MemberOps money = plain<Money>;
const MemberOps area = plain<Area>;
const MemberOps document = plain<Document>;
const MemberOps words = plain<std::vector<std::string>>;
const MemberOps ids = plain<std::vector<std::int64_t>>;
const MemberOps optional_text = maybe<std::string>;
const MemberOps optional_integer = maybe<std::int64_t>;
const MemberOps optional_boolean = maybe<bool>;
const MemberOps optional_date = maybe<Date>;
const MemberOps optional_instant = maybe<Instant>;
const MemberOps optional_money = maybe<Money>;
const MemberOps optional_area = maybe<Area>;

// Id<T> is one int64; 0 is "none" and stored as NULL.
const MemberOps id{
    .read = [](const Field&, const void* m) -> Value {
        const std::int64_t key = *static_cast<const std::int64_t*>(m);
        return key == 0 ? Value{} : Value(key);
    },
    .assign =
        [](const Field&, void* m, Value&& v) {
            const auto* key = std::get_if<std::int64_t>(&v);
            *static_cast<std::int64_t*>(m) = key == nullptr ? 0 : *key;
        },
    .load = [](const Field&, void* m,
               const Cell& cell) { *static_cast<std::int64_t*>(m) = cell.is_null() ? 0 : cell.integer(); },
    .write =
        [](const Field&, const void* m, JsonWriter& out) {
            const std::int64_t key = *static_cast<const std::int64_t*>(m);
            if (key == 0)
                out.null();
            else
                out.id_value(key);
        },
};

void write_nested(const Field& field, const void* nested, JsonWriter& out) { write_json(out, *field.nested, nested); }

void bad_word(const Field& field, std::string_view word) {
    throw std::runtime_error("field " + field.name + ": no enumerator is called '" + std::string(word) + "'");
}

}  // namespace tongguan::entity::kinds
