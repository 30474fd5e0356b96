// How many members an aggregate has: for tests that a struct's field table names every one of them.
//   CHECK(entity::member_count<Case>() == entity::describe<Case>().fields.size());
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>

namespace tongguan::entity {

namespace detail {
struct Anything {
    template <class T>
        requires(!std::is_same_v<std::remove_cvref_t<T>, Anything>)
    operator T&&() const&& noexcept;  // never defined: only asked about
    template <class T>
        requires(!std::is_same_v<std::remove_cvref_t<T>, Anything> && std::is_copy_constructible_v<T>)
    operator T&() const& noexcept;
};

template <class T, std::size_t... I>
constexpr bool takes(std::index_sequence<I...>) {
    return requires { T{(static_cast<void>(I), Anything{})...}; };
}
}  // namespace detail

template <class T, std::size_t Guess = 64>
consteval std::size_t member_count() {
    static_assert(std::is_aggregate_v<T>, "entities are flat aggregates");
    if constexpr (Guess == 0)
        return 0;
    else if constexpr (detail::takes<T>(std::make_index_sequence<Guess>{}))
        return Guess;
    else
        return member_count<T, Guess - 1>();
}

}  // namespace tongguan::entity
