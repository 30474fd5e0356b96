// The request target taken apart (RFC 9112 §3.2, RFC 3986): strict, decoded once, and refused when two readers could
// understand it in two ways. No Boost here; fuzzed by fuzz/query_fuzz.cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tongguan::http {

// What the transport itself answers: a status and the text key of the problem's title.
struct Fault {
    int status;
    std::string_view key;
};

using Pairs = std::vector<std::pair<std::string, std::string>>;

// Origin-form or absolute-form. The authority of an absolute-form must be the Host header's, else 400.
// `path` comes out decoded: valid UTF-8, no controls, no backslash, no empty, "." or ".." segment, no encoded slash,
// nothing that is still percent-encoded after one decoding.
std::optional<Fault> read_target(std::string_view target, std::string_view host, std::size_t max_params,
                                 std::string& path, Pairs& query);

// "a=1&b=%E5%BC%A0+%E4%B8%89" → pairs in order; '+' is a space; a piece without '=' has an empty value.
std::optional<Fault> read_query(std::string_view text, std::size_t max_params, Pairs& query);

// host[:port] with the characters that a name, an IPv4 or a bracketed IPv6 address may have (no user, no spaces).
bool is_host(std::string_view host);

}  // namespace tongguan::http
