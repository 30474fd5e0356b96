// field<&Case::title>().max(80).sheet(): a member becomes a Field. Included by description.h only.
// The member's name is read from the template argument, so it is written once (g++ 12 and clang 19).
#pragma once

namespace tongguan::entity {

template <auto Member>
constexpr std::string_view member_name() {
    // g++:   "constexpr std::string_view …::member_name() [with auto Member = &Case::title; …]"
    // clang: "std::string_view …::member_name() [Member = &Case::title]"
    constexpr std::string_view all = __PRETTY_FUNCTION__;
    constexpr std::size_t start = all.find("Member = ") + 9;
    constexpr std::size_t stop = all.find_first_of(";]", start);
    constexpr std::string_view argument = all.substr(start, stop - start);
    constexpr std::size_t colon = argument.rfind("::");
    constexpr std::string_view name = argument.substr(colon + 2);
    return name.ends_with(')') ? name.substr(0, name.size() - 1) : name;
}

template <class>
struct MemberOf;
template <class Struct, class Member>
struct MemberOf<Member Struct::*> {
    using Owner = Struct;
    using Type = Member;
};

template <class T>
struct Kind;  // Type, and MemberOps for a C++ type: specialised in platform/entity/kinds.h
template <class Owner, class Member>
std::size_t offset_of(Member Owner::* member) {
    static const Owner probe{};  // entities are flat aggregates, so a member's offset is the same in each of them
    return static_cast<std::size_t>(reinterpret_cast<const char*>(&(probe.*member)) -
                                    reinterpret_cast<const char*>(&probe));
}

// Builder; converts to Field.
class FieldBuilder {
public:
    explicit FieldBuilder(Field field) : field_(std::move(field)) {}
    FieldBuilder& min(std::int64_t n) {
        field_.min = n;
        return *this;
    }
    FieldBuilder& max(std::int64_t n) {
        field_.max = n;
        return *this;
    }
    FieldBuilder& unique() {
        field_.unique = true;
        return *this;
    }
    FieldBuilder& sheet() {
        field_.sheet = true;
        return *this;
    }
    FieldBuilder& server() {
        field_.server = true;
        return *this;
    }
    FieldBuilder& hidden() {
        field_.hidden = true;
        return *this;
    }
    FieldBuilder& personal(std::string_view retention) {
        field_.personal = true;
        field_.retention = retention;
        return *this;
    }
    FieldBuilder& sealed() {
        field_.sealed = true;
        return *this;
    }
    FieldBuilder& masked(Masking masking) {
        field_.masking = masking;
        return *this;
    }
    FieldBuilder& refers_to(std::string_view entity) {
        field_.refers_to = entity;
        return *this;
    }
    FieldBuilder& optional() {
        field_.required = false;
        return *this;
    }  // may be left out of input; the member keeps its default
    FieldBuilder& choices(std::vector<std::string> words) {
        field_.choices = std::move(words);
        return *this;
    }  // of words
    FieldBuilder& label(std::string_view key) {
        field_.label = key;
        return *this;
    }
    operator Field() && { return std::move(field_); }
    operator Field() const& { return field_; }

private:
    Field field_;
};

template <class T>
Field make_field();  // type, required, choices, nested, ops of C++ type T: in kinds.h

template <auto Member>
FieldBuilder field() {
    using Bound = MemberOf<decltype(Member)>;
    Field made = make_field<typename Bound::Type>();
    made.name = member_name<Member>();
    if (made.type == Type::reference && made.name == "id") made.type = Type::id;
    made.offset = offset_of(Member);
    return FieldBuilder(std::move(made));
}

// Fields of a struct, each labelled "<name>.<field>" unless it says otherwise.
Description describe_struct(std::string name, std::vector<Field> fields);
// A fragment (shared columns) put before a struct's own fields.
std::vector<Field> operator+(std::vector<Field> fragment, std::vector<Field> own);

}  // namespace tongguan::entity

#include "platform/entity/kinds.h"
