// The head of an answer as bytes: status line, date, framing, the security headers that every answer carries, then
// the handler's own. One per event loop: it keeps the date of the current second.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "platform/http/message.h"

namespace tongguan::http {

enum class Framing : std::uint8_t { length, chunked, until_close };

struct AnswerShape {
    Framing framing = Framing::length;
    std::uint64_t length = 0;  // of the body, for Framing::length
    bool http_1_1 = true;
    bool keep_alive = true;
    bool secure = false;  // adds Strict-Transport-Security
};

class AnswerHead {
public:
    explicit AnswerHead(std::atomic<std::uint64_t>& dropped) : dropped_(dropped) {}
    // Appends the head with its empty line. Headers of the handler that would break it (CR, LF, NUL, other controls,
    // a name that is no token) or that are the transport's own business are left out; the former are counted.
    void write(std::string& out, const Response& response, const AnswerShape& shape, Instant now);

private:
    std::string_view date(Instant now);

    std::atomic<std::uint64_t>& dropped_;
    std::int64_t second_ = INT64_MIN;
    char date_[32] = {};  // IMF-fixdate, 29 characters
};

bool has_no_body(int status);               // 1xx, 204, 304
std::string_view reason_of(int status);     // "Not Found"
std::string imf_date(std::int64_t second);  // "Sun, 06 Nov 1994 08:49:37 GMT"; unix seconds

}  // namespace tongguan::http
