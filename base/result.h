// Refusals are values, failures are exceptions (docs/adr/0002-refusals-are-values.md).
// A Refusal is an answer the caller can act on; it carries a text key, never a sentence, and is rendered in the
// reader's language at the edge. Exceptions are kept for what nobody can act on and are caught in three loops only.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tongguan {

struct Refusal {
    // In HTTP (RFC 9110 §15.5, RFC 6585 §4): 422, 404, 403, 409, 401, 429, 503.
    enum class Kind : std::uint8_t {
        invalid,
        not_found,
        forbidden,
        conflict,
        unauthenticated,  // who asks has not been shown; asking again as somebody may help
        throttled,        // asked too often; `retry_after_s` says when the next try is heard
        unavailable,      // not now, whoever asks; `retry_after_s` says when it is worth asking again
    };
    using Args = std::vector<std::pair<std::string, std::string>>;  // named values for the text

    Kind kind = Kind::invalid;
    std::string key;  // text key, e.g. "service_centre.case.already_decided"
    Args args{};      // placeholders of that text
    std::string
        field{};  // JSON pointer-like path of the offending field ("applicant.name", "people.3.post"); may be empty
    std::vector<Refusal> also{};     // further refusals of the same input (one per field), for `invalid` only
    std::int64_t retry_after_s = 0;  // seconds until asking again makes sense; 0 = not said
};

struct Done {};  // the value of an action that has nothing to say but "it is done"

template <class T = Done>
using Result = std::expected<T, Refusal>;
using Outcome = Result<Done>;

inline std::unexpected<Refusal> refuse(Refusal::Kind kind, std::string_view key, Refusal::Args args = {},
                                       std::string field = {}) {
    return std::unexpected(
        Refusal{.kind = kind, .key = std::string(key), .args = std::move(args), .field = std::move(field)});
}
inline std::unexpected<Refusal> invalid(std::string_view key, Refusal::Args args = {}, std::string field = {}) {
    return refuse(Refusal::Kind::invalid, key, std::move(args), std::move(field));
}
inline std::unexpected<Refusal> not_found(std::string_view key, Refusal::Args args = {}) {
    return refuse(Refusal::Kind::not_found, key, std::move(args));
}
inline std::unexpected<Refusal> forbidden(std::string_view key, Refusal::Args args = {}) {
    return refuse(Refusal::Kind::forbidden, key, std::move(args));
}
inline std::unexpected<Refusal> conflict(std::string_view key, Refusal::Args args = {}) {
    return refuse(Refusal::Kind::conflict, key, std::move(args));
}
inline std::unexpected<Refusal> unauthenticated(std::string_view key, Refusal::Args args = {}) {
    return refuse(Refusal::Kind::unauthenticated, key, std::move(args));
}
inline std::unexpected<Refusal> throttled(std::string_view key, std::int64_t retry_after_s) {
    auto refusal = refuse(Refusal::Kind::throttled, key, {{"seconds", std::to_string(retry_after_s)}});
    refusal.error().retry_after_s = retry_after_s;
    return refusal;
}
inline std::unexpected<Refusal> unavailable(std::string_view key, std::int64_t retry_after_s) {
    auto refusal = refuse(Refusal::Kind::unavailable, key);
    refusal.error().retry_after_s = retry_after_s;
    return refusal;
}

}  // namespace tongguan

// The only control macro. `const auto row = TRY(store::find(work, id));` passes a refusal up, else yields the value.
// A statement expression (g++ and clang); do not nest two in one expression, -Wshadow will tell.
#define TRY(expression)                                                           \
    __extension__({                                                               \
        auto try_result_ = (expression);                                          \
        if (!try_result_) return std::unexpected(std::move(try_result_).error()); \
        std::move(try_result_).value();                                           \
    })
