// The only file that sees Boost.JSON's parser: a handler of our own under basic_parser refuses what JSON's grammar
// lets through (duplicate keys, NUL, numbers that would lose their value) and knows the path it stands at.
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>
#include <charconv>
#include <cmath>
#include <unordered_set>
#include <vector>

#include "base/json.h"
#include "base/text.h"

namespace tongguan {
namespace {

namespace bj = boost::json;
using Text = bj::string_view;
using Error = bj::error_code;

constexpr std::size_t few_keys = 16;         // up to here a look along the list beats a hash set
constexpr std::size_t shown_key_bytes = 64;  // of a stranger's key in a refusal

std::string shown(std::string_view key) {
    if (key.size() <= shown_key_bytes) return std::string(key);
    std::size_t end = shown_key_bytes;
    while ((static_cast<unsigned char>(key[end]) & 0xC0) == 0x80) --end;  // never half a character
    return std::string(key.substr(0, end)) + "…";
}

class Handler {
public:
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

    explicit Handler(const JsonLimits& limits) : limits_(limits), values_({}, scratch_, sizeof scratch_) {}

    Refusal& refusal() { return refusal_; }
    Json release() { return values_.release(); }

    bool on_document_begin(Error&) {
        values_.reset();
        return true;
    }
    bool on_document_end(Error&) { return true; }

    bool on_object_begin(Error& ec) { return open(Frame{.object = true, .first_key = keys_.size()}, ec); }
    bool on_object_end(std::size_t n, Error&) {
        keys_.resize(frames_.back().first_key);
        frames_.pop_back();
        values_.push_object(n);
        return true;
    }
    bool on_array_begin(Error& ec) { return open(Frame{.object = false, .first_key = keys_.size()}, ec); }
    bool on_array_end(std::size_t n, Error&) {
        frames_.pop_back();
        values_.push_array(n);
        return true;
    }

    bool on_key_part(Text part, std::size_t, Error&) {
        pending_.append(part.data(), part.size());
        values_.push_chars(part);
        return true;
    }
    bool on_key(Text part, std::size_t, Error& ec) {
        pending_.append(part.data(), part.size());
        const bool fresh = remember(std::move(pending_));
        pending_.clear();
        if (keys_.back().find('\0') != std::string::npos) return refuse_here("base.json.nul", {}, ec);
        if (!fresh) return refuse_here("base.json.duplicate_key", {{"key", shown(keys_.back())}}, ec);
        values_.push_key(part);
        return true;
    }
    bool on_string_part(Text part, std::size_t, Error& ec) {
        if (!clean(part, ec)) return false;
        values_.push_chars(part);
        return true;
    }
    bool on_string(Text part, std::size_t, Error& ec) {
        if (!count_value(ec) || !clean(part, ec)) return false;
        values_.push_string(part);
        return true;
    }

    bool on_number_part(Text, Error&) { return true; }
    bool on_int64(std::int64_t number, Text, Error& ec) {
        if (!count_value(ec)) return false;
        values_.push_int64(number);
        return true;
    }
    bool on_uint64(std::uint64_t, Text, Error& ec) {
        return count_value(ec) && refuse_here("base.json.number", {}, ec);
    }
    // The parser's own conversion is off by an ulp at times, and it rounds long integers; from_chars does neither.
    bool on_double(double, Text spelled, Error& ec) {
        if (!count_value(ec)) return false;
        double number = 0;
        const char* end = spelled.data() + spelled.size();
        const auto [stop, error] = std::from_chars(spelled.data(), end, number);
        const bool whole = spelled.find_first_of(".eE") == Text::npos;
        if (whole || stop != end || error != std::errc{} || !std::isfinite(number)) {
            return refuse_here("base.json.number", {}, ec);
        }
        values_.push_double(number);
        return true;
    }
    bool on_bool(bool flag, Error& ec) {
        if (!count_value(ec)) return false;
        values_.push_bool(flag);
        return true;
    }
    bool on_null(Error& ec) {
        if (!count_value(ec)) return false;
        values_.push_null();
        return true;
    }
    bool on_comment_part(Text, Error&) { return true; }
    bool on_comment(Text, Error&) { return true; }

    std::string path() const {
        std::string out;
        for (const Frame& frame : frames_) {
            if (!out.empty()) out += '.';
            out += frame.object ? (frame.named ? shown(keys_[frame.last_key]) : "") : std::to_string(frame.index - 1);
        }
        if (out.ends_with('.')) out.pop_back();  // an object before its first key
        return out;
    }

private:
    struct Frame {
        bool object;
        std::size_t first_key;                      // of this object in keys_
        std::size_t last_key = 0;                   // the key whose value is being read
        bool named = false;                         // has a last_key
        std::size_t index = 0;                      // values begun in this array
        std::unordered_set<std::string> many = {};  // the keys, once there are more than a few
    };

    bool open(Frame frame, Error& ec) {
        if (!count_value(ec)) return false;
        if (frames_.size() >= limits_.depth) {
            return refuse_here("base.json.depth", {{"limit", std::to_string(limits_.depth)}}, ec);
        }
        frames_.push_back(std::move(frame));
        return true;
    }

    bool count_value(Error& ec) {
        if (!frames_.empty() && !frames_.back().object) ++frames_.back().index;
        if (++seen_ <= limits_.members) return true;
        return refuse_here("base.json.members", {{"limit", std::to_string(limits_.members)}}, ec);
    }

    bool clean(Text part, Error& ec) { return part.find('\0') == Text::npos || refuse_here("base.json.nul", {}, ec); }

    // False when this object has the key already.
    bool remember(std::string key) {
        Frame& frame = frames_.back();
        frame.last_key = keys_.size();
        frame.named = true;
        bool fresh = true;
        const std::size_t known = keys_.size() - frame.first_key;
        if (known < few_keys) {
            for (std::size_t i = frame.first_key; i < keys_.size(); ++i) fresh = fresh && keys_[i] != key;
        } else {
            if (frame.many.empty())
                frame.many.insert(keys_.begin() + static_cast<std::ptrdiff_t>(frame.first_key), keys_.end());
            fresh = frame.many.insert(key).second;
        }
        keys_.push_back(std::move(key));
        return fresh;
    }

    bool refuse_here(std::string_view key, Refusal::Args args, Error& ec) {
        refusal_ =
            Refusal{.kind = Refusal::Kind::invalid, .key = std::string(key), .args = std::move(args), .field = path()};
        ec = bj::error::syntax;  // any error: the refusal says which
        return false;
    }

    const JsonLimits& limits_;
    Refusal refusal_;
    std::vector<Frame> frames_;
    std::vector<std::string> keys_;  // of all open objects, innermost last
    std::string pending_;
    std::size_t seen_ = 0;
    unsigned char scratch_[4096];  // bodies are small: most are parsed without a scratch allocation
    bj::value_stack values_;
};

Refusal::Args place(std::string_view text, std::size_t offset) {
    const std::string_view before = text.substr(0, offset);
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::size_t start = before.rfind('\n') + 1;  // npos + 1 == 0
    return {{"line", std::to_string(line)}, {"column", std::to_string(code_points(before.substr(start)) + 1)}};
}

}  // namespace

Result<Json> parse_json(std::string_view text, const JsonLimits& limits) {
    if (text.size() > limits.bytes) return invalid("base.json.bytes", {{"limit", std::to_string(limits.bytes)}});
    if (!is_utf8(text)) return invalid("base.json.utf8");
    bj::parse_options options;
    options.max_depth = limits.depth + 1;  // ours is met first
    bj::basic_parser<Handler> parser(options, limits);
    Error ec;
    const std::size_t used = parser.write_some(false, text.data(), text.size(), ec);
    if (!parser.handler().refusal().key.empty()) return std::unexpected(std::move(parser.handler().refusal()));
    if (ec == bj::error::exponent_overflow) return invalid("base.json.number", {}, parser.handler().path());
    if (!ec && used < text.size()) ec = bj::error::extra_data;
    if (ec) return invalid("base.json.malformed", place(text, std::min(used, text.size())), parser.handler().path());
    return parser.handler().release();
}

}  // namespace tongguan
