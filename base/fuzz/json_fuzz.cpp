// Any bytes: parse_json must answer, and what it takes must be written and read back the same, letter for letter.
#include <cstdlib>
#include <string>

#include "base/json.h"
#include "base/text.h"

using namespace tongguan;

namespace {

void must(bool held) {
    if (!held) std::abort();
}

void text_round_trip(std::string_view bytes) {
    if (!is_utf8(bytes) || bytes.find('\0') != std::string_view::npos) return;
    std::string written;
    append_json_string(written, bytes);
    const auto read = parse_json(written, {.bytes = written.size()});
    must(read && read->is_string());
    must(std::string_view(read->get_string().data(), read->get_string().size()) == bytes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    text_round_trip(bytes);
    const auto first = parse_json(bytes);
    if (!first) {
        const Refusal& refusal = first.error();
        must(refusal.kind == Refusal::Kind::invalid && refusal.key.starts_with("base.json."));
        must(is_utf8(refusal.field));
        for (const auto& [name, value] : refusal.args) must(is_utf8(value));
        return 0;
    }
    std::string once;
    JsonWriter(once).value(*first);
    must(is_utf8(once));
    const auto second = parse_json(once, {.bytes = once.size()});
    must(second.has_value());
    std::string twice;
    JsonWriter(twice).value(*second);
    must(once == twice);
    must(*first == *second);
    return 0;
}
