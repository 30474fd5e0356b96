#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>

#include "base/json.h"

namespace tongguan {
namespace {

// 0: stands for itself; u: \u00XX; E: look at the next two bytes (U+2028/9 are E2 80 A8/A9); else the letter after \.
constexpr std::array<char, 256> escapes = [] {
    std::array<char, 256> table{};
    for (std::size_t c = 0; c < 0x20; ++c) table[c] = 'u';
    table['\b'] = 'b';
    table['\f'] = 'f';
    table['\n'] = 'n';
    table['\r'] = 'r';
    table['\t'] = 't';
    table['"'] = '"';
    table['\\'] = '\\';
    // An answer may stand in a page or be sniffed as one: these four characters never leave bare.
    table['<'] = table['>'] = table['&'] = table[0x7F] = 'u';
    table[0xE2] = 'E';
    return table;
}();

constexpr char hex_digit(unsigned nibble) { return "0123456789abcdef"[nibble & 15]; }

void append_escape(std::string& out, char kind, unsigned char c) {
    if (kind == 'u') {
        const std::array<char, 6> escaped{'\\', 'u', '0', '0', hex_digit(c >> 4), hex_digit(c)};
        out.append(escaped.data(), escaped.size());
    } else {
        const std::array<char, 2> escaped{'\\', kind};
        out.append(escaped.data(), escaped.size());
    }
}

template <class Number>
void append_number(std::string& out, Number number) {
    std::array<char, 32> buffer;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
    out.append(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
    out.push_back('"');
    const char* plain = text.data();
    const char* const end = plain + text.size();
    for (const char* at = plain; at != end; ++at) {
        const auto c = static_cast<unsigned char>(*at);
        const char kind = escapes[c];
        if (kind == 0) [[likely]]
            continue;
        if (kind == 'E') {
            if (end - at < 3 || at[1] != '\x80' || (at[2] != '\xA8' && at[2] != '\xA9')) continue;
            out.append(plain, at);
            out.append(at[2] == '\xA8' ? "\\u2028" : "\\u2029");
            at += 2;
        } else {
            out.append(plain, at);
            append_escape(out, kind, c);
        }
        plain = at + 1;
    }
    out.append(plain, end);
    out.push_back('"');
}

void JsonWriter::comma() {
    if (!first_) out_.push_back(',');
    first_ = false;
}

JsonWriter& JsonWriter::open(char bracket) {
    comma();
    out_.push_back(bracket);
    first_ = true;
    return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
    out_.push_back(bracket);
    first_ = false;
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
    comma();
    out_.push_back('"');
    out_.append(name);
    out_.append("\":", 2);
    first_ = true;  // the value that follows needs no comma
    return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
    comma();
    append_json_string(out_, text);
    return *this;
}

JsonWriter& JsonWriter::value(std::int64_t number) {
    comma();
    append_number(out_, number);
    return *this;
}

JsonWriter& JsonWriter::value(std::uint64_t number) {
    comma();
    append_number(out_, number);
    return *this;
}

JsonWriter& JsonWriter::value(double number) {
    if (!std::isfinite(number)) return null();  // JSON has no word for it
    comma();
    const std::size_t start = out_.size();
    append_number(out_, number);
    // "-500" would come back as an integer, and 20 digits would not come back at all
    if (out_.find_first_of(".e", start) == std::string::npos) out_.append(".0", 2);
    return *this;
}

JsonWriter& JsonWriter::value(bool flag) { return raw(flag ? "true" : "false"); }
JsonWriter& JsonWriter::null() { return raw("null"); }

JsonWriter& JsonWriter::value(Date date) {
    comma();
    out_.push_back('"');
    append_iso(out_, date);
    out_.push_back('"');
    return *this;
}

JsonWriter& JsonWriter::value(Instant instant) {
    comma();
    out_.push_back('"');
    append_iso(out_, instant);
    out_.push_back('"');
    return *this;
}

JsonWriter& JsonWriter::id_value(std::int64_t id) {
    comma();
    out_.push_back('"');
    append_number(out_, id);
    out_.push_back('"');
    return *this;
}

JsonWriter& JsonWriter::raw(std::string_view json) {
    comma();
    out_.append(json);
    return *this;
}

// As deep as the value: parse_json bounds what comes from outside.
JsonWriter& JsonWriter::value(const Json& json) {
    switch (json.kind()) {
        case boost::json::kind::null:
            return null();
        case boost::json::kind::bool_:
            return value(json.get_bool());
        case boost::json::kind::int64:
            return value(json.get_int64());
        case boost::json::kind::uint64:
            return value(json.get_uint64());
        case boost::json::kind::double_:
            return value(json.get_double());
        case boost::json::kind::string:
            return value(std::string_view(json.get_string().data(), json.get_string().size()));
        case boost::json::kind::array:
            begin_array();
            for (const Json& item : json.get_array()) value(item);
            return end_array();
        case boost::json::kind::object:
            break;
    }
    begin_object();
    for (const auto& item : json.get_object()) {
        comma();
        append_json_string(out_, {item.key().data(), item.key().size()});  // may be a stranger's: escaped
        out_.push_back(':');
        first_ = true;
        value(item.value());
    }
    return end_object();
}

}  // namespace tongguan
