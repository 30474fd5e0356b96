// Which C++ types a field may have, and what is done with each. Included by field.h only. Instantiated once per type;
// nested structs and enums instantiate a few lines each, everything heavier is a plain function in entity/*.cpp.
#pragma once

namespace tongguan::entity {

namespace kinds {  // implemented in kinds.cpp
extern const MemberOps text, integer, boolean, date, instant, money, area, document, words, ids, id;
extern const MemberOps optional_text, optional_integer, optional_boolean, optional_date, optional_instant,
    optional_money, optional_area;
void write_nested(const Field& field, const void* nested, JsonWriter& out);
[[noreturn]] void bad_word(const Field& field,
                           std::string_view word);  // a stored word that no enumerator has: a bug or a newer database
}  // namespace kinds

// A JSON document kept as it is (jsonb).
struct Document {
    std::string json = "{}";
};

template <class T>
inline constexpr bool is_id = false;
template <class Thing>
inline constexpr bool is_id<Id<Thing>> = true;

template <class T>
struct Kind {  // structs: nested objects
    static_assert(std::is_class_v<T>, "numbers are std::int64_t, amounts Money or Area; nothing else is described");
    static constexpr Type type = Type::object;
    static const MemberOps& ops() {
        static const MemberOps table{
            .read = [](const Field&, const void*) -> Value { return {}; },
            .assign = [](const Field&, void*, Value&&) {},
            .load = [](const Field&, void*, const Cell&) {},
            .write = [](const Field& f, const void* member, JsonWriter& out) { kinds::write_nested(f, member, out); },
            .count = [](const void*) -> std::size_t { return 1; },
            .item = [](const void* member, std::size_t) { return member; },
            .append = [](void* member) { return member; },
            .clear = [](void* member) { *static_cast<T*>(member) = T{}; },
        };
        return table;
    }
};

template <class T>
    requires std::is_enum_v<T>
struct Kind<T> {
    static constexpr Type type = Type::choice;
    static const MemberOps& ops() {
        static const MemberOps table{
            .read = [](const Field&, const void* m) -> Value {
                return std::string(word_of(*static_cast<const T*>(m)));
            },
            .assign = [](const Field& f, void* m, Value&& v) { set(f, m, std::get<std::string>(v)); },
            .load = [](const Field& f, void* m, const Cell& cell) { set(f, m, cell.text()); },
            .write = [](const Field&, const void* m,
                        JsonWriter& out) { out.value(word_of(*static_cast<const T*>(m))); },
        };
        return table;
    }
    static void set(const Field& f, void* member, std::string_view word) {
        const auto found = from_word<T>(word);
        if (!found) kinds::bad_word(f, word);
        *static_cast<T*>(member) = *found;
    }
};
template <class T>
    requires std::is_enum_v<T>
struct Kind<std::optional<T>> {
    static constexpr Type type = Type::choice;
    static const MemberOps& ops() {
        static const MemberOps table{
            .read = [](const Field&, const void* m) -> Value {
                const auto& value = *static_cast<const std::optional<T>*>(m);
                return value ? Value(std::string(word_of(*value))) : Value{};
            },
            .assign =
                [](const Field& f, void* m, Value&& v) {
                    auto& value = *static_cast<std::optional<T>*>(m);
                    if (std::holds_alternative<std::monostate>(v))
                        value.reset();
                    else
                        Kind<T>::set(f, &value.emplace(), std::get<std::string>(v));
                },
            .load =
                [](const Field& f, void* m, const Cell& cell) {
                    auto& value = *static_cast<std::optional<T>*>(m);
                    if (cell.is_null())
                        value.reset();
                    else
                        Kind<T>::set(f, &value.emplace(), cell.text());
                },
            .write =
                [](const Field&, const void* m, JsonWriter& out) {
                    const auto& value = *static_cast<const std::optional<T>*>(m);
                    if (value)
                        out.value(word_of(*value));
                    else
                        out.null();
                },
        };
        return table;
    }
};

template <class T>
struct Kind<std::vector<T>> {  // lists of nested things
    static_assert(std::is_class_v<T>, "a list holds described things, words (std::string) or keys (std::int64_t)");
    static constexpr Type type = Type::list;
    static const MemberOps& ops() {
        static const MemberOps table{
            .read = [](const Field&, const void*) -> Value { return {}; },
            .assign = [](const Field&, void*, Value&&) {},
            .load = [](const Field&, void*, const Cell&) {},
            .write =
                [](const Field& f, const void* m, JsonWriter& out) {
                    out.begin_array();
                    for (const T& item : *static_cast<const std::vector<T>*>(m)) kinds::write_nested(f, &item, out);
                    out.end_array();
                },
            .count = [](const void* m) { return static_cast<const std::vector<T>*>(m)->size(); },
            .item = [](const void* m, std::size_t i) -> const void* {
                return &(*static_cast<const std::vector<T>*>(m))[i];
            },
            .append = [](void* m) -> void* { return &static_cast<std::vector<T>*>(m)->emplace_back(); },
            .clear = [](void* m) { static_cast<std::vector<T>*>(m)->clear(); },
        };
        return table;
    }
};
template <class T>
    requires std::is_class_v<T>
struct Kind<std::optional<T>> {  // a nested thing that may be absent (null)
    static_assert(!is_id<T>, "an Id is empty when it is 0: write Id<T> and .optional()");
    static constexpr Type type = Type::object;
    static const MemberOps& ops() {
        static const MemberOps table{
            .read = [](const Field&, const void*) -> Value { return {}; },
            .assign = [](const Field&, void* m, Value&&) { static_cast<std::optional<T>*>(m)->reset(); },
            .load = [](const Field&, void*, const Cell&) {},
            .write =
                [](const Field& f, const void* m, JsonWriter& out) {
                    const auto& value = *static_cast<const std::optional<T>*>(m);
                    if (value)
                        kinds::write_nested(f, &*value, out);
                    else
                        out.null();
                },
            .count = [](const void* m) -> std::size_t {
                return static_cast<const std::optional<T>*>(m)->has_value() ? 1 : 0;
            },
            .item = [](const void* m, std::size_t) -> const void* {
                return &**static_cast<const std::optional<T>*>(m);
            },
            .append = [](void* m) -> void* { return &static_cast<std::optional<T>*>(m)->emplace(); },
            .clear = [](void* m) { static_cast<std::optional<T>*>(m)->reset(); },
        };
        return table;
    }
};

#define TONGGUAN_KIND(cpp_type, kind_type, table)              \
    template <>                                                \
    struct Kind<cpp_type> {                                    \
        static constexpr Type type = Type::kind_type;          \
        static const MemberOps& ops() { return kinds::table; } \
    };
TONGGUAN_KIND(std::string, text, text)
TONGGUAN_KIND(std::int64_t, integer, integer)
TONGGUAN_KIND(bool, boolean, boolean)
TONGGUAN_KIND(Date, date, date)
TONGGUAN_KIND(Instant, instant, instant)
TONGGUAN_KIND(Money, money, money)
TONGGUAN_KIND(Area, area, area)
TONGGUAN_KIND(Document, document, document)
TONGGUAN_KIND(std::vector<std::string>, words, words)
TONGGUAN_KIND(std::vector<std::int64_t>, ids, ids)
TONGGUAN_KIND(std::optional<std::string>, text, optional_text)
TONGGUAN_KIND(std::optional<std::int64_t>, integer, optional_integer)
TONGGUAN_KIND(std::optional<bool>, boolean, optional_boolean)
TONGGUAN_KIND(std::optional<Date>, date, optional_date)
TONGGUAN_KIND(std::optional<Instant>, instant, optional_instant)
TONGGUAN_KIND(std::optional<Money>, money, optional_money)
TONGGUAN_KIND(std::optional<Area>, area, optional_area)
#undef TONGGUAN_KIND

template <class Thing>
struct Kind<Id<Thing>> {  // a reference; the key itself is marked by name "id". 0 is stored as NULL
    static constexpr Type type = Type::reference;
    static const MemberOps& ops() { return kinds::id; }  // Id<T> is one int64
};

template <class T>
struct ItemOf {
    using Nested = T;
};
template <class T>
struct ItemOf<std::vector<T>> {
    using Nested = T;
};
template <class T>
struct ItemOf<std::optional<T>> {
    using Nested = T;
};
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <class T>
Field make_field() {
    Field made;
    made.type = Kind<T>::type;
    made.ops = &Kind<T>::ops();
    made.required = !is_optional<T>;
    made.nullable = is_optional<T>;
    using Nested = typename ItemOf<T>::Nested;
    if constexpr (Kind<T>::type == Type::object || Kind<T>::type == Type::list) made.nested = &describe<Nested>();
    if constexpr (Kind<T>::type == Type::choice)
        for (const auto& [enumerator, word] : EnumWords<Nested>::words) made.choices.emplace_back(word);
    return made;
}

}  // namespace tongguan::entity
