#include "platform/http/dialogue.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstring>
#include <exception>
#include <optional>

#include "platform/http/faults.h"
#include "platform/http/trace.h"

namespace tongguan::http {

namespace {

constexpr std::size_t first_space = 4 * 1024;
constexpr std::size_t body_space = 64 * 1024;   // also the slice that must arrive within body_time
constexpr std::size_t batch_bytes = 64 * 1024;  // answers gathered before they are written
constexpr std::size_t copied_body = 16 * 1024;  // a larger one is written from where it lies
constexpr int busy_retry_s = 1;                 // Retry-After: a worker frees itself quickly
constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";

}  // namespace

Dialogue::Dialogue(Site& site, AnswerHead& head, std::string remote, bool secure)
    : site_(site),
      head_(head),
      remote_(std::move(remote)),
      secure_(secure),
      from_proxy_(site.proxies.trusts(remote_)),
      codec_(site.limits),
      sink_([this](std::string_view bytes) { return receive(bytes); }),
      in_(first_space) {}

Dialogue::~Dialogue() { release_body(); }

std::span<char> Dialogue::space() {
    if (begin_ == end_) {
        begin_ = end_ = 0;
    } else if (begin_ > 0) {
        std::memmove(in_.data(), in_.data() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
    }
    const bool large_body = state_ == State::body && codec_.declared_length() > in_.size();
    if (large_body && in_.size() < body_space) in_.resize(body_space);
    if (!large_body && state_ == State::head && end_ == 0 && in_.size() > body_space / 4) {
        in_.resize(first_space);
        in_.shrink_to_fit();
    }
    // A head is refused before it fills its bound, so this ends.
    if (end_ == in_.size())
        in_.resize(std::min(in_.size() * 2, std::max(body_space, site_.limits.header_bytes + first_space)));
    return std::span(in_).subspan(end_);
}

Dialogue::Want Dialogue::advance() {
    for (;;) {
        if (!tail_.empty() || out_.size() >= batch_bytes || batched_ >= site_.limits.pipelined) return Want::flush;
        switch (state_) {
            case State::head:
                if (!take_head()) return out_.empty() ? Want::bytes : Want::flush;
                break;
            case State::body:
                if (!take_body()) return out_.empty() ? Want::bytes : Want::flush;
                break;
            case State::ready:
                dispatch();
                break;
            case State::working:
                return Want::worker;
            case State::streaming:
                return Want::chunk;
            case State::events:
                return Want::events;
            case State::closing:
                return Want::close;
        }
    }
}

void Dialogue::flushed() {
    site_.bytes_out.fetch_add(out_.size() + tail_.size(), std::memory_order_relaxed);
    if (out_.capacity() > 2 * batch_bytes) out_ = std::string();
    out_.clear();
    tail_ = {};
    batched_ = 0;
}

bool Dialogue::take_head() {
    std::string_view bytes(in_.data() + begin_, end_ - begin_);
    // RFC 9112 §2.2: one empty line before a request line is forgiven (old clients end a body with it).
    if (!skipped_line_ && bytes.starts_with("\r\n")) {
        begin_ += 2;
        bytes.remove_prefix(2);
        skipped_line_ = true;
    }
    if (bytes.empty() || (!skipped_line_ && bytes == "\r")) return false;
    std::size_t used = 0;
    switch (codec_.head(bytes, used)) {
        case Codec::Progress::more:
            return false;
        case Codec::Progress::refused:
            unread_ = true;
            started_ = site_.clock.now();
            handler_ = nullptr;
            pattern_ = {};
            codec_.request().trace = trace_of({});
            refuse(codec_.fault());
            return true;
        case Codec::Progress::done:
            break;
    }
    begin_ += used;
    begin();
    return true;
}

// The head is whole: who asks, which route, how much body.
void Dialogue::begin() {
    Request& request = codec_.request();
    started_ = site_.clock.now();
    ++stage_;
    slice_ = 0;
    request.remote = remote_;
    request.secure = secure_;
    if (from_proxy_) site_.proxies.apply(request);
    request.trace = trace_of(request.header("traceparent"));
    const Router::Match match = site_.router.match(request.method, request.path, request.params);
    handler_ = match.handler;
    pattern_ = match.pattern;
    unread_ = codec_.has_body();
    if (!handler_) {
        response_ = said(match.allow.empty() ? Fault{404, "http.not_found"} : Fault{405, "http.method_not_allowed"},
                         match.allow);
        if (!match.allow.empty()) response_.set("allow", match.allow);
        answer(!unread_ && codec_.keep_alive());
        return;
    }
    if (!codec_.has_body()) {
        state_ = State::ready;
        return;
    }
    const std::size_t limit = handler_->body_bytes ? handler_->body_bytes : site_.limits.body_bytes;
    if (codec_.declared_length() > limit) {
        refuse({413, "http.body_too_large"});
        return;
    }
    codec_.body_limit(limit);
    if (codec_.expects_continue() && begin_ == end_) out_.append(go_on);
    state_ = State::body;
}

std::optional<Fault> Dialogue::receive(std::string_view bytes) {
    const std::uint64_t all = site_.body_bytes.fetch_add(bytes.size(), std::memory_order_relaxed) + bytes.size();
    reserved_ += bytes.size();
    if (all > site_.limits.bodies_bytes) return Fault{503, "http.busy"};
    codec_.request().body.append(bytes);
    slice_ += bytes.size();
    if (slice_ >= body_space) {
        slice_ = 0;
        ++stage_;
    }
    return std::nullopt;
}

bool Dialogue::take_body() {
    std::size_t used = 0;
    const auto progress = codec_.body(std::string_view(in_.data() + begin_, end_ - begin_), used, sink_);
    begin_ += used;
    if (progress == Codec::Progress::more) return false;
    if (progress == Codec::Progress::refused) {
        if (codec_.fault().status == 503)
            busy(codec_.fault().key);
        else
            refuse(codec_.fault());
    } else {
        unread_ = false;
        state_ = State::ready;
    }
    return true;
}

void Dialogue::dispatch() {
    if (handler_->inline_ && !handler_->stream) {
        run_handler(nullptr);
        answer(codec_.keep_alive());
    } else {
        state_ = State::working;
    }
}

void Dialogue::fail(std::string_view what) noexcept {
    if (site_.failure) site_.failure(codec_.request().trace, what);
    response_ = said({500, "http.failed"});
}

// The connection's catch of what nobody could act on: the answer is a problem, the server goes on.
void Dialogue::run_handler(std::shared_ptr<Stream> stream) noexcept {
    Request& request = codec_.request();
    accepted_stream_ = false;
    try {
        if (stream) {
            auto refusal = handler_->stream(request, std::move(stream));
            accepted_stream_ = !refusal;
            response_ = refusal ? std::move(*refusal) : Response{};
        } else {
            response_ = handler_->run(request);
        }
    } catch (const std::exception& error) {
        fail(error.what());
    } catch (...) {  // tidy: allow words – this is the request loop: whatever it was, the connection answers
        fail("not a std::exception");
    }
}

void Dialogue::work() noexcept { run_handler(stream_); }

void Dialogue::worked() {
    if (accepted_stream_) {
        begin_events();
    } else {
        stream_.reset();
        answer(codec_.keep_alive());
    }
}

void Dialogue::busy(std::string_view key) {
    site_.refused_503.fetch_add(1, std::memory_order_relaxed);
    response_ = said({503, key});
    response_.set("retry-after", std::to_string(busy_retry_s));
    answer(!unread_ && codec_.keep_alive());
}

void Dialogue::refuse(const Fault& fault) {
    response_ = said(fault);
    answer(false);
}

// The fault in the reader's language, with every bound its text may name.
Response Dialogue::said(const Fault& fault, std::string_view allow) {
    using std::chrono::ceil;
    using std::chrono::seconds;
    const Request& request = codec_.request();
    const Limits& limits = site_.limits;
    const std::size_t body = handler_ && handler_->body_bytes ? handler_->body_bytes : limits.body_bytes;
    const auto of = [](auto number) { return std::to_string(number); };
    return fault_answer(fault, request.header("accept-language"), request.trace,
                        {{"allow", std::string(allow)},
                         {"line_bytes", of(limits.line_bytes)},
                         {"header_bytes", of(limits.header_bytes)},
                         {"headers", of(limits.headers)},
                         {"query_params", of(limits.query_params)},
                         {"body_bytes", of(body)},
                         {"header_seconds", of(ceil<seconds>(limits.header_time).count())},
                         {"body_seconds", of(ceil<seconds>(limits.body_time).count())}});
}

void Dialogue::answer(bool keep) {
    if (site_.draining.load(std::memory_order_relaxed)) keep = false;
    if (response_.stream) return begin_stream(keep);
    const bool bodiless = has_no_body(response_.status);
    const bool head_only = codec_.request().method == Method::head;
    const std::string_view body =
        response_.static_body.data() ? response_.static_body : std::string_view(response_.body);
    const AnswerShape shape{.framing = Framing::length,
                            .length = body.size(),
                            .http_1_1 = codec_.http_1_1(),
                            .keep_alive = keep,
                            .secure = codec_.request().secure};
    head_.write(out_, response_, shape, started_);
    if (!bodiless && !head_only) {
        if (body.size() <= copied_body)
            out_.append(body);
        else
            tail_ = body;  // response_ stays until the next answer, which waits for this one's flush
    }
    observe(response_.status);
    finish(keep);
}

void Dialogue::begin_stream(bool keep) {
    chunked_ = codec_.http_1_1();
    const bool head_only = codec_.request().method == Method::head || has_no_body(response_.status);
    keep_after_ = keep && (chunked_ || head_only);
    const AnswerShape shape{.framing = chunked_ ? Framing::chunked : Framing::until_close,
                            .http_1_1 = codec_.http_1_1(),
                            .keep_alive = keep_after_,
                            .secure = codec_.request().secure};
    head_.write(out_, response_, shape, started_);
    observe(response_.status);
    if (head_only) {
        response_.stream = nullptr;
        finish(keep_after_);
    } else {
        state_ = State::streaming;
    }
}

void Dialogue::begin_events() {
    if (response_.headers.empty()) {
        response_.set("content-type", "text/event-stream; charset=utf-8");
        response_.set("cache-control", "no-store");
        response_.set("x-accel-buffering", "no");  // nginx in front would hold hints back
    }
    const AnswerShape shape{.framing = Framing::until_close,
                            .http_1_1 = codec_.http_1_1(),
                            .keep_alive = false,
                            .secure = codec_.request().secure};
    head_.write(out_, response_, shape, started_);
    observe(response_.status);
    state_ = codec_.request().method == Method::head ? State::closing : State::events;
}

void Dialogue::pull() noexcept {
    chunk_.clear();
    chunk_failed_ = false;
    try {
        more_chunks_ = response_.stream(chunk_);
    } catch (const std::exception& error) {
        chunk_failed_ = true;
        if (site_.failure) site_.failure(codec_.request().trace, error.what());
    } catch (...) {  // tidy: allow words – this is the request loop: whatever it was, the connection answers
        chunk_failed_ = true;
        if (site_.failure) site_.failure(codec_.request().trace, "not a std::exception");
    }
}

void Dialogue::pulled() {
    if (chunk_failed_) {  // no last chunk: the reader sees that the body is cut
        response_.stream = nullptr;
        state_ = State::closing;
        return;
    }
    if (!chunk_.empty()) {  // an empty one would end the body
        if (chunked_) {
            std::array<char, 16> digits;
            const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), chunk_.size(), 16).ptr;
            out_.append(digits.data(), end).append("\r\n");
        }
        out_.append(chunk_);
        if (chunked_) out_.append("\r\n");
    }
    if (more_chunks_) return;
    if (chunked_) out_.append("0\r\n\r\n");
    response_.stream = nullptr;
    finish(keep_after_);
}

void Dialogue::observe(int status) {
    site_.requests.fetch_add(1, std::memory_order_relaxed);
    if (!site_.observer) return;
    const auto spent = std::max(site_.clock.now() - started_, Duration{0});  // a clock set back is no negative time
    site_.observer(codec_.request().method, pattern_, status, std::chrono::duration<double>(spent).count());
}

void Dialogue::release_body() {
    if (reserved_ == 0) return;
    site_.body_bytes.fetch_sub(reserved_, std::memory_order_relaxed);
    reserved_ = 0;
}

void Dialogue::finish(bool keep) {
    release_body();
    ++batched_;
    ++stage_;
    skipped_line_ = false;
    if (!keep) {
        state_ = State::closing;
        return;
    }
    codec_.next();
    state_ = State::head;
}

Dialogue::Waiting Dialogue::waiting() const {
    if (state_ == State::body) return Waiting::body;
    return begin_ == end_ ? Waiting::idle : Waiting::head;
}

bool Dialogue::timed_out() {
    if (waiting() == Waiting::idle) return false;
    unread_ = true;
    if (state_ == State::head) {
        started_ = site_.clock.now();
        pattern_ = {};
        codec_.request().trace = trace_of({});
    }
    refuse({408, "http.request_timeout"});
    return true;
}

}  // namespace tongguan::http
