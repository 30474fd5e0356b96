#include "platform/http/codec.h"

#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <cstring>
#include <optional>
#include <string>

#include "base/text.h"
#include "platform/http/server.h"

namespace tongguan::http {

namespace beast = boost::beast;
namespace bhttp = boost::beast::http;

namespace {

constexpr Fault bad_head{400, "http.bad_head"};
constexpr Fault bad_framing{400, "http.bad_framing"};
constexpr Fault bad_host{400, "http.bad_host"};
constexpr Fault head_too_large{431, "http.head_too_large"};
constexpr Fault target_too_long{414, "http.target_too_long"};
constexpr Fault body_too_large{413, "http.body_too_large"};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool is_word(std::string_view text, std::string_view lower_word) {
    return std::ranges::equal(text, lower_word, {}, lower);
}

Method method_of(beast::string_view name) {
    // Compared as sent: methods are case-sensitive (RFC 9110 §9.1).
    for (const Method method :
         {Method::get, Method::post, Method::head, Method::put, Method::patch, Method::delete_, Method::options})
        if (std::string_view(name.data(), name.size()) == name_of(method)) return method;
    return Method::other;
}

}  // namespace

struct Codec::Parser {
    // Beast's callbacks fill the request directly: no second container of fields.
    struct Reader final : bhttp::basic_parser<true> {
        explicit Reader(Request& request) : to(request) { body_limit(boost::none); }

        void on_request_impl(bhttp::verb, beast::string_view method, beast::string_view target, int version,
                             beast::error_code&) override {
            to.method = method_of(method);
            to.target.assign(target.data(), target.size());
            http_1_1 = version == 11;
        }
        void on_response_impl(int, beast::string_view, int, beast::error_code&) override {}
        void on_field_impl(bhttp::field field, beast::string_view name, beast::string_view value,
                           beast::error_code&) override {
            const std::string_view text(value.data(), value.size());
            switch (field) {
                case bhttp::field::host:
                    ++hosts;
                    break;
                case bhttp::field::content_length:
                    ++lengths;
                    break;
                case bhttp::field::transfer_encoding:
                    ++encodings;
                    plain_chunked = is_word(text, "chunked");
                    break;
                case bhttp::field::expect:
                    expect.emplace(text);
                    break;
                default:
                    break;
            }
            auto& header = to.headers.emplace_back();
            header.name.resize(name.size());
            std::ranges::transform(name, header.name.begin(), lower);
            header.value.assign(text);
        }
        void on_header_impl(beast::error_code&) override {}
        // Bodies are not Beast's business here (see Codec::body).
        void on_body_init_impl(const boost::optional<std::uint64_t>&, beast::error_code&) override {}
        std::size_t on_body_impl(beast::string_view, beast::error_code&) override { return 0; }
        void on_chunk_header_impl(std::uint64_t, beast::string_view, beast::error_code&) override {}
        std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view, beast::error_code&) override { return 0; }
        void on_finish_impl(beast::error_code&) override {}

        Request& to;
        std::optional<std::string> expect;
        int hosts = 0;
        int lengths = 0;
        int encodings = 0;
        bool plain_chunked = false;
        bool http_1_1 = true;
    };
    std::optional<Reader> reader;
};

Codec::Codec(const Limits& limits) : limits_(limits), parser_(std::make_unique<Parser>()) { next(); }
Codec::~Codec() = default;

void Codec::next() {
    request_.target.clear();
    request_.path.clear();
    request_.query.clear();
    request_.headers.clear();
    if (request_.body.capacity() > 16 * 1024) request_.body = std::string();
    request_.body.clear();
    request_.params.clear();
    request_.trace.clear();
    request_.method = Method::other;
    parser_->reader.emplace(request_);
    scanned_ = looked_ = lines_ = 0;
    has_body_ = expects_continue_ = keep_alive_ = false;
    declared_length_ = 0;
}

Codec::Progress Codec::refuse(Fault fault) {
    fault_ = fault;
    keep_alive_ = false;
    return Progress::refused;
}

// Looks at whole lines only: each ends with CRLF, has no other CR, is not a continuation (obs-fold), and stays within
// its bounds. True when the empty line was found; false with fault_.status == 0 when more is needed.
bool Codec::scan(std::string_view bytes, std::size_t& end) {
    fault_.status = 0;
    const auto fail = [this](Fault fault) {
        fault_ = fault;
        return false;
    };
    // No method begins so: a TLS hello on a plain port need not wait for its time to pass.
    if (!bytes.empty() && (bytes.front() <= ' ' || bytes.front() >= 0x7F) && bytes.front() != '\r')
        return fail(bad_head);
    for (;;) {
        const std::string_view rest = bytes.substr(scanned_);
        // What an earlier call looked at is not looked at again, or single bytes would cost the square of their number.
        const std::size_t seen = looked_ > scanned_ ? looked_ - scanned_ : 0;
        const auto* feed = static_cast<const char*>(std::memchr(rest.data() + seen, '\n', rest.size() - seen));
        const std::size_t length = feed ? static_cast<std::size_t>(feed - rest.data()) : rest.size();
        if (length > limits_.line_bytes) return fail(lines_ == 0 ? target_too_long : head_too_large);
        if (scanned_ + length > limits_.header_bytes) return fail(head_too_large);
        const std::string_view line = rest.substr(0, length);
        const std::size_t carriage = line.find('\r', seen > 0 ? seen - 1 : 0);
        if (!feed) {  // an incomplete line may end in CR, and in nothing else that is wrong
            if (carriage != std::string_view::npos && carriage + 1 != line.size()) return fail(bad_head);
            if (lines_ > 0 && !line.empty() && (line.front() == ' ' || line.front() == '\t')) return fail(bad_head);
            looked_ = bytes.size();
            return false;
        }
        if (carriage == std::string_view::npos || carriage + 1 != line.size()) return fail(bad_head);
        scanned_ += length + 1;
        if (length == 1) {
            if (lines_ == 0) return fail(bad_head);
            end = scanned_;
            return true;
        }
        if (lines_ > 0 && (line.front() == ' ' || line.front() == '\t')) return fail(bad_head);
        if (lines_++ > limits_.headers) return fail(head_too_large);
    }
}

std::optional<Fault> Codec::check_framing() const {
    const auto& reader = *parser_->reader;
    if (reader.encodings > 0) {
        if (reader.lengths > 0 || reader.encodings > 1 || !reader.http_1_1) return bad_framing;
        if (!reader.plain_chunked) {
            const bool ends_chunked = reader.chunked();
            return ends_chunked ? Fault{501, "http.encoding_unknown"} : bad_framing;
        }
    }
    if (reader.lengths > 1) return bad_framing;
    if (reader.lengths == 1) {  // Beast takes "5, 5"; we take one number
        const std::string_view value = request_.header("content-length");
        if (!std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; })) return bad_framing;
    }
    return std::nullopt;
}

std::optional<Fault> Codec::check_head() {
    const auto& reader = *parser_->reader;
    http_1_1_ = reader.http_1_1;
    if (const auto fault = check_framing()) return fault;
    if (reader.hosts > 1 || (http_1_1_ && reader.hosts != 1)) return bad_host;
    const std::string_view host = request_.header("host");
    if (reader.hosts == 1 && !is_host(host)) return bad_host;
    for (const auto& [name, value] : request_.headers)
        if (!is_utf8(value) || value.find('\0') != std::string::npos) return bad_head;
    if (const auto fault = read_target(request_.target, host, limits_.query_params, request_.path, request_.query))
        return fault;
    if (reader.expect) {
        if (!is_word(*reader.expect, "100-continue")) return Fault{417, "http.expectation_unknown"};
        expects_continue_ = http_1_1_;  // RFC 9110 §10.1.1: ignored from an HTTP/1.0 client
    }
    return std::nullopt;
}

Codec::Progress Codec::head(std::string_view bytes, std::size_t& used) {
    std::size_t end = 0;
    if (!scan(bytes, end)) return fault_.status == 0 ? Progress::more : refuse(fault_);
    auto& reader = *parser_->reader;
    beast::error_code ec;
    const std::size_t read = reader.put(boost::asio::const_buffer(bytes.data(), end), ec);
    if (ec == bhttp::error::bad_version) return refuse({505, "http.version_unknown"});
    if (ec == bhttp::error::bad_content_length || ec == bhttp::error::multiple_content_length ||
        ec == bhttp::error::bad_transfer_encoding)
        return refuse(bad_framing);
    if (ec || read != end || !reader.is_header_done()) return refuse(bad_head);
    keep_alive_ = reader.keep_alive();
    if (const auto fault = check_head()) return refuse(*fault);
    has_body_ = !reader.is_done();
    chunked_ = reader.chunked();
    declared_length_ = chunked_ ? 0 : reader.content_length().value_or(0);
    left_ = declared_length_;
    total_ = 0;
    part_ = Part::size;
    used = end;
    return Progress::done;
}

Codec::Progress Codec::take(std::string_view bytes, std::size_t& used, const Sink& sink) {
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size() - used));
    if (count > 0) {
        if (const auto fault = sink(bytes.substr(used, count))) return refuse(*fault);
    }
    used += count;
    left_ -= count;
    return left_ == 0 ? Progress::done : Progress::more;
}

// RFC 9112 §7.1 without what no browser sends and readers disagree about: chunk extensions, trailers, spaces. Beast's
// decoder is not used: it takes both, and the fuzzer made it fail its own assertion on the last chunk (corpus
// beast_last_chunk).
Codec::Progress Codec::size_line(std::string_view line, std::size_t& used) {
    constexpr std::size_t most_digits = 15;  // so that the number cannot overflow
    std::uint64_t size = 0;
    std::size_t digits = 0;
    while (digits < line.size()) {
        const char c = lower(line[digits]);
        const bool decimal = c >= '0' && c <= '9';
        if (!decimal && !(c >= 'a' && c <= 'f')) break;
        if (++digits > most_digits) return refuse(bad_framing);
        size = size * 16 + static_cast<std::uint64_t>(decimal ? c - '0' : c - 'a' + 10);
    }
    if (digits == line.size()) return Progress::more;
    if (digits == 0) return refuse(bad_framing);
    const Progress ended = line_end(line.substr(digits));
    if (ended != Progress::done) return ended;
    if (size > limit_ - total_) return refuse(body_too_large);
    used += digits + 2;
    total_ += size;
    left_ = size;
    part_ = size == 0 ? Part::last_end : Part::data;
    return Progress::done;
}

Codec::Progress Codec::line_end(std::string_view bytes) {
    if (bytes.empty()) return Progress::more;
    if (bytes[0] != '\r') return refuse(bad_framing);
    if (bytes.size() == 1) return Progress::more;
    return bytes[1] == '\n' ? Progress::done : refuse(bad_framing);
}

Codec::Progress Codec::body(std::string_view bytes, std::size_t& used, const Sink& sink) {
    used = 0;
    if (!chunked_) return take(bytes, used, sink);
    for (;;) {
        if (part_ == Part::size) {
            if (const auto progress = size_line(bytes.substr(used), used); progress != Progress::done) return progress;
        } else if (part_ == Part::data) {
            if (const auto progress = take(bytes, used, sink); progress != Progress::done) return progress;
            part_ = Part::data_end;
        } else {
            if (const auto progress = line_end(bytes.substr(used)); progress != Progress::done) return progress;
            used += 2;
            if (part_ == Part::last_end) return Progress::done;
            part_ = Part::size;
        }
    }
}

}  // namespace tongguan::http
