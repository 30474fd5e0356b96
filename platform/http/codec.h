// One request read from bytes that may arrive in any pieces: Beast's parser for heads with the door narrowed, our own
// for bodies, so that no two readers on the way can disagree where a request ends (RFC 9112 §11.2). Driven without
// sockets by dialogue.h and
// fuzz/http_fuzz.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "platform/http/message.h"
#include "platform/http/target.h"

namespace tongguan::http {

struct Limits;

class Codec {
public:
    enum class Progress : std::uint8_t { more, done, refused };

    explicit Codec(const Limits& limits);
    ~Codec();

    // Reads a head. `bytes` begins where the request begins and only ever grows between calls; `used` is set with
    // `done`. Refuses as soon as a byte is wrong, without waiting for the end of the head.
    Progress head(std::string_view bytes, std::size_t& used);

    // After the head: how the body comes.
    bool has_body() const { return has_body_; }
    std::uint64_t declared_length() const { return declared_length_; }  // 0 when chunked
    bool expects_continue() const { return expects_continue_; }
    bool keep_alive() const { return keep_alive_; }
    bool http_1_1() const { return http_1_1_; }

    // Reads body bytes; unused ones must be presented again with more behind them. What is read goes to `sink`, which
    // says no to stop (refused with its own fault). More than `limit` bytes in all: 413.
    using Sink = std::function<std::optional<Fault>(std::string_view)>;
    void body_limit(std::uint64_t limit) { limit_ = limit; }
    Progress body(std::string_view bytes, std::size_t& used, const Sink& sink);

    const Fault& fault() const { return fault_; }
    Request& request() { return request_; }
    void next();  // forget this request, ready for the head of the next

private:
    struct Parser;
    enum class Part : std::uint8_t { size, data, data_end, last_end };  // of a chunked body, what comes next

    Progress refuse(Fault fault);
    Progress take(std::string_view bytes, std::size_t& used, const Sink& sink);
    Progress size_line(std::string_view line, std::size_t& used);
    Progress line_end(std::string_view bytes);
    bool scan(std::string_view bytes, std::size_t& end);
    std::optional<Fault> check_head();
    std::optional<Fault> check_framing() const;

    const Limits& limits_;
    std::unique_ptr<Parser> parser_;
    Request request_;
    Fault fault_{400, "http.bad_request"};
    std::size_t scanned_ = 0;  // start of the first line that is not yet complete
    std::size_t looked_ = 0;   // bytes of an incomplete line that hold no line feed
    std::size_t lines_ = 0;
    bool has_body_ = false;
    bool expects_continue_ = false;
    bool keep_alive_ = false;
    bool http_1_1_ = true;
    bool chunked_ = false;
    Part part_ = Part::size;
    std::uint64_t declared_length_ = 0;
    std::uint64_t limit_ = 0;  // of the body in all; a declared length is compared by who asks for the body
    std::uint64_t left_ = 0;   // of the body, or of the present chunk
    std::uint64_t total_ = 0;  // of the chunks so far
};

}  // namespace tongguan::http
